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
// ceiling may hide one that is smaller, or need a larger one to cut, and where nothing
// is worth anything all are worth the same.
var prices = []string{"10", "1000", "100000", "0"}

// search changes scenarios, the smallest first, until what the mutant changes matters, and
// stops at a difference in money; nil if no difference was found.
func (m *mutationRun) search(mutant *Mutant, mutated *runner, theirs []effect) *smallest {
	const most, mostPriced = 20, 5 // scenarios that are changed
	g := &generator{Coverage: m.Coverage, runner: m.runner}
	var best *smallest
	try := func(plain, one *Scenario) bool {
		s := &smallest{ours: m.runner, theirs: mutated, plain: plain}
		if s.try(one) && (best == nil || s.better(best.difference)) {
			best = s
		}
		return s.money()
	}
	var reached []smallest
	reaches := m.reaches(mutant, theirs)
	for _, i := range m.bySize[:min(most, len(m.bySize))] {
		for _, how := range reaches {
			t := &m.tests[i]
			one, ok := g.reaching(t, how)
			if !ok {
				continue
			}
			if try(t.plain, one) {
				return best
			}
			reached = append(reached, smallest{plain: t.plain, one: one})
		}
	}
	for _, price := range prices {
		for _, r := range reached[:min(mostPriced*len(reaches), len(reached))] {
			if try(r.plain, r.one.with(fact{name: "order.price", text: text{value: price, given: true}})) {
				return best
			}
		}
	}
	return best
}

// reaching changes a scenario into one of the kind.
func (g *generator) reaching(t *scenarioTest, how reach) (*Scenario, bool) {
	if t.values == nil {
		return nil, false
	}
	at := towards{Coverage: g.Coverage, values: t.values}
	if how.holds != nil && !at.all(how) {
		return nil, false
	}
	if how.fact != nil {
		at.changes = append(at.changes, condition.Change{Fact: how.fact, To: how.value})
	}
	one := g.changed(seed{Scenario: t.Scenario}, at.changes)
	if how.empty != "" {
		one.budget = one.budget.with(fact{name: how.empty, text: text{value: "0", given: true}}, t.At)
	}
	return one, true
}

// reaches are the kinds of cases in which what a mutant changes may matter.
func (m *mutationRun) reaches(mutant *Mutant, theirs []effect) []reach {
	var list []reach
	switch {
	case mutant.how == otherOrder:
		first, second := m.effects[mutant.effects[0]], m.effects[mutant.effects[1]]
		list = append(list, reach{holds: condition.And(first.when, second.when), after: m.opposite(first)})
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
			for _, between := range []*condition.Condition{condition.And(a, condition.Not(b)), condition.And(b, condition.Not(a))} {
				list = append(list, reach{holds: between, after: m.opposite(m.effects[i])})
			}
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
			list = append(list, reach{holds: e.when, after: m.opposite(e), fact: m.refused, value: condition.Value{Num: exact.Int(int64(k))}})
		}
	default:
		list = append(list, reach{holds: e.when, after: m.opposite(e)})
	}
	return list
}

// opposite lists the opposites of the conditions before an effect.
func (m *mutationRun) opposite(e effect) []*condition.Condition {
	list := make([]*condition.Condition, len(e.before))
	for i, c := range e.before {
		list[i] = m.opposites[c]
	}
	return list
}

func both(a, b *condition.Condition) *condition.Condition {
	if a == nil {
		return b
	}
	return condition.And(a, b)
}
