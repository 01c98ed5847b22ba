package rules

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/inside"
	"github.com/amendsgo/amends/rules/internal/program"
)

// Policy is a policy that was loaded. It is immutable and safe for concurrent
// use, and a [compensation.Policy].
type Policy struct {
	*sealed
	program  *program.Policy
	slots    []slot // every fact, by its place among the values
	today    *condition.Fact
	names    []string // of the facts that a case may carry, for suggestions
	warnings []Diagnostic

	prepare   sync.Once // of what follows
	standard  [fields]reading
	fallbacks []fallback
}

var _ compensation.Policy = (*Policy)(nil)

// sealed lets scenarios and other tools of this module see the compiled policy.
type sealed = inside.Seal

// slot is a fact and, for a standard one, where a case has it.
type slot struct {
	fact *condition.Fact
	read *field
}

// Name is what the policy calls itself.
func (p *Policy) Name() string { return p.program.ID.Name }

// Version is the policy's version, as written.
func (p *Policy) Version() string { return p.program.ID.Version }

// Digest is the SHA-256 of the file, in hexadecimal.
func (p *Policy) Digest() string { return p.program.ID.Digest }

// Warnings are what looks wrong in the policy and still has a meaning.
func (p *Policy) Warnings() []Diagnostic { return slices.Clone(p.warnings) }

// Identity names the policy in every record.
func (p *Policy) Identity() compensation.PolicyID { return p.program.ID }

// Currency is the ISO 4217 code of all the policy's money.
func (p *Policy) Currency() string { return p.program.Currency }

// Zone is where days and periods are counted.
func (p *Policy) Zone() *time.Location { return p.program.Zone }

// Check reads the facts of a case as a decision at that time would. All that is
// wrong with them is one [*compensation.InvalidCaseError]; whether the policy
// needs more facts only a decision can tell.
func (p *Policy) Check(c compensation.Case, at time.Time) error {
	_, err := p.values(&c, at)
	return err
}

// Plan carries out everything before the budget. All that is wrong with the
// case is one [*compensation.InvalidCaseError].
func (p *Policy) Plan(c compensation.Case, at time.Time) (*compensation.Plan, error) {
	values, invalid := p.values(&c, at)
	plan, err := p.program.Plan(values, at)
	if invalid != nil || err != nil {
		return nil, compensation.JoinFaults(invalid, err)
	}
	return plan, nil
}

// Conclude adds approval and response to a step of the plan.
func (p *Policy) Conclude(plan *compensation.Plan, step *compensation.Step) (compensation.Conclusion, error) {
	return p.program.Conclude(plan, step)
}

// Reuse takes a plan back once its recommendation is written, as room for later
// cases. Neither the plan nor its drafts may be used afterwards.
func (p *Policy) Reuse(plan *compensation.Plan) { p.program.Reuse(plan) }

// Sale names the pool that a sale funds, and the amount that flows into it: the
// price times the risk share, rounded down. Without a budget both are zero. What is
// wrong with the sale is one [*compensation.InvalidCaseError].
func (p *Policy) Sale(s compensation.Sale) (ledger.Account, compensation.Money, error) {
	values, invalid := p.saleValues(s)
	price, err := s.Price.In(p.Currency())
	if err != nil || price.IsMissing() || price.Minor() < 0 {
		problem := "is " + s.Price.String()
		if s.Price.IsMissing() {
			problem = "is missing"
		}
		err = &compensation.InvalidCaseError{Faults: []compensation.Fault{{
			Fact: "sale.price", Problem: problem, Expected: "an amount in " + p.Currency() + ", at least 0",
		}}}
	}
	account, amount, needs := p.program.Sale(values, price.Minor())
	if err = compensation.JoinFaults(invalid, err, needs); err != nil {
		return ledger.Account{}, compensation.Money{}, err
	}
	share, err := compensation.NewMoney(amount, p.Currency())
	if err != nil {
		return ledger.Account{}, compensation.Money{}, err
	}
	return account, share, nil
}

// Fact describes a fact that the policy knows. Min, Max and Default are as a
// policy would write them, empty if there is none.
type Fact struct {
	Name    string   `json:"name"`
	Type    string   `json:"type"` // bool, int, number, money, one_of, text, date
	Unit    string   `json:"unit,omitempty"`
	Min     string   `json:"min,omitempty"`
	Max     string   `json:"max,omitempty"`
	Values  []string `json:"values,omitempty"`
	Default string   `json:"default,omitempty"`
	About   string   `json:"about,omitempty"`
	Own     bool     `json:"own"`   // the policy's own, not standard
	Total   bool     `json:"total"` // computed, known in approval and response only
}

// Facts returns every fact that the policy knows, standard ones first.
func (p *Policy) Facts() []Fact {
	facts := make([]Fact, 0, len(p.slots))
	for _, slot := range p.slots {
		f := slot.fact
		out := Fact{
			Name: f.Name, Type: f.Type.String(), Unit: f.Unit, About: f.About, Values: slices.Clone(f.Values),
			Min: p.program.Bound(f, f.Min), Max: p.program.Bound(f, f.Max),
			Own: slot.read == nil && !f.Total, Total: f.Total,
		}
		if f.Default != nil {
			out.Default = p.program.Text(f, *f.Default)
		}
		facts = append(facts, out)
	}
	return facts
}

// group is the first part of a dotted name.
func group(name string) string {
	before, _, _ := strings.Cut(name, ".")
	return before
}
