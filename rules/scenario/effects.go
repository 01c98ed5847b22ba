package scenario

import (
	"slices"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/program"
)

// effect is a condition of a policy and those that must not hold for it to matter:
// in a lane where the first match wins, those of the rules before.
type effect struct {
	when   *condition.Condition
	before []*condition.Condition
	lane   *program.Lane // nil outside of lanes
	rule   *program.Rule // nil for a factor
}

// effectsOf are all conditions of a policy as they take effect.
func effectsOf(p *program.Policy) []effect {
	var list []effect
	for i := range p.Lanes {
		lane := &p.Lanes[i]
		var before []*condition.Condition
		for j := range lane.Rules {
			rule := &lane.Rules[j]
			list = append(list, effect{rule.When, slices.Clip(before), lane, rule})
			if lane.Pick == program.First && !rule.Shadow {
				before = append(before, rule.When)
			}
		}
		for _, f := range lane.Adjust {
			list = append(list, effect{when: f.When, lane: lane})
		}
	}
	for _, l := range p.Archetypes {
		list = append(list, effect{when: l.When})
	}
	for _, l := range p.Approval {
		list = append(list, effect{when: l.When})
	}
	for _, l := range p.Response {
		list = append(list, effect{when: l.When})
	}
	return list
}

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
