package program

import (
	"strings"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// wellKnown is what the program itself reads of a case, or adds to it.
type wellKnown struct {
	date, archetype, refused *condition.Fact
	totals                   []total
	plusWorkdays             func(day, n int64) int64
}

// total is a fact total.* that some line of the policy reads.
type total struct {
	slot int
	of   func(*compensation.Step) int64 // minor units
}

// Link finds the standard facts that the program itself works with. The
// loader calls it once, when the policy is complete; the scope must hold case.date,
// client.archetype and history.refused.
func (p *Policy) Link() {
	p.facts = wellKnown{
		date:         p.Scope.Facts["case.date"],
		archetype:    p.Scope.Facts["client.archetype"],
		refused:      p.Scope.Facts["history.refused"],
		plusWorkdays: p.Scope.PlusWorkdays(),
	}
	p.slots = len(p.Scope.Facts)
	read := map[*condition.Fact]bool{}
	note := func(c *condition.Condition) {
		if c == nil {
			return
		}
		for f := range c.Reads() {
			if f.Total && !read[f] {
				read[f] = true
				p.facts.totals = append(p.facts.totals, total{slot: f.Slot, of: totalOf(f.Name)})
			}
		}
	}
	for i := range p.Approval {
		note(p.Approval[i].When)
	}
	for i := range p.Response {
		note(p.Response[i].When)
	}
	var conditions []*condition.Condition
	for i := range p.Lanes {
		for j := range p.Lanes[i].Rules {
			conditions = append(conditions, p.Lanes[i].Rules[j].When)
		}
	}
	p.index = condition.NewIndex(conditions)
	p.plans = map[archetype.Kind][]string{}
	for _, kind := range archetype.All() {
		for _, step := range kind.Profile().Steps {
			p.plans[kind] = append(p.plans[kind], string(step))
		}
	}
}

// totalOf is how a total is taken from a step: one of its four sums, or what
// the remedies of one kind are worth.
func totalOf(name string) func(*compensation.Step) int64 {
	switch kind := strings.TrimPrefix(name, "total."); kind {
	case "value":
		return func(s *compensation.Step) int64 { return s.Value.Minor() }
	case "cost":
		return func(s *compensation.Step) int64 { return s.Cost.Minor() }
	case "owed":
		return func(s *compensation.Step) int64 { return s.Owed.Minor() }
	case "goodwill":
		return func(s *compensation.Step) int64 { return s.Goodwill.Minor() }
	default:
		return func(s *compensation.Step) int64 {
			sum := int64(0)
			for i := range s.Remedies {
				if string(s.Remedies[i].Kind) == kind {
					sum += s.Remedies[i].Value.Minor()
				}
			}
			return sum
		}
	}
}
