package rules

import (
	"strings"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/inside"
)

// Clause is a condition, or a part of one, as the policy writes it, and what the
// case makes of it.
type Clause struct {
	// Part is all_of, any_of or choice (condition, then, else) for what has parts;
	// atom, known, leaf or fixed else.
	Part    string  `json:"part"`
	Verdict Verdict `json:"verdict"`
	// Text is as the policy says it, with "not" before what it denies; empty where several places were
	// put together.
	Text    string     `json:"text,omitempty"`
	Facts   []FactSeen `json:"facts"`
	Problem string     `json:"problem,omitempty"` // why it failed
	// Line, Column and Width say where Text stands in the file; 0 for nowhere.
	Line   int      `json:"line"`
	Column int      `json:"column"`
	Width  int      `json:"width"`
	Parts  []Clause `json:"parts"`
}

// FactSeen is a fact that a clause reads. An empty value and Missing is a fact that
// the case does not carry.
type FactSeen struct {
	Fact    string `json:"fact"`
	Value   string `json:"value"`
	Missing bool   `json:"missing"`
}

// FactChange is a fact that would have to be different. To is empty, and Drop set,
// where the case would have to come without it.
type FactChange struct {
	Fact    string `json:"fact"`
	From    string `json:"from"`
	Missing bool   `json:"missing"` // the case does not carry the fact now
	To      string `json:"to"`
	Drop    bool   `json:"drop"`
}

// String is a change in words: "incident.severity 4 instead of 3".
func (c FactChange) String() string {
	switch {
	case c.Drop:
		return c.Fact + " missing instead of " + c.From
	case c.Missing:
		return c.Fact + " " + c.To + " instead of missing"
	default:
		return c.Fact + " " + c.To + " instead of " + c.From
	}
}

var partNames = map[condition.Part]string{
	condition.AllOf: "all_of", condition.AnyOf: "any_of", condition.Choice: "choice",
	condition.Atom: "atom", condition.Known: "known", condition.Leaf: "leaf", condition.Fixed: "fixed",
}

func (p *Policy) clause(e *condition.Explanation) Clause {
	out := Clause{
		Part: partNames[e.Part], Verdict: Verdict(e.Verdict.String()), Problem: e.Problem,
		Text:  strings.Join(strings.Fields(e.At.Text()), " "),
		Facts: []FactSeen{}, Parts: []Clause{},
	}
	if at, ok := inside.Locate(p, e.At); ok {
		out.Line, out.Column, out.Width = at.Line, at.Column, at.Width
	}
	if e.Not && out.Text != "" {
		out.Text = "not (" + out.Text + ")"
	}
	for _, seen := range e.Seen {
		fact := FactSeen{Fact: seen.Fact.Name, Missing: !seen.Known}
		if seen.Known {
			fact.Value = p.program.Text(seen.Fact, seen.Value)
		}
		out.Facts = append(out.Facts, fact)
	}
	for _, part := range e.Parts {
		out.Parts = append(out.Parts, p.clause(part))
	}
	return out
}

// changes is the smallest change after which the condition holds. Who somebody is and
// which day it is are no changes that anybody could make.
func (p *Policy) changes(c *condition.Condition, v *condition.Values) []FactChange {
	out := []FactChange{}
	changes, _ := c.Nearest(v, func(f *condition.Fact) bool {
		return f == p.today || f.Name == "client.id" || f.Name == "incident.id" || f.Name == "order.id"
	}, p.program.Scope.Facts["incident.date"], p.today)
	for _, change := range changes {
		one := FactChange{Fact: change.Fact.Name, Missing: !change.Known, Drop: change.Drop}
		if change.Known {
			one.From = p.program.Text(change.Fact, change.From)
		}
		if !change.Drop {
			one.To = p.program.Text(change.Fact, change.To)
		}
		out = append(out, one)
	}
	return out
}
