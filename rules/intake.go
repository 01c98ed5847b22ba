package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// values reads the facts of a case, all of them checked. What is at fault stays
// missing, so that the values can still tell which rules need it.
func (p *Policy) values(c *compensation.Case, at time.Time) (*condition.Values, error) {
	in := p.intake()
	in.checkCurrency(c.Currency)
	in.today(&p.standard[caseDate], c.Date, at)
	in.incident(&c.Incident)
	in.client(&c.Client)
	in.order(&c.Order)
	in.history(&c.History)
	in.own(c.Facts)
	in.defaults()
	return in.values, in.err()
}

// saleValues reads what a sale carries: client, order and the policy's own facts.
func (p *Policy) saleValues(s compensation.Sale) (*condition.Values, error) {
	in := p.intake()
	in.client(&s.Client)
	in.order(&s.Order)
	in.own(s.Facts)
	in.defaults()
	return in.values, in.err()
}

// inSale says whether a standard fact is known when something is sold.
func inSale(name string) bool {
	return strings.HasPrefix(name, "client.") || strings.HasPrefix(name, "order.")
}

// intake fills values and collects what is wrong with them.
type intake struct {
	policy   *Policy
	currency string
	values   *condition.Values
	faults   []compensation.Fault
	faulty   map[int]bool // slots
}

func (p *Policy) intake() intake {
	p.prepare.Do(p.prepareReading)
	return intake{policy: p, currency: p.program.Currency, values: p.program.Values()}
}

func (in *intake) err() error {
	if len(in.faults) == 0 {
		return nil
	}
	return compensation.JoinFaults(&compensation.InvalidCaseError{Faults: in.faults})
}

func (in *intake) checkCurrency(code string) {
	if want := in.currency; code != "" && code != want {
		in.faults = append(in.faults, compensation.Fault{
			Fact: "case.currency", Problem: fmt.Sprintf("is %q", clip(code)), Expected: want + ", the policy's currency",
		})
	}
}

func (in *intake) today(s *reading, said compensation.Date, at time.Time) {
	fact := s.fact
	today := compensation.DateOf(at.In(in.policy.Zone()))
	switch {
	case today.IsMissing():
		in.fail(fact, "is in the year "+fmt.Sprint(at.Year()), "a time of decision between the years 1 and 9999", "")
		return
	case !said.IsMissing() && said != today:
		in.fail(fact, "is "+said.String(), fmt.Sprintf("%s, the day of the decision in %s", today, in.policy.Zone()), "leave it out to use the day of the decision")
		return
	}
	in.day(s, today)
}

func (in *intake) fail(f *condition.Fact, problem, expected, hint string) {
	in.faults = append(in.faults, compensation.Fault{Fact: f.Name, Problem: problem, Expected: expected, Hint: hint})
	if in.faulty == nil {
		in.faulty = map[int]bool{}
	}
	in.faulty[f.Slot] = true
}

func (in *intake) put(f *condition.Fact, g given) {
	if g.is == missing {
		return
	}
	value, problem, hint := in.policy.convert(f, g)
	if problem != "" {
		in.fail(f, problem, in.policy.program.Expects(f), hint)
		return
	}
	in.values.Set(f.Slot, value)
}

// own reads the facts that a case carries under names.
func (in *intake) own(facts map[string]any) {
	if len(facts) == 0 {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(facts)) {
		f, ok := in.policy.program.Scope.Facts[name]
		switch {
		case !ok:
			in.faults = append(in.faults, compensation.Fault{
				Fact: name, Problem: "is not a fact of this policy", Hint: didYouMean(name, in.policy.names),
			})
		case f.Total:
			in.fail(f, "is computed, and cannot be given", "", "")
		case in.policy.slots[f.Slot].read != nil:
			in.fail(f, "stands among the policy's own facts", "", "it is a standard fact: set the field of Case")
		default:
			in.put(f, givenOf(facts[name]))
		}
	}
}

// defaults fills in which of the policy's own facts are missing and have a default;
// not what was at fault.
func (in *intake) defaults() {
	for i := range in.policy.fallbacks {
		f := &in.policy.fallbacks[i]
		if _, known := in.values.Get(f.slot); !known && !in.faulty[f.slot] {
			in.fallBack(f)
		}
	}
}

func (in *intake) fallBack(f *fallback) {
	if f.whole {
		in.values.SetWhole(f.slot, f.n)
		return
	}
	in.values.Set(f.slot, f.value)
}
