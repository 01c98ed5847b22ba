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

// AmountFacts is the facts that an amount is made of: of a remedy, a factor, a
// bound, a deduction or a limit.
func (p *Policy) AmountFacts() map[*condition.Fact]bool {
	facts := map[*condition.Fact]bool{}
	amount := func(list ...*condition.Amount) {
		for _, a := range list {
			if a == nil {
				continue
			}
			for f := range a.Reads() {
				facts[f] = true
			}
		}
	}
	sum := func(list ...*Sum) {
		for _, s := range list {
			if s != nil {
				amount(s.Amount, s.Percent, s.Of)
			}
		}
	}
	for i := range p.Lanes {
		l := &p.Lanes[i]
		sum(l.AtLeast, l.AtMost, l.PayFrom, l.PayAbove)
		for _, f := range l.Adjust {
			amount(f.Times)
		}
		for _, d := range l.Deduct {
			amount(d.Fact)
		}
		for _, rule := range l.Rules {
			for _, step := range rule.Steps {
				for j := range step {
					sum(step[j].Value, step[j].AtLeast, step[j].AtMost, step[j].Cost)
					amount(step[j].Times, step[j].Periods)
				}
			}
		}
	}
	for _, l := range p.Limits {
		sum(l.AtMost)
	}
	return facts
}
