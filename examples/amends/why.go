package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

// budget shows what each account has left, and what this offer leaves of it.
func budget(p *page, rec *compensation.Recommendation) {
	p.section("Budget")
	if rec.Budget == nil {
		p.line("", "Not asked.")
		return
	}
	for _, balance := range rec.Budget {
		taken := int64(0)
		if rec.Step != nil {
			if i := slices.IndexFunc(rec.Step.Draws, func(d ledger.Draw) bool { return d.Account == balance.Account }); i >= 0 {
				taken = rec.Step.Draws[i].Amount
			}
		}
		after := balance.Left() - taken
		text := fmt.Sprintf("%s: %s left, %s after this offer", account(balance.Account), units(balance.Left(), balance.Unit), units(after, balance.Unit))
		if after < 0 {
			text += "; overdrawn, because what is owed is paid all the same"
		}
		p.line("", sentence(text))
	}
}

func account(a ledger.Account) string {
	if a.Period == "" {
		return a.Name
	}
	return a.Name + " in " + a.Period
}

func units(n int64, unit string) string {
	if unit == ledger.Count {
		return plural(int(n), "award")
	}
	m, err := compensation.NewMoney(n, unit)
	if err != nil {
		return fmt.Sprint(n)
	}
	return m.String()
}

// why gives the reasons: the rules that were picked, what changed the amounts,
// and what else the policy remarks.
func why(p *page, rec *compensation.Recommendation) {
	p.section("Why")
	said := p.Len()
	for _, rule := range rec.Rules {
		if rule.Outcome == compensation.Won && !rule.Shadow {
			p.line("-", because(rule))
		}
	}
	for _, stage := range rec.Stages {
		if text := stageText(stage); text != "" {
			p.line("-", text)
		}
	}
	for _, reason := range rec.Reasons {
		p.line("-", sentence(reason.Text))
	}
	if p.Len() == said {
		p.line("", "No rule of the policy gives anything in this case.")
	}
	p.section("By")
	p.line("", fmt.Sprintf("policy %s, version %s, %s (%.12s)", rec.Policy.Name, rec.Policy.Version, rec.At.Format("2006-01-02 15:04 MST"), rec.Policy.Digest))
}

func because(rule compensation.RuleTrace) string {
	if rule.Because == "" {
		return sentence(fmt.Sprintf("rule %q holds", rule.Rule))
	}
	return fmt.Sprintf("%s (Rule %q.)", sentence(rule.Because), rule.Rule)
}

// stageText says in words what changed an amount. Rounding and shares of a sum
// that changed say nothing that the amounts do not show.
func stageText(s compensation.Stage) string {
	what := ""
	switch s.Stage {
	case "adjust":
		what = "adjusted for " + named(s.ID)
	case "at_least":
		what = "raised to the least that this gives"
	case "at_most":
		what = "held to the most that this gives"
	case "deduct":
		what = "less what is given already, by " + named(s.ID)
	case "pay_from", "pay_above":
		what = "too little to be paid out"
	case "limit":
		what = "cut by the limit " + named(s.ID)
	case compensation.StageBudget:
		what = "cut by what the budget has left"
	default:
		return ""
	}
	about := "The sum"
	if s.Remedy != "" {
		about = capital(kindText(compensation.Remedy{Kind: s.Remedy}))
	}
	return sentence(fmt.Sprintf("%s: %s to %s, %s", about, s.From, s.To, what))
}

func named(id string) string {
	if id == "" {
		return "the policy"
	}
	return strings.TrimSpace(fmt.Sprintf("%q", id))
}
