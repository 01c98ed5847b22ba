package scenario

import (
	"iter"
	"slices"
	"strings"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/program"
)

// alike tells whether the mutant is shown to decide every case as the policy
// does: its conditions hold in the same cases, or swapped rules never match together.
func (m *mutationRun) alike(mutant *Mutant, theirs []effect) bool {
	switch mutant.how {
	case otherCondition:
		if len(theirs) != len(m.effects) {
			return false
		}
		for i := range m.different(mutant) {
			if !same(m.effects[i], theirs[i]) {
				return false
			}
		}
		return true
	case otherOrder:
		witness, sure := condition.Overlap(m.effects[mutant.effects[0]].when, m.effects[mutant.effects[1]].when)
		return witness == nil && sure
	default:
		return false
	}
}

// different yields the numbers of the effects that a mutant may have changed.
func (m *mutationRun) different(mutant *Mutant) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range m.effects {
			if mutant.effects == nil || slices.Contains(mutant.effects, i) {
				if !yield(i) {
					return
				}
			}
		}
	}
}

// effect is a condition of a policy and those that must not hold for it to matter:
// in a lane where the first match wins, those of the rules before.
type effect struct {
	when   *condition.Condition
	before []*condition.Condition
}

func same(a, b effect) bool {
	if a.when == nil || b.when == nil {
		return a.when == b.when
	}
	if condition.Implies(a.when, b.when) && condition.Implies(b.when, a.when) {
		return true
	}
	const most = 16 // more take long, and are seldom shown to be the same
	if len(a.before) == 0 || len(a.before) > most {
		return false
	}
	x, y := a.whole(), b.whole()
	return condition.Implies(x, y) && condition.Implies(y, x)
}

func (e effect) whole() *condition.Condition {
	all := []*condition.Condition{e.when}
	for _, c := range e.before {
		all = append(all, condition.Not(c))
	}
	return condition.And(all...)
}

// effectsOf are all conditions of a policy as they take effect.
func effectsOf(p *program.Policy) []effect {
	var list []effect
	for i := range p.Lanes {
		var before []*condition.Condition
		for j := range p.Lanes[i].Rules {
			rule := &p.Lanes[i].Rules[j]
			list = append(list, effect{rule.When, slices.Clip(before)})
			if p.Lanes[i].Pick == program.First && !rule.Shadow {
				before = append(before, rule.When)
			}
		}
		for _, f := range p.Lanes[i].Adjust {
			list = append(list, effect{when: f.When})
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

// differenceOf says how two outcomes of one case differ, money first; empty if
// they do not.
func differenceOf(a, b *outcome) string {
	switch {
	case a.err != nil && b.err != nil:
		return ""
	case a.err != nil:
		return "an error becomes " + string(b.rec.Decision)
	case b.err != nil:
		return "becomes an error: " + b.err.Error()
	}
	for _, part := range []struct {
		name string
		of   func(o *outcome) string
	}{
		{"value", func(o *outcome) string { return shown(o.step().Value) }},
		{"cost", func(o *outcome) string { return shown(o.step().Cost) }},
		{"decision", func(o *outcome) string { return string(o.rec.Decision) }},
		{"approval", approver},
		{"rules", func(o *outcome) string { return flowList(won(o)) }},
		{"remedies", func(o *outcome) string { return kinds(o.step().Remedies) }},
		{"alternatives", alternativesText},
		{"response", func(o *outcome) string { return flowList(o.rec.Response.Do) + " " + o.rec.Response.FollowUp }},
		{"limited by", func(o *outcome) string { return flowList(o.step().LimitedBy) }},
	} {
		if was, is := part.of(a), part.of(b); was != is {
			return part.name + " " + was + " becomes " + is
		}
	}
	return ""
}

func kinds(remedies []compensation.Remedy) string {
	words := make([]string, len(remedies))
	for i, remedy := range remedies {
		words[i] = string(remedy.Kind) + " " + shown(remedy.Value)
	}
	return "[" + strings.Join(words, ", ") + "]"
}

func alternativesText(o *outcome) string {
	var parts []string
	for _, alternative := range o.rec.Alternatives {
		if alternative.Step != nil {
			parts = append(parts, kinds(alternative.Step.Remedies))
		}
	}
	return strings.Join(parts, " ")
}
