package scenario

import (
	"strings"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/inside"
	"github.com/amendsgo/amends/rules/internal/program"
)

// witness looks for a case that a mutant decides otherwise, where none of the
// scenarios has one: it changes them until a condition holds in one of the two
// policies and not in the other.
func (m *mutationRun) witness(mutated *runner) fate {
	const most = 40 // scenarios that are changed
	ours, theirs := effectsOf(m.program), effectsOf(inside.Program(mutated.policy))
	if len(ours) != len(theirs) {
		return fate{what: survived}
	}
	g := &generator{Coverage: m.Coverage, runner: m.runner}
	for i := range ours {
		if ours[i].when == nil || theirs[i].when == nil || same(ours[i], theirs[i]) {
			continue
		}
		for _, between := range []*condition.Condition{
			condition.And(ours[i].when, condition.Not(theirs[i].when)),
			condition.And(theirs[i].when, condition.Not(ours[i].when)),
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
	plan, err := g.runner.policy.Plan(t.given.Case, t.given.at)
	if err != nil {
		return fate{}, false
	}
	changes, ok := between.Nearest(program.ValuesOf(plan), fixed)
	if !ok {
		return fate{}, false
	}
	one := g.changed(seed{Scenario: t.Scenario}, changes)
	difference := differenceOf(g.decide(one), mutated.decide(one))
	if difference == "" {
		return fate{}, false
	}
	var with []string
	for _, change := range changes {
		with = append(with, change.Fact.Name+" "+g.program.Text(change.Fact, change.To))
	}
	return fate{what: survived, scenario: t.Name, with: strings.Join(with, " and "), difference: difference}, true
}
