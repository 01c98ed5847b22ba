package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/program"
)

// mostPairs bounds how many rules of a lane are compared with each other in depth.
const mostPairs = 200_000

// mostOverlaps is how many are told of one rule: they tend to have one cause.
const mostOverlaps = 3

// rivals checks the rules of a sound lane against each other.
func (l *loader) rivals(n *node, lane *program.Lane) {
	defer func() { l.rule = lane.Name }()
	nodes := l.each(n, "rules")
	for i := range lane.Rules {
		if l.rule = lane.Rules[i].ID; condition.Impossible(lane.Rules[i].When) {
			l.never(l.get(nodes[i], "when"), "the rule")
		}
	}
	switch lane.Pick {
	case program.First:
		l.forestalled(nodes, lane)
	case program.One:
		l.overlaps(nodes, lane)
	case program.Best, program.All: // there the order of the rules is of no matter
	}
}

// forestalled warns of rules that are never reached, because an earlier one matches
// whenever they do.
func (l *loader) forestalled(nodes []*node, lane *program.Lane) {
	conditions := make([]*condition.Condition, len(lane.Rules))
	var facts []*condition.Fact
	for i := range lane.Rules {
		conditions[i] = lane.Rules[i].When
		conditions[i].Keep()
		for f := range conditions[i].Reads() {
			if !slices.Contains(facts, f) {
				facts = append(facts, f)
			}
		}
	}
	search := &search{
		index: condition.NewIndex(conditions), ends: condition.EndsOf(facts),
		values: condition.NewValues(len(l.result.slots)), held: make([]int, len(conditions)),
	}
	pairs := 0
	for i := range lane.Rules {
		rule := &lane.Rules[i]
		if rule.Shadow || condition.Impossible(rule.When) {
			continue
		}
		for _, j := range search.suspects(conditions[:i+1]) {
			earlier := &lane.Rules[j]
			if earlier.Shadow {
				continue
			}
			if pairs++; pairs > mostPairs {
				return
			}
			if condition.Implies(rule.When, earlier.When) {
				l.rule = rule.ID
				l.put(l.whole(l.get(nodes[i], "id")), fault{
					code: codeUnreachable, message: fmt.Sprintf("the rule %s is never reached: %s before it matches whenever it does", rule.ID, earlier.ID),
					hint: "put the narrower rule first, or delete it",
				})
				break
			}
		}
	}
}

// search finds which conditions may hold wherever another one does.
type search struct {
	index  *condition.Index // of all conditions
	ends   condition.Ends   // of the facts that they read
	values *condition.Values
	result condition.Result
	held   []int // of how many of the cases that are tried each condition holds in all
}

// suspects are the places of those before the last condition that may hold wherever it
// does: each of them holds in all cases that are tried.
func (s *search) suspects(conditions []*condition.Condition) []int {
	last, tried := len(conditions)-1, 0
	var suspects []int
	for corner := range condition.Corners(conditions[last], s.ends, s.values) {
		s.index.Match(corner, &s.result)
		for _, m := range s.result.Matches {
			rule := int(m.Rule)
			if rule >= last || m.Verdict != condition.True || s.held[rule] != tried {
				continue
			}
			s.held[rule]++
			if tried == 0 {
				suspects = append(suspects, rule)
			}
		}
		tried++
	}
	for i := 0; tried == 0 && i < last; i++ { // nothing could be tried
		suspects = append(suspects, i)
	}
	sound := suspects[:0]
	for _, rule := range suspects {
		if s.held[rule] == tried {
			sound = append(sound, rule)
		}
		s.held[rule] = 0
	}
	return sound
}

// overlaps reports rules of a lane in which one alone may match.
func (l *loader) overlaps(nodes []*node, lane *program.Lane) {
	pairs := 0
	for i := range lane.Rules {
		rule := &lane.Rules[i]
		if rule.Shadow || condition.Impossible(rule.When) {
			continue
		}
		l.rule = rule.ID
		found := 0
		for j := range lane.Rules[:i] {
			earlier := &lane.Rules[j]
			if earlier.Shadow {
				continue
			}
			if pairs++; pairs > mostPairs {
				return
			}
			if l.overlap(nodes[i], rule, earlier) {
				if found++; found == mostOverlaps {
					break
				}
			}
		}
	}
}

// overlap reports two rules of which one alone may match, if a case shows that both can.
func (l *loader) overlap(n *node, rule, earlier *program.Rule) bool {
	witness, sure := condition.Overlap(rule.When, earlier.When)
	if !sure || witness == nil {
		return false
	}
	l.put(l.whole(l.get(n, "id")), fault{
		code: codeOverlap, message: fmt.Sprintf("%s and %s can both match, and the lane says pick: one", earlier.ID, rule.ID),
		hint: "both match a case with " + l.told(witness),
	})
	return true
}

// told writes a witness for a reader.
func (l *loader) told(witness []condition.Assignment) string {
	if len(witness) == 0 {
		return "any facts"
	}
	var parts []string
	for _, a := range witness {
		if a.Missing {
			parts = append(parts, a.Fact.Name+" missing")
		} else {
			parts = append(parts, fmt.Sprintf("%s = %s", a.Fact.Name, l.program.Text(a.Fact, a.Value)))
		}
	}
	return strings.Join(parts, ", ")
}
