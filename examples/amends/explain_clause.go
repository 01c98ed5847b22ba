package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/amendsgo/amends/rules"
)

// turning is the first part of a condition that makes it what it is.
func turning(c rules.Clause) rules.Clause {
	for len(c.Parts) > 0 {
		parts := c.Parts
		switch {
		case c.Part != "choice":
		case parts[0].Verdict == rules.VerdictTrue:
			parts = parts[1:2]
		case parts[0].Verdict == rules.VerdictFalse:
			parts = parts[2:]
		}
		i := slices.IndexFunc(parts, func(part rules.Clause) bool { return part.Verdict == c.Verdict })
		if i < 0 || c.Part == "any_of" && c.Verdict == rules.VerdictFalse && c.Text != "" {
			break // no part alone decides
		}
		c = parts[i]
	}
	return c
}

// clause says a part of a condition, what came of it, and from which values.
func (e *explained) clause(c rules.Clause) string {
	text := c.Text
	if text == "" {
		text = "the condition"
	}
	switch c.Verdict {
	case rules.VerdictTrue:
		text += " holds"
	case rules.VerdictFalse:
		text += " does not hold"
	case rules.VerdictFailed:
		text += " cannot be computed"
	default:
		text += " is open"
	}
	if saw := e.saw(c); saw != "" {
		text += ": " + saw
	}
	return text + "."
}

// saw is the values that a part of a condition met, and where it stands.
func (e *explained) saw(c rules.Clause) string {
	var values []string
	collect(c, &values)
	text := joined(values)
	if c.Problem != "" {
		text = c.Problem
	}
	if c.Line > 0 {
		text = strings.TrimSpace(fmt.Sprintf("%s (%s:%d)", text, e.File, c.Line))
	}
	return text
}

// collect lists the values of a part and of those below it, each fact once.
func collect(c rules.Clause, values *[]string) {
	for _, fact := range c.Facts {
		text := fact.Fact + " is " + fact.Value
		if fact.Missing {
			text = fact.Fact + " is missing"
		}
		if !slices.Contains(*values, text) {
			*values = append(*values, text)
		}
	}
	for _, part := range c.Parts {
		collect(part, values)
	}
}

// nearest is the smallest change after which the rule would match.
func nearest(r rules.RuleExplanation) string {
	if len(r.Changes) == 0 {
		return ""
	}
	changes := make([]string, len(r.Changes))
	for i, change := range r.Changes {
		changes[i] = change.String()
	}
	return "Would match with " + joined(changes) + "."
}
