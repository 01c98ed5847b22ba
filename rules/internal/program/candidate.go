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
	worth  exact.Num // of its first step, before anything is done to the lane; not of plain rules
	ready  bool      // all that can be offered is among the valued
	begun  bool      // so is the first step
	valued []valued  // the remedies of all steps; of those that cannot be offered, anything
}

func (r *run) newCandidate(rule *Rule, trace int) *candidate {
	c := another(&r.candidates)
	c.Rule, c.trace, c.worth, c.ready, c.begun, c.valued = rule, trace, exact.Num{}, false, false, nil
	return c
}

// step is the valued remedies of one step.
func (c *candidate) step(i int) []valued {
	from := 0
	for _, step := range c.Steps[:i] {
		from += len(step)
	}
	return c.valued[from : from+len(c.Steps[i])]
}

// appraise finds out what the first step is worth; if it is to be offered, its remedies
// are kept. False if an amount failed, which fails the rule, or lacks a fact, which
// fails the case.
func (r *run) appraise(c *candidate, keep bool) bool {
	var step []valued
	if keep {
		c.valued, c.begun = r.valuedFor(c.Rule), true
		step = c.step(0)
	} else {
		step = roomFor(&r.stepRoom, len(c.Steps[0]))
	}
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
	if c.ready {
		return true
	}
	if !c.begun {
		c.valued = r.valuedFor(c.Rule)
	}
	from := 0
	if c.Ladder {
		from = r.refused
	}
	for i := from; i < len(c.Steps); i++ {
		if (i > 0 || !c.begun) && !r.valueStep(c, i, c.step(i)) {
			return false
		}
	}
	c.ready = true
	return true
}

// valuedFor is room for the remedies of all steps of a rule.
func (r *run) valuedFor(rule *Rule) []valued {
	n := 0
	for _, step := range rule.Steps {
		n += len(step)
	}
	if first := len(r.valuedRoom); cap(r.valuedRoom)-first >= n {
		r.valuedRoom = r.valuedRoom[:first+n]
		return r.valuedRoom[first:]
	}
	r.valuedRoom = make([]valued, n, 2*cap(r.valuedRoom)+n)
	return r.valuedRoom
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
