package rules

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/program"
)

// mostPairs bounds how many rules of a lane are compared with each other in depth.
const mostPairs = 200_000

// mostOverlaps is how many are told of one rule: they tend to have one cause.
const mostOverlaps = 3

// rivals checks the rules of a sound lane against each other.
func (l *loader) rivals(n *yaml.Node, lane *program.Lane) {
	nodes, pairs := l.each(n, "rules"), 0
	sample := condition.NewValues(len(l.result.slots))
	for i := range lane.Rules {
		rule := &lane.Rules[i]
		l.rule = rule.ID
		if condition.Impossible(rule.When) {
			l.never(l.get(nodes[i], "when"), "the rule")
			continue
		}
		if rule.Shadow || lane.Pick == program.Best || lane.Pick == program.All {
			continue
		}
		witness, _ := condition.Overlap(rule.When, condition.Always())
		sample.Reset()
		for _, a := range witness {
			if !a.Missing {
				sample.Set(a.Fact.Slot, a.Value)
			}
		}
		overlaps := 0
		for j := range lane.Rules[:i] {
			earlier := &lane.Rules[j]
			if pairs > mostPairs || overlaps == mostOverlaps {
				break
			}
			if earlier.Shadow {
				continue
			}
			if lane.Pick == program.One {
				pairs++
				if l.overlap(nodes[i], rule, earlier) {
					overlaps++
				}
				continue
			}
			// Where a case of the one is no case of the other, it does not imply it.
			if witness != nil && earlier.When.Eval(sample) != condition.True {
				continue
			}
			pairs++
			if condition.Implies(rule.When, earlier.When) {
				l.put(l.whole(l.get(nodes[i], "id")), fault{
					code: codeUnreachable, message: fmt.Sprintf("the rule %s is never reached: %s before it matches whenever it does", rule.ID, earlier.ID),
					hint: "put the narrower rule first, or delete it",
				})
				break
			}
		}
	}
	l.rule = lane.Name
}

// never warns of a condition that holds for no case.
func (l *loader) never(n *yaml.Node, what string) {
	l.put(l.whole(n), fault{code: codeUnreachable, message: what + " never holds, whatever the case", hint: "delete it, or correct its condition"})
}

// holds says whether any case fulfils the condition of a line; if none does, it warns.
func (l *loader) holds(n *yaml.Node, c *condition.Condition) bool {
	if condition.Impossible(c) {
		l.never(n, "the line")
		return false
	}
	return true
}

// overlap reports two rules of which one alone may match, if a case shows that both can.
func (l *loader) overlap(n *yaml.Node, rule, earlier *program.Rule) bool {
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

// lastLines warns of approval lines that can never be the last that holds.
func (l *loader) lastLines(root *yaml.Node) {
	nodes := l.each(root, "approval")
	for i := range l.program.Approval {
		line := &l.program.Approval[i]
		l.rule = line.ID
		if line.When == nil || !l.holds(l.get(nodes[i], "when"), line.When) {
			continue
		}
		for j := i + 1; j < len(l.program.Approval); j++ {
			later := &l.program.Approval[j]
			if later.When == nil || !condition.Implies(line.When, later.When) {
				continue
			}
			l.put(l.whole(l.get(nodes[i], "when")), fault{
				code: codeUnreachable, message: fmt.Sprintf("%s never names who must agree: %s behind it holds whenever it does", line.ID, later.ID),
				hint: "the last line that holds counts: put the smaller amounts first",
			})
			break
		}
	}
	l.rule = ""
}

// firstLines warns of archetype lines that an earlier one always forestalls.
func (l *loader) firstLines(root *yaml.Node) {
	nodes := l.each(root, "archetypes")
	for i := range l.program.Archetypes {
		line := &l.program.Archetypes[i]
		l.rule = line.Name
		if line.When == nil || !l.holds(l.get(nodes[i], "when"), line.When) {
			continue
		}
		for _, earlier := range l.program.Archetypes[:i] {
			if earlier.When != nil && condition.Implies(line.When, earlier.When) {
				l.put(l.whole(l.get(nodes[i], "when")), fault{
					code: codeUnreachable, message: fmt.Sprintf("%s is never reached: %s before it holds whenever it does", line.Name, earlier.Name),
					hint: "put the narrower line first, or delete it",
				})
				break
			}
		}
	}
	l.rule = ""
}

// idle warns of what nothing uses. When there are faults, what the faulty parts use is not
// known: then it warns only where a misspelt name seems to have meant it.
func (l *loader) idle(root *yaml.Node) {
	for _, section := range []struct{ name, says string }{{"facts", "fact"}, {"rates", "rate"}, {"definitions", "definition"}} {
		n := l.get(root, section.name)
		for i := 0; n != nil && i+1 < len(n.Content); i += 2 {
			name := n.Content[i]
			f, isFact := l.scope.Facts[name.Value]
			if l.bad[name] || l.scope.Used(name.Value) || isFact && (l.reads[f] || l.result.slots[f.Slot].read != nil) {
				continue
			}
			hint := "delete it, or correct the name where it was meant"
			if l.errors > 0 {
				meant := condition.Nearest(name.Value, slices.Values(l.unknown))
				if meant == "" {
					continue
				}
				hint = fmt.Sprintf("%s is used, and unknown: one of the two is misspelt", meant)
			}
			l.put(l.whole(name), fault{code: codeUnused, message: fmt.Sprintf("nothing uses the %s %s", section.says, name.Value), hint: hint})
		}
	}
}
