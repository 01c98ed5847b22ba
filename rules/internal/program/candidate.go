package program

import (
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// candidate is a rule that matched.
type candidate struct {
	*Rule
	trace  int       // its line in the trace
	worth  exact.Num // of its first step, before anything is done to the lane
	valued []valued  // the remedies of all steps; of those that cannot be offered, empty
}

// step is the valued remedies of one step.
func (c *candidate) step(i int) []valued {
	from := 0
	for _, step := range c.Steps[:i] {
		from += len(step)
	}
	return c.valued[from : from+len(c.Steps[i])]
}

// appraise finds out what the first step is worth. False if an amount failed,
// which fails the rule, or lacks a fact, which fails the case.
func (r *run) appraise(c *candidate) bool {
	first := c.Steps[0]
	step := append(r.stepRoom[:0], make([]valued, len(first))...)
	if !r.valueStep(c, 0, step) {
		return false
	}
	for i := range step {
		c.worth = c.worth.Add(step[i].worth())
	}
	return true
}

// offerable evaluates the steps that may be offered: all of a choice, and of a
// ladder those not refused yet.
func (r *run) offerable(c *candidate) bool {
	if c.valued != nil {
		return true
	}
	n := 0
	for _, step := range c.Steps {
		n += len(step)
	}
	c.valued = make([]valued, n)
	from := 0
	if c.Ladder {
		from = r.refused
	}
	for i := from; i < len(c.Steps); i++ {
		if !r.valueStep(c, i, c.step(i)) {
			return false
		}
	}
	return true
}

func (r *run) valueStep(c *candidate, i int, out []valued) bool {
	status, detail := r.value(c.Rule, c.Steps[i], out)
	line := &r.rules[c.trace]
	switch status {
	case condition.AmountOK:
		return true
	case condition.AmountFailed:
		line.Outcome, line.Detail = compensation.Failed, detail
		r.failed(c.Rule, detail)
	case condition.AmountOpen:
		if c.Shadow {
			line.Outcome, line.Detail = compensation.Open, "lacks a fact that its amount needs"
		}
	}
	return false
}

// worthMost is the index of the candidate whose first step is worth most, the
// earlier rule on a tie.
func worthMost(matches []candidate) int {
	best := 0
	for i := range matches {
		if matches[i].worth.Cmp(matches[best].worth) > 0 {
			best = i
		}
	}
	return best
}
