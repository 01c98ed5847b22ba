package rules

import (
	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/program"
)

// archetypes reads how an archetype is told. A line cannot read what it tells.
func (l *loader) archetypes(root *node) {
	use := condition.Use{Forbid: map[string]string{
		"client.archetype": "these lines are what tells it",
	}}
	for i, n := range l.each(root, "archetypes") {
		name := l.id(n, "archetypes", i)
		l.rule = name
		l.program.Archetypes = append(l.program.Archetypes, program.ArchetypeLine{
			Kind: archetype.Kind(l.text(n, "kind")), When: l.condition(n, "when", use), Name: name,
		})
	}
	l.rule = ""
}

func (l *loader) limits(root *node) {
	for i, n := range l.each(root, "limits") {
		l.rule = l.line(n, "limits", i)
		l.program.Limits = append(l.program.Limits, program.Limit{
			ID: l.rule, Remedy: compensation.RemedyKind(l.text(n, "remedy")), AtMost: l.sum(n, "at_most", condition.Use{}),
		})
	}
	l.rule = ""
}

// line is the unique id of a line, or its place.
func (l *loader) line(n *node, list string, i int) string {
	l.unique(l.get(n, "id"), "the line", l.lines)
	return l.id(n, list, i)
}

func (l *loader) approval(root *node) {
	for i, n := range l.each(root, "approval") {
		l.rule = l.line(n, "approval", i)
		l.program.Approval = append(l.program.Approval, program.ApprovalLine{
			ID: l.rule, When: l.condition(n, "when", condition.Use{Totals: true}), By: l.text(n, "by"),
		})
	}
	l.rule = ""
}

func (l *loader) response(root *node) {
	for i, n := range l.each(root, "response") {
		l.rule = l.line(n, "response", i)
		line := program.ResponseLine{
			ID: l.rule, When: l.condition(n, "when", condition.Use{Totals: true}), FollowUp: l.text(n, "follow_up"),
		}
		for _, word := range l.each(n, "do") {
			line.Do = append(line.Do, word.Value)
		}
		if value(n, "do") == nil && value(n, "follow_up") == nil {
			l.put(l.beginning(n), fault{code: codeMissingKey, message: "a line of response needs the key do or follow_up"})
		}
		l.program.Response = append(l.program.Response, line)
	}
	l.rule = ""
}
