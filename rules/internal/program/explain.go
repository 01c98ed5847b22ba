package program

import (
	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// Settle tells the archetype, as a decision does before it looks at the rules,
// and makes it a fact of the values.
func (p *Policy) Settle(v *condition.Values) archetype.Kind { return p.start(v).archetype() }

// Conditions lists every condition on which the outcome may hang.
func (p *Policy) Conditions() []*condition.Condition {
	var list []*condition.Condition
	for i := range p.Archetypes {
		list = append(list, p.Archetypes[i].When)
	}
	for i := range p.Lanes {
		for j := range p.Lanes[i].Rules {
			list = append(list, p.Lanes[i].Rules[j].When)
		}
		for j := range p.Lanes[i].Adjust {
			list = append(list, p.Lanes[i].Adjust[j].When)
		}
	}
	for i := range p.Approval {
		list = append(list, p.Approval[i].When)
	}
	return list
}
