package program

import (
	"strings"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// laneRun is a lane with the rules that give.
type laneRun struct {
	*Lane
	index  int
	picked []*candidate
	terms  *terms // evaluated when the lane first gives a sum
}

// candidate is a rule that matched. Its steps are valued when they are needed.
type candidate struct {
	*Rule
	trace int // its line in the trace
	steps [][]valued
}

// pick matches the rules of a lane and picks those that give. A rule that
// fails, in its condition or in an amount, counts as not matched.
func (r *run) pick(index int) *laneRun {
	lane := &r.Lanes[index]
	out := &laneRun{Lane: lane, index: index}
	var matches []*candidate
	for i := range lane.Rules {
		rule := &lane.Rules[i]
		if lane.Pick == First && len(matches) > 0 && !rule.Shadow {
			continue // nothing hangs on the rules behind the first match
		}
		if c := r.match(lane, rule); c != nil && !rule.Shadow {
			matches = append(matches, c)
		}
	}
	switch lane.Pick {
	case Best:
		for len(matches) > 0 {
			best := worthMost(matches)
			if r.valueRest(matches[best]) {
				out.picked = []*candidate{matches[best]}
				break
			}
			matches = append(matches[:best], matches[best+1:]...)
		}
	case One:
		if len(matches) > 1 {
			r.overlap(lane, matches)
			break
		}
		out.picked = matches
	case First, All:
		out.picked = matches
	}
	for _, c := range out.picked {
		r.rules[c.trace].Outcome = compensation.Won
	}
	return out
}

// match evaluates one rule and writes its line of the trace. A candidate comes
// back when the rule matched and its amounts could be computed.
func (r *run) match(lane *Lane, rule *Rule) *candidate {
	line := compensation.RuleTrace{Lane: lane.Name, Rule: rule.ID, Shadow: rule.Shadow, Because: rule.Because}
	switch rule.When.Eval(r.values) {
	case condition.False:
		return nil
	case condition.Open:
		if !rule.Shadow {
			r.lacks(rule.ID, rule.When)
			return nil
		}
		line.Outcome = compensation.Open
		line.Detail = r.missing(rule.When)
		r.rules = append(r.rules, line)
		return nil
	case condition.Failed:
		line.Outcome = compensation.Failed
		line.Detail = r.why(rule.When)
		r.rules = append(r.rules, line)
		r.failed(rule, line.Detail)
		return nil
	case condition.True:
	}
	line.Outcome = compensation.Matched
	c := &candidate{Rule: rule, trace: len(r.rules), steps: make([][]valued, len(rule.Steps))}
	r.rules = append(r.rules, line)
	if !r.valueStep(c, 0) {
		return nil
	}
	if lane.Pick != Best && !rule.Shadow && !r.valueRest(c) {
		return nil
	}
	r.rules[c.trace].Value = r.figure(stepWorth(c.steps[0]))
	return c
}

// missing lists the facts that a shadow rule lacks.
func (r *run) missing(c *condition.Condition) string {
	var names []string
	for n := range c.Why(r.values) {
		if n.Fact != nil {
			names = append(names, n.Fact.Name)
		}
	}
	return "needs " + strings.Join(names, ", ")
}

// valueStep values one step; false if an amount failed, which fails the rule,
// or lacks a fact, which fails the case.
func (r *run) valueStep(c *candidate, i int) bool {
	if c.steps[i] != nil {
		return true
	}
	step, status, detail := r.value(c.Rule, c.Steps[i])
	switch status {
	case condition.AmountOK:
		c.steps[i] = step
		return true
	case condition.AmountFailed:
		r.rules[c.trace].Outcome = compensation.Failed
		r.rules[c.trace].Detail = detail
		r.failed(c.Rule, detail)
	case condition.AmountOpen:
		if c.Shadow {
			r.rules[c.trace].Outcome = compensation.Open
			r.rules[c.trace].Detail = detail
		}
	}
	return false
}

// valueRest values the other steps that may be offered: all of a choice, and
// of a ladder those not refused yet.
func (r *run) valueRest(c *candidate) bool {
	from := 0
	if c.Ladder {
		from = r.refused
	}
	for i := from; i < len(c.Steps); i++ {
		if !r.valueStep(c, i) {
			return false
		}
	}
	return true
}

// failed asks for review, except for a shadow rule, whose failure is only reported.
func (r *run) failed(rule *Rule, detail string) {
	if !rule.Shadow {
		r.doubt(compensation.ReasonFailed, rule.ID, "rule "+rule.ID+" could not be evaluated: "+detail)
	}
}

func (r *run) overlap(lane *Lane, matches []*candidate) {
	ids := make([]string, len(matches))
	for i, c := range matches {
		ids[i] = c.ID
	}
	r.doubt(compensation.ReasonOverlap, lane.Name, "lane "+lane.Name+" allows one rule, but "+strings.Join(ids, ", ")+" match: it gives nothing")
}
