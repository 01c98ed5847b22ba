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
	found  int // its rules that are not false: where they begin among the matches
	behind int // and where they end
	picked []candidate
	terms  terms
}

// lanes matches all rules at once and lets each lane pick.
func (r *run) lanes() []laneRun {
	r.index.Match(r.values, &r.found)
	return r.award()
}

// award lets each lane pick among its rules that matched.
func (r *run) award() []laneRun {
	lanes := r.laneRuns()
	matches, next, lines := r.found.Matches, 0, 0
	for i := range lanes {
		l := &lanes[i]
		l.terms.ready = false
		if l.picked != nil {
			l.picked = nil
		}
		l.found = next
		if i == len(lanes)-1 {
			next = len(matches)
		}
		for next < len(matches) && int(matches[next].Rule) < l.first+len(l.Rules) {
			next++
		}
		l.behind = next
		lines += l.lines(l.behind - l.found)
	}
	switch {
	case lines > len(r.ruleRoom):
		r.rules = make([]compensation.RuleTrace, 0, lines)
	case lines > 0:
		r.rules = r.ruleRoom[:0]
	}
	for i := range lanes {
		if l := &lanes[i]; l.behind > l.found {
			r.pick(l)
		}
	}
	return lanes
}

// laneRuns is room for the lanes, which are the same for every case.
func (r *run) laneRuns() []laneRun {
	if r.laneRoom == nil {
		r.laneRoom = make([]laneRun, len(r.Lanes))
		first := 0
		for i := range r.laneRoom {
			l := &r.laneRoom[i]
			l.Lane, l.index, l.first = &r.Lanes[i], i, first
			first += len(l.Rules)
		}
	}
	return r.laneRoom
}

// lines is how many lines of the trace so many rules of the lane take, as a rule.
func (l *Lane) lines(found int) int {
	if l.Pick == First && !l.shadows {
		return min(found, 1)
	}
	return found
}

// pick takes, of the rules of a lane that are not false, those that give. A
// rule that fails, in its condition or in an amount, counts as not matched.
func (r *run) pick(l *laneRun) {
	first := len(r.candidates)
	r.match(l)
	matches := r.candidates[first:]
	switch l.Pick {
	case Best:
		l.picked = r.best(l, matches)
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

// match writes the lines of a lane's rules in the trace. Those rules become candidates
// that matched, whose amounts could be computed, and that are no shadows.
func (r *run) match(l *laneRun) {
	first := len(r.candidates)
	for _, f := range r.found.Matches[l.found:l.behind] {
		rule := &l.Rules[int(f.Rule)-l.first]
		if l.Pick == First && len(r.candidates) > first && !rule.Shadow {
			if !l.shadows {
				break
			}
			continue // nothing hangs on the rules behind the first match
		}
		if f.Verdict == condition.Open && !rule.Shadow {
			r.lacks(named(rule.ID), rule.When)
			continue
		}
		trace := len(r.rules)
		r.rules = append(r.rules, rule.line)
		r.worths = append(r.worths, written{})
		switch f.Verdict {
		case condition.True:
			r.candidate(l, rule, f.Rule, trace)
		case condition.Open:
			line := &r.rules[trace]
			line.Outcome, line.Detail = compensation.Open, r.missing(rule.When)
		case condition.Failed:
			line := &r.rules[trace]
			line.Outcome, line.Detail = compensation.Failed, r.why(rule.When)
			r.failed(rule, line.Detail)
		case condition.False:
		}
	}
}

// candidate adds a rule that holds, unless it is a shadow or its amounts cannot be
// computed. A plain one stays a contender until it is the best.
func (r *run) candidate(l *laneRun, rule *Rule, place int32, trace int) {
	micros, isPlain := r.plainly(rule)
	keeps := l.Pick != Best && !rule.Shadow
	if isPlain && !keeps {
		r.worths[trace] = r.millionths(micros)
		if !rule.Shadow {
			r.contenders = append(r.contenders, contender{micros, place - int32(l.first), int32(trace)}) //nolint:gosec // places of rules fit
		}
		return
	}
	c := r.newCandidate(rule, trace)
	ok := (isPlain || r.appraise(c, keeps)) && (!keeps || r.offerable(c))
	switch {
	case ok && isPlain:
		r.worths[trace] = r.millionths(micros)
	case ok:
		r.worths[trace] = r.written(c.worth)
	}
	if !ok || rule.Shadow {
		r.candidates = r.candidates[:len(r.candidates)-1]
	}
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
