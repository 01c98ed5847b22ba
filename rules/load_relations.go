package rules

import (
	"fmt"
	"slices"

	"github.com/amendsgo/amends/rules/internal/condition"
)

// never warns of a condition that holds for no case.
func (l *loader) never(n *node, what string) {
	l.put(l.whole(n), fault{code: codeUnreachable, message: what + " never holds, whatever the case", hint: "delete it, or correct its condition"})
}

// holds says whether any case fulfils the condition of a line; if none does, it warns.
func (l *loader) holds(n *node, c *condition.Condition) bool {
	if condition.Impossible(c) {
		l.never(n, "the line")
		return false
	}
	return true
}

// lastLines warns of approval lines that can never be the last that holds.
func (l *loader) lastLines(root *node) {
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
func (l *loader) firstLines(root *node) {
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
func (l *loader) idle(root *node) {
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
