package scenario

import (
	"iter"
	"slices"

	"github.com/amendsgo/amends/rules/internal/condition"
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

// same tells whether two effects are shown to be the same.
func same(a, b effect) bool {
	if a.when == nil || b.when == nil {
		return a.when == b.when
	}
	if condition.Implies(a.when, b.when) && condition.Implies(b.when, a.when) {
		return true
	}
	if len(a.before) == 0 || len(a.before) > mostBefore {
		return false
	}
	x, y := a.alone(a.when), b.alone(b.when)
	return condition.Implies(x, y) && condition.Implies(y, x)
}

// mostBefore is how many conditions before one are looked at; more take long, and seldom
// show anything.
const mostBefore = 16

// alone is a condition where those before the effect do not hold.
func (e effect) alone(c *condition.Condition) *condition.Condition {
	all := []*condition.Condition{c}
	for _, b := range e.before {
		all = append(all, condition.Not(b))
	}
	return condition.And(all...)
}
