package program

import (
	"slices"
	"strings"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// laneRun is a lane with the rules that give.
type laneRun struct {
	*Lane
	index  int // of the lane
	first  int // place of its first rule among all rules
	picked []candidate
	terms  terms
}

// lanes matches all rules at once and lets each lane pick.
func (r *run) lanes() []laneRun {
	found, _ := r.results.Get().(*condition.Result)
	if found == nil {
		found = &condition.Result{}
	}
	defer r.results.Put(found)
	r.index.Match(r.values, found)
	lanes := make([]laneRun, len(r.Lanes))
	rest, end := found.Matches, 0
	for i := range lanes {
		l := &lanes[i]
		l.Lane, l.index, l.first = &r.Lanes[i], i, end
		end += len(l.Rules)
		mine := 0
		for mine < len(rest) && int(rest[mine].Rule) < end {
			mine++
		}
		r.pick(l, rest[:mine])
		rest = rest[mine:]
	}
	return lanes
}

// pick takes, of the rules of a lane that are not false, those that give. A
// rule that fails, in its condition or in an amount, counts as not matched.
func (r *run) pick(l *laneRun, found []condition.Match) {
	matches := r.free()
	for _, f := range found {
		rule := &l.Rules[int(f.Rule)-l.first]
		if l.Pick == First && len(matches) > 0 && !rule.Shadow {
			continue // nothing hangs on the rules behind the first match
		}
		if c, ok := r.match(l.Lane, rule, f.Verdict); ok {
			matches = append(matches, c)
			r.matched = true
		}
	}
	switch l.Pick {
	case Best:
		l.picked = r.best(matches)
	case One:
		if len(matches) > 1 {
			r.overlap(l.Lane, matches)
			break
		}
		l.picked = matches
	case First, All:
		l.picked = matches
	}
	for i := range l.picked {
		r.rules[l.picked[i].trace].Outcome = compensation.Won
	}
}

// free is room for the first lane's matches; further lanes that match get their own.
func (r *run) free() []candidate {
	if r.matched {
		return nil
	}
	return r.matchRoom[:0]
}

// best is the match that is worth most, and whose steps can all be computed.
func (r *run) best(matches []candidate) []candidate {
	for len(matches) > 0 {
		i := worthMost(matches)
		if r.offerable(&matches[i]) {
			return matches[i : i+1]
		}
		matches = slices.Delete(matches, i, i+1)
	}
	return nil
}

// match writes a rule's line of the trace. A candidate comes back when the rule
// matched, its amounts could be computed, and it is no shadow.
func (r *run) match(lane *Lane, rule *Rule, verdict condition.Verdict) (candidate, bool) {
	if verdict == condition.Open && !rule.Shadow {
		r.lacks(named(rule.ID), rule.When)
		return candidate{}, false
	}
	c := candidate{Rule: rule, trace: len(r.rules)}
	r.rules = append(r.rules, compensation.RuleTrace{
		Lane: lane.Name, Rule: rule.ID, Shadow: rule.Shadow, Because: rule.Because, Outcome: compensation.Matched,
	})
	line := &r.rules[c.trace]
	switch verdict {
	case condition.Open:
		line.Outcome, line.Detail = compensation.Open, r.missing(rule.When)
		return candidate{}, false
	case condition.Failed:
		line.Outcome, line.Detail = compensation.Failed, r.why(rule.When)
		r.failed(rule, line.Detail)
		return candidate{}, false
	case condition.True, condition.False:
	}
	if !r.appraise(&c) || lane.Pick != Best && !rule.Shadow && !r.offerable(&c) {
		return candidate{}, false
	}
	line.Value = r.figure(c.worth)
	return c, !rule.Shadow
}

// missing lists the facts that a shadow rule lacks.
func (r *run) missing(c *condition.Condition) string {
	var names []string
	for n := range c.Why(r.values) {
		if n.Fact != nil && !slices.Contains(names, n.Fact.Name) {
			names = append(names, n.Fact.Name)
		}
	}
	return "needs " + strings.Join(names, ", ")
}

// failed asks for review, except for a shadow rule, whose failure is only reported.
func (r *run) failed(rule *Rule, detail string) {
	if !rule.Shadow {
		r.doubtFailed(named(rule.ID), detail)
	}
}

func (r *run) overlap(lane *Lane, matches []candidate) {
	ids := make([]string, len(matches))
	for i := range matches {
		ids[i] = matches[i].ID
	}
	r.doubt(compensation.ReasonOverlap, lane.Name,
		"lane "+lane.Name+" allows one rule, but "+strings.Join(ids, ", ")+" match: it gives nothing")
}
