package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

const forStaff = "For staff and auditors; not for the client."

// newPage has room for "does not hold" beside the text.
func newPage() *page { return &page{labels: 15} }

// overview tells what was decided, and of each rule, lane by lane, what became of
// it.
func (e *explained) overview(policy *rules.Policy) string {
	p := newPage()
	fmt.Fprintln(p, forStaff)
	e.outcome(p, policy)
	e.decisive(p)
	all := e.Explanation.Rules
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].Lane == all[0].Lane {
			n++
		}
		e.lane(p, all[:n])
		all = all[n:]
	}
	e.footer(p, policy)
	return p.String()
}

// outcome is what was decided, and the rules that gave it.
func (e *explained) outcome(p *page, policy *rules.Policy) {
	p.section("Decided")
	rec := e.Recommendation
	if rec == nil {
		p.line("", "Nothing yet: facts are missing.")
		for _, fault := range e.Missing {
			p.line("-", fault.String()+".")
		}
		return
	}
	if rec.Step != nil {
		p.line("", sentence(stepText(rec.Step)))
	}
	p.line("", decision(rec.Outcome))
	p.line("", "By the policy alone: the budget was not asked.")
	if rec.Archetype != archetype.Unknown {
		p.line("", "The client counts as "+plain(rec.Archetype.String())+".")
	}
	if slices.ContainsFunc(rec.Rules, won) {
		p.section("Given by")
	}
	for _, rule := range rec.Rules {
		if won(rule) {
			p.line("-", ruleName(rule.Rule)+": "+gift(rec.Step, rule)+".")
		}
	}
	d := e.decided(policy)
	p.section("Arithmetic")
	said := p.Len()
	arithmetic(p, d)
	reasons(p, &rec.Outcome)
	if p.Len() == said {
		p.line("", "Nothing changed the amounts of the rules.")
	}
}

// decisive lists the facts on which the outcome hangs, one by one.
func (e *explained) decisive(p *page) {
	if e.Recommendation == nil {
		return
	}
	p.section("Hangs on")
	if len(e.Decisive) == 0 {
		p.line("", "No fact alone would have changed the outcome.")
		return
	}
	p.line("", "Each of these alone would have changed the outcome:")
	for _, fact := range e.Decisive {
		change := rules.FactChange{Fact: fact.Fact, From: fact.Value, Missing: fact.Missing, To: fact.Other}
		p.line("-", fmt.Sprintf("%s: %s.", change, otherOutcome(fact)))
	}
}

func otherOutcome(fact rules.DecisiveFact) string {
	text := "nothing given"
	if !fact.Worth.IsMissing() {
		text = "worth " + fact.Worth.String()
	}
	if fact.Decision == compensation.NeedReview {
		text += ", and somebody would have to agree"
	}
	return text
}

func (e *explained) decided(policy *rules.Policy) decided {
	return decided{Recommendation: e.Recommendation, zone: policy.Zone(), currency: e.currency}
}

func won(r compensation.RuleTrace) bool { return r.Outcome == compensation.Won && !r.Shadow }

// gift is what is left of a rule in a step.
func gift(step *compensation.Step, rule compensation.RuleTrace) string {
	var parts []string
	if step != nil {
		for _, remedy := range step.Remedies {
			if remedy.Rule != rule.Rule {
				continue
			}
			text := remedyText(remedy)
			if remedy.Value.Minor() > 0 {
				text += ", " + remedy.Value.String()
			}
			parts = append(parts, text)
		}
	}
	if parts == nil {
		return "nothing is left of it"
	}
	return strings.Join(parts, "; ")
}

// lane tells of its rules: what gave, what was passed over, what did not match.
func (e *explained) lane(p *page, all []rules.RuleExplanation) {
	p.heading("Lane " + all[0].Lane + owed(all[0]))
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b rules.RuleExplanation) int {
		return slices.Index(fates, fate(a)) - slices.Index(fates, fate(b))
	})
	for len(all) > 0 {
		// Rules that one clause of the lane rules out are told of together.
		label, text, change := fate(all[0]), e.reason(all[0]), nearest(all[0])
		names := []string{all[0].Rule}
		for all = all[1:]; len(all) > 0 && fate(all[0]) == label && e.reason(all[0]) == text && nearest(all[0]) == change; all = all[1:] {
			names = append(names, all[0].Rule)
		}
		if text != "" {
			text = ": " + text
		}
		p.labelled(label, "", joined(names)+text)
		if change != "" {
			p.line("", change)
		}
	}
}

func owed(r rules.RuleExplanation) string {
	if r.Owed {
		return " (owed)"
	}
	return ""
}

// fates are what may become of a rule, in the order in which they are told.
var fates = []string{"gives", "matches", "passed over", "watched", "failed", "open", "no match"}

func fate(r rules.RuleExplanation) string {
	switch {
	case r.Gives:
		return "gives"
	case r.Verdict == rules.VerdictFailed:
		return "failed"
	case r.Verdict == rules.VerdictOpen:
		return "open"
	case r.Verdict == rules.VerdictFalse:
		return "no match"
	case r.Shadow:
		return "watched"
	case r.Instead != "":
		return "passed over"
	default:
		return "matches" // what it gives is not known while facts are missing
	}
}

// reason is why, in one sentence or two.
func (e *explained) reason(r rules.RuleExplanation) string {
	switch fate(r) {
	case "gives":
		return strings.TrimSpace(e.worth(r) + r.Because)
	case "passed over":
		return r.Instead + "."
	case "watched":
		return "it matches, but as a shadow rule it gives nothing."
	case "matches":
		return "what it gives hangs on facts that are missing."
	default:
		return e.clause(turning(r.Condition))
	}
}

func (e *explained) worth(r rules.RuleExplanation) string {
	if strings.Trim(r.Worth, "0.") == "" {
		return ""
	}
	return "worth " + r.Worth + " " + e.currency + " by itself. "
}

func ruleName(id string) string { return fmt.Sprintf("Rule %q", id) }

// footer names the case and the policy.
func (e *explained) footer(p *page, policy *rules.Policy) {
	if e.Recommendation != nil {
		record(p, e.decided(policy))
		return
	}
	id := e.Explanation.Policy
	p.section("Record")
	p.line("", fmt.Sprintf("Policy %s, version %s (%.12s).", id.Name, id.Version, id.Digest))
}
