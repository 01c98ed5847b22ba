package main

import (
	"fmt"
	"strings"

	"github.com/amendsgo/amends/rules"
)

// account tells of one rule: what became of it, its condition part by part, and
// what would have changed it.
func (e *explained) account(policy *rules.Policy) string {
	r := e.Explanation.Rules[0]
	p := newPage()
	fmt.Fprintln(p, forStaff)
	e.outcome(p, policy)
	p.section("Rule")
	p.line("", fmt.Sprintf("%s of lane %s%s.", r.Rule, r.Lane, owed(r)))
	if r.Because != "" {
		p.line("", sentence(r.Because))
	}
	p.section("Outcome")
	p.line("", sentence(e.became(r)))
	p.section("Condition")
	p.line("", "Part by part, with what the case says:")
	e.tree(p, "", r.Condition, 0)
	if change := nearest(r); change != "" {
		p.section("Nearest")
		p.line("", change)
	}
	e.footer(p, policy)
	return p.String()
}

func (e *explained) became(r rules.RuleExplanation) string {
	switch fate(r) {
	case "gives":
		return strings.TrimSuffix(strings.TrimSpace("it matches, and its lane picked it, "+e.worth(r)), ",")
	case "passed over":
		return "it matches, and gives nothing: " + r.Instead
	case "watched":
		return "it matches, but as a shadow rule it gives nothing"
	case "matches":
		return "it matches; what it gives hangs on facts that are missing"
	case "failed":
		return "its condition cannot be computed, so that somebody must look at the case"
	case "open":
		return "whether it matches hangs on facts that are missing"
	default:
		return "it does not match"
	}
}

var marks = map[rules.Verdict]string{
	rules.VerdictTrue: "holds", rules.VerdictFalse: "does not hold", rules.VerdictOpen: "open", rules.VerdictFailed: "failed",
}

// tree writes a part of a condition, and the parts below it further in. A name
// tells what the part is to the one above it.
func (e *explained) tree(p *page, name string, c rules.Clause, depth int) {
	mark := strings.Repeat(" ", max(2*depth-1, 0))
	if len(c.Parts) == 0 {
		p.labelled(marks[c.Verdict], mark, name+e.part(c))
		return
	}
	names, head := make([]string, len(c.Parts)), "all of:"
	switch c.Part {
	case "any_of":
		head = "any of:"
	case "choice":
		names, head = []string{"if ", "then ", "else "}, "a choice:"
	}
	if c.Text != "" {
		head = fmt.Sprintf("%s (%s:%d), %s", c.Text, e.File, c.Line, head)
	}
	p.labelled(marks[c.Verdict], mark, name+head)
	for i, part := range c.Parts {
		e.tree(p, names[i], part, depth+1)
	}
}

// part is a part that has none below it, with the values that it met.
func (e *explained) part(c rules.Clause) string {
	text := c.Text
	switch {
	case text != "":
	case c.Verdict == rules.VerdictTrue:
		text = "always"
	default:
		text = "never"
	}
	if saw := e.saw(c); saw != "" {
		text += ": " + saw
	}
	return text
}
