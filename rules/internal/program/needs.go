package program

import (
	"slices"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// needs collects the facts on which an answer hangs, with the rules that need
// them, so that one error can list them all.
type needs struct {
	faults []compensation.Fault
}

func (n *needs) empty() bool { return len(n.faults) == 0 }

// add notes one need of one rule or line.
func (n *needs) add(need condition.Need, who, expected string) {
	problem := need.Problem
	if problem == "" {
		problem = "is missing"
	}
	for i := range n.faults {
		f := &n.faults[i]
		if f.Fact == need.Fact.Name && f.Problem == problem {
			if !slices.Contains(f.Rules, who) {
				f.Rules = append(f.Rules, who)
			}
			return
		}
	}
	n.faults = append(n.faults, compensation.Fault{
		Fact: need.Fact.Name, Problem: problem, Expected: expected, Rules: []string{who},
	})
}

// need notes a need with what the fact should hold. A need without a fact is a
// failure, which asks for review instead.
func (r *run) need(n condition.Need, where place) {
	if n.Fact != nil {
		r.needs.add(n, where.String(), r.Expects(n.Fact))
	}
}

func (n *needs) err() error {
	if n.empty() {
		return nil
	}
	return &compensation.InvalidCaseError{Faults: n.faults}
}

// anticipate asks approval and response for their facts too, when the lanes
// already lack some: the case is then repaired in one go. Lines that hang on totals are
// left out, because nobody can tell yet whether they matter.
func (r *run) anticipate() {
	for i := range r.Approval {
		r.ask(r.Approval[i].ID, r.Approval[i].When)
	}
	for i := range r.Response {
		r.ask(r.Response[i].ID, r.Response[i].When)
	}
}

func (r *run) ask(who string, c *condition.Condition) {
	if c == nil || c.Eval(r.values) != condition.Open {
		return
	}
	totals := false
	for f := range c.Reads() {
		totals = totals || f.Total
	}
	if !totals {
		r.lacks(named(who), c)
	}
}
