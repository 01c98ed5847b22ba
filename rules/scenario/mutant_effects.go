package scenario

import (
	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules/internal/condition"
)

// effects tells of every scalar of rules, factors and archetypes, and of every rule,
// in which effects it stands, by their numbers in the list of [effectsOf]. What it does not
// name, such as a rate or a definition, may stand anywhere.
func (o outline) effects() map[*yaml.Node][]int {
	in := map[*yaml.Node][]int{}
	mark := func(n *yaml.Node, effects ...int) {
		var below func(n *yaml.Node)
		below = func(n *yaml.Node) {
			in[n] = effects
			for _, child := range n.Content {
				below(child)
			}
		}
		if n != nil {
			below(n)
		}
	}
	next := 0
	for _, lane := range entries(o.at("lanes")) {
		var all []int
		for _, rule := range entries(child(lane, "rules")) {
			mark(rule, next)
			all = append(all, next)
			next++
		}
		for _, key := range []string{"when", "unless"} {
			mark(child(lane, key), all...)
		}
		for _, factor := range entries(child(lane, "adjust")) {
			mark(factor, next)
			next++
		}
	}
	for _, line := range entries(o.at("archetypes")) {
		mark(line, next)
		next++
	}
	return in
}

// touches tells whether a mutant may decide a scenario otherwise than the policy does.
// It does not where each condition that is different comes out the same, true or false; nor
// where what is different counts for nothing because its condition is false: the amount of
// a rule, a factor, or the order of two rules.
func (m *mutationRun) touches(t *scenarioTest, mutant *Mutant, theirs []effect) bool {
	if mutant.effects == nil || t.values == nil || len(theirs) != len(m.effects) {
		return true
	}
	for _, i := range mutant.effects {
		was := verdictOf(m.effects[i].when, t.values)
		switch {
		case mutant.how != otherCondition:
			if was == condition.False {
				return false
			}
		case was > condition.True || was != verdictOf(theirs[i].when, t.values):
			return true
		}
	}
	return mutant.how != otherCondition
}

// verdictOf is what a condition comes to; without one, something always holds.
func verdictOf(c *condition.Condition, v *condition.Values) condition.Verdict {
	if c == nil {
		return condition.True
	}
	return c.Eval(v)
}
