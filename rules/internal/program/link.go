package program

import (
	"slices"
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
	p.nothing, _ = compensation.NewMoney(0, p.Currency) // the loader has checked the currency
	p.slots = len(p.Scope.Facts)
	p.spans = make([]Span, p.slots)
	for _, f := range p.Scope.Facts {
		p.spans[f.Slot] = spanOf(f)
	}
	read := map[*condition.Fact]bool{}
	// note prepares a condition that every case asks, and tells whether it reads totals.
	note := func(c *condition.Condition) (any bool) {
		if c == nil {
			return false
		}
		c.Prepare()
		for f := range c.Reads() {
			any = any || f.Total
			if f.Total && !read[f] {
				read[f] = true
				p.facts.totals = append(p.facts.totals, total{slot: f.Slot, of: totalOf(f.Name)})
			}
		}
		return any
	}
	for i := range p.Approval {
		line := &p.Approval[i]
		line.approval = compensation.Approval{By: line.By, Line: line.ID}
		note(line.When)
	}
	for i := range p.Archetypes {
		note(p.Archetypes[i].When)
	}
	p.lasting = true
	for i := range p.Response {
		p.lasting = !note(p.Response[i].When) && p.lasting
	}
	rules := 0
	for i := range p.Lanes {
		rules += len(p.Lanes[i].Rules)
	}
	conditions := make([]*condition.Condition, 0, rules)
	for i := range p.Lanes {
		p.Lanes[i].link(p.Budget)
		for j := range p.Lanes[i].Rules {
			conditions = append(conditions, p.Lanes[i].Rules[j].When)
		}
	}
	p.index = condition.NewIndex(conditions)
	for _, c := range conditions {
		c.Release()
	}
	for _, word := range p.facts.archetype.Values {
		kind := archetype.Kind(word)
		p.plans = append(p.plans, texts(kind.Profile().Steps))
		for i := range p.Response {
			line := &p.Response[i]
			line.plans = append(line.plans, texts(kind.Plan(steps(line.Do)...)))
		}
	}
}

// link prepares what of a lane is the same for every case.
func (l *Lane) link(b *Budget) {
	for i := range l.Adjust {
		if when := l.Adjust[i].When; when != nil {
			when.Prepare()
		}
	}
	for i := range l.Rules {
		rule := &l.Rules[i]
		l.shadows = l.shadows || rule.Shadow
		rule.line = compensation.RuleTrace{
			Lane: l.Name, Rule: rule.ID, Shadow: rule.Shadow, Because: rule.Because, Outcome: compensation.Matched,
		}
		rule.plain = rule.plainly()
		rule.linkSums()
		for _, step := range rule.Steps {
			for j := range step {
				step[j].isSum = step[j].Kind.IsSum()
				if b == nil {
					continue
				}
				if share, ok := b.Cost[step[j].Kind]; ok {
					step[j].share = &share
				}
			}
		}
	}
}

// linkSums finds the sums that are the same, as the steps of a ladder often are.
func (r *Rule) linkSums() {
	var sums []*Sum
	for _, step := range r.Steps {
		for i := range step {
			s := step[i].Value
			if s == nil {
				continue
			}
			s.prepare()
			s.first = s
			if same := slices.IndexFunc(sums, s.same); same >= 0 {
				s.first = sums[same]
			}
			sums = append(sums, s.first)
		}
	}
}

func texts(steps []archetype.Step) []string {
	list := make([]string, len(steps))
	for i, step := range steps {
		list[i] = string(step)
	}
	return list
}

func steps(words []string) []archetype.Step {
	list := make([]archetype.Step, len(words))
	for i, word := range words {
		list[i] = archetype.Step(word)
	}
	return list
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
