package scenario

import (
	"strings"

	"github.com/amendsgo/amends/rules/internal/condition"
)

// witness looks for a case that a mutant decides otherwise, where none of the
// scenarios has one: it changes them until a condition holds in one of the two
// policies and not in the other.
func (m *mutationRun) witness(mutant *Mutant, mutated *runner, theirs []effect) fate {
	const most = 40 // scenarios that are changed
	if len(theirs) != len(m.effects) {
		return fate{what: survived}
	}
	g := &generator{Coverage: m.Coverage, runner: m.runner}
	for i := range m.different(mutant) {
		a, b := m.effects[i], theirs[i]
		if a.when == nil || b.when == nil || same(a, b) {
			continue
		}
		for _, between := range []*condition.Condition{
			condition.And(a.when, condition.Not(b.when)),
			condition.And(b.when, condition.Not(a.when)),
		} {
			for _, t := range m.tests[:min(len(m.tests), most)] {
				if f, found := g.tell(t, between, mutated); found {
					return f
				}
			}
		}
	}
	return fate{what: survived}
}

// tell changes one scenario so that the condition holds, and compares.
func (g *generator) tell(t scenarioTest, between *condition.Condition, mutated *runner) (fate, bool) {
	if t.came.err != nil {
		return fate{}, false
	}
	changes, ok := between.Nearest(t.values, fixed)
	if !ok {
		return fate{}, false
	}
	one := g.changed(seed{Scenario: t.Scenario}, changes)
	given := g.read(one)
	difference := differenceOf(g.decideCase(one, given), mutated.decideCase(one, given))
	if difference == "" {
		return fate{}, false
	}
	var with []string
	for _, change := range changes {
		with = append(with, change.Fact.Name+" "+g.program.Text(change.Fact, change.To))
	}
	return fate{what: survived, scenario: t.Name, with: strings.Join(with, " and "), difference: difference}, true
}
