package rules

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// DecisiveFact is a fact whose change alone would change what is recommended.
// It is for staff, not for the client.
type DecisiveFact struct {
	Fact    string `json:"fact"`
	Value   string `json:"value"`   // empty where the case does not carry it
	Missing bool   `json:"missing"` // the case does not carry it
	// Other is the nearest value, of those that the policy tells apart, with which
	// the outcome would be another; Decision and Worth say what it would be.
	Other    string                `json:"other"`
	Decision compensation.Decision `json:"decision"`
	Worth    compensation.Money    `json:"worth"` // to the client; missing where nothing is given
}

// Decisive lists the facts that decide a recommendation, in the order of the
// policy's facts: each alone would change the decision, a remedy or its worth, or
// who must agree. Every value that a condition of the policy tells apart is tried
// and, of facts that an amount is made of, those beside the one the case has.
func (p *Policy) Decisive(rec *compensation.Recommendation) ([]DecisiveFact, error) {
	t := trial{policy: p, rec: rec}
	values, err := t.values()
	if err != nil {
		return nil, err
	}
	before, err := t.decide(values)
	if err != nil {
		return nil, err
	}
	conditions, amounts := p.program.Conditions(), p.program.AmountFacts()
	out := []DecisiveFact{}
	for _, slot := range p.slots {
		f := slot.fact
		if f == p.today || f.Total {
			continue
		}
		var changes []condition.Change
		from, known := values.Get(f.Slot)
		others := f.Cells(values, conditions...)
		if amounts[f] {
			others = append(others, f.Beside(values)...)
		}
		for _, to := range others {
			changes = append(changes, condition.Change{Fact: f, From: from, Known: known, To: to})
		}
		slices.SortStableFunc(changes, func(a, b condition.Change) int { return a.Distance().Cmp(b.Distance()) })
		for _, change := range changes {
			if found, ok := t.try(change, summary(before)); ok {
				out = append(out, found)
				break
			}
		}
	}
	return out, nil
}

// trial decides one case again and again, each time with one fact changed.
type trial struct {
	policy *Policy
	rec    *compensation.Recommendation
}

// values reads the case's facts; each decision needs its own.
func (t *trial) values() (*condition.Values, error) { return t.policy.values(&t.rec.Case, t.rec.At) }

// try decides with a change. One after which the case would lack another fact
// tells nothing.
func (t *trial) try(c condition.Change, before string) (DecisiveFact, bool) {
	values, _ := t.values() // they were read without a fault before
	values.Set(c.Fact.Slot, c.To)
	rec, err := t.decide(values)
	if err != nil || summary(rec) == before {
		return DecisiveFact{}, false
	}
	out := DecisiveFact{
		Fact: c.Fact.Name, Missing: !c.Known, Other: t.policy.program.Text(c.Fact, c.To), Decision: rec.Decision,
	}
	if c.Known {
		out.Value = t.policy.program.Text(c.Fact, c.From)
	}
	if rec.Step != nil {
		out.Worth = rec.Step.Value
	}
	return out, true
}

func (t *trial) decide(values *condition.Values) (*compensation.Recommendation, error) {
	var snapshot *compensation.Snapshot
	if t.rec.Budget != nil {
		snapshot = &compensation.Snapshot{Balances: t.rec.Budget}
	}
	return compensation.Decide(supposed{t.policy, values}, t.rec.Case, t.rec.At, snapshot)
}

// supposed is a policy that sees other facts than the case has.
type supposed struct {
	*Policy
	values *condition.Values
}

// Plan plans with the facts supposed.
func (s supposed) Plan(_ compensation.Case, at time.Time) (*compensation.Plan, error) {
	return s.program.Plan(s.values, at)
}

// Reuse keeps the values: they are looked at again.
func (supposed) Reuse(*compensation.Plan) {}

// summary is what counts as the outcome: decision, remedies with their worth,
// and who must agree.
func summary(rec *compensation.Recommendation) string {
	var b strings.Builder
	b.WriteString(string(rec.Decision))
	if rec.Step == nil {
		return b.String()
	}
	for _, m := range rec.Step.Remedies {
		fmt.Fprintf(&b, "|%s %s", m.Kind, m.Value)
	}
	if rec.Step.Approval != nil {
		b.WriteString("|" + rec.Step.Approval.By)
	}
	return b.String()
}
