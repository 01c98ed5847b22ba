package scenario

import (
	"strings"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// witness looks for the smallest case that a mutant decides otherwise, in money if
// possible: among the scenarios, whose outcomes came are those that may be otherwise;
// where none of them differs in money, among changed ones.
func (m *mutationRun) witness(mutant *Mutant, mutated *runner, theirs []effect, came []*outcome) fate {
	best := fate{what: survived}
	for i := range m.tests {
		t := &m.tests[i]
		if came[i] == nil {
			continue
		}
		d := differenceOf(t.came, came[i])
		if d.better(best.difference) || d.rank > 0 && d.rank == best.rank && t.size < best.size {
			best = fate{what: survived, scenario: t.Name, size: t.size, difference: d}
		}
	}
	if best.money() {
		return best
	}
	s := m.search(mutant, mutated, theirs)
	if s == nil || !s.better(best.difference) {
		return best
	}
	s.shrink()
	extras := s.one.extras(s.plain)
	return fate{what: survived, base: s.plain.At.File, with: strings.Join(extras, " and "), size: len(extras), difference: s.difference}
}

// prices are tried in the place of a case's own, where that shows no difference in money: a
// ceiling may hide one that is smaller, or need a larger one to cut.
var prices = []string{"", "10", "1000", "100000"}

// search changes scenarios, the smallest first, until what the mutant changes matters, and
// stops at a difference in money; nil if no difference was found.
func (m *mutationRun) search(mutant *Mutant, mutated *runner, theirs []effect) *smallest {
	g := &generator{Coverage: m.Coverage, runner: m.runner}
	reaches := m.reaches(mutant, theirs)
	var best *smallest
	most := 40 // cases that are tried
	for _, price := range prices {
		tried := 0
		for i := 0; i < len(m.bySize)*len(reaches) && tried < most; i++ {
			t := &m.tests[m.bySize[i/len(reaches)]]
			one, ok := g.reaching(t, reaches[i%len(reaches)], price)
			if !ok {
				continue
			}
			tried++
			s := &smallest{ours: m.runner, theirs: mutated, plain: t.plain}
			if s.try(one) && (best == nil || s.better(best.difference)) {
				best = s
			}
			if s.money() {
				return best
			}
		}
		most = 8 // with each of the other prices
	}
	return best
}

// reaching changes a scenario into one of the kind.
func (g *generator) reaching(t *scenarioTest, how reach, price string) (*Scenario, bool) {
	if t.values == nil {
		return nil, false
	}
	var changes []condition.Change
	if how.holds != nil {
		var ok bool
		if changes, ok = how.holds.Nearest(t.values, fixed); !ok {
			return nil, false
		}
	}
	if how.fact != nil {
		changes = append(changes, condition.Change{Fact: how.fact, To: how.value})
	}
	one := g.changed(seed{Scenario: t.Scenario}, changes)
	if how.empty != "" {
		one.budget = one.budget.with(fact{name: how.empty, text: text{value: "0", given: true}}, t.At)
	}
	if price != "" {
		one = one.with(fact{name: "order.price", text: text{value: price, given: true}})
	}
	return one, true
}

// reaches are the kinds of cases in which what a mutant changes may matter.
func (m *mutationRun) reaches(mutant *Mutant, theirs []effect) []reach {
	var list []reach
	switch {
	case mutant.how == otherOrder:
		list = append(list, reach{holds: condition.And(m.effects[mutant.effects[0]].when, m.effects[mutant.effects[1]].when)})
	case mutant.how == otherAmount && mutant.effects != nil:
		for _, i := range mutant.effects {
			list = append(list, m.paying(m.effects[i])...)
		}
	case len(theirs) == len(m.effects):
		for i := range m.different(mutant) {
			a, b := m.effects[i].when, theirs[i].when
			if a == nil || b == nil || same(m.effects[i], theirs[i]) {
				continue
			}
			list = append(list, m.effects[i].reaches(reach{holds: condition.And(a, condition.Not(b))})...)
			list = append(list, m.effects[i].reaches(reach{holds: condition.And(b, condition.Not(a))})...)
		}
	}
	if mutant.effects == nil { // a ceiling or a rate, say
		list = append(list, reach{})
		if m.program.Budget != nil {
			for i := range m.program.Budget.Caps {
				list = append(list, reach{empty: m.program.Budget.Caps[i].ID})
			}
		}
	}
	return list
}

// paying are the cases in which a rule gives, at each step of its ladder, in which a factor
// changes what some rule gives, or in which a line holds.
func (m *mutationRun) paying(e effect) []reach {
	var list []reach
	switch {
	case e.lane == nil:
		list = append(list, reach{holds: e.when})
	case e.rule == nil:
		for i := range e.lane.Rules {
			if rule := &e.lane.Rules[i]; !rule.Shadow {
				list = append(list, reach{holds: both(e.when, rule.When)})
			}
		}
	case e.rule.Ladder:
		for k := range e.rule.Steps {
			list = append(list, e.reaches(reach{holds: e.when, fact: m.refused, value: condition.Value{Num: exact.Int(int64(k))}})...)
		}
	default:
		list = append(list, e.reaches(reach{holds: e.when})...)
	}
	return list
}

// reaches are cases where those rules do not match that come first, and then any.
func (e effect) reaches(how reach) []reach {
	if len(e.before) == 0 || len(e.before) > mostBefore {
		return []reach{how}
	}
	alone := how
	alone.holds = e.alone(how.holds)
	return []reach{alone, how}
}

func both(a, b *condition.Condition) *condition.Condition {
	if a == nil {
		return b
	}
	return condition.And(a, b)
}
