package main

import (
	"fmt"
	"strings"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

// budget shows what each account has left, and what this offer leaves of it.
func budget(p *page, d decided) {
	p.section("Budget")
	if d.Budget == nil {
		p.line("", "Not asked.")
		return
	}
	for _, balance := range d.Budget {
		after := balance.Left() - taken(d.Step, balance.Account)
		text := fmt.Sprintf("%s: %s left, %s after this offer", account(d.accounts, balance.Account), units(balance.Left(), balance.Unit), units(after, balance.Unit))
		if after < 0 {
			text += "; that is more than there is"
		}
		p.line("-", sentence(text))
	}
}

// taken is what reserving the offer draws from an account.
func taken(step *compensation.Step, account ledger.Account) int64 {
	if step != nil {
		for _, draw := range step.Draws {
			if draw.Account == account {
				return draw.Amount
			}
		}
	}
	return 0
}

// account is what people call it: the pool, or a cap by its name in the policy.
func account(plan *compensation.BudgetPlan, a ledger.Account) string {
	if plan != nil {
		for _, c := range plan.Caps {
			if c.Account == a {
				return fmt.Sprintf("limit %q%s", c.ID, period(a))
			}
		}
	}
	return fmt.Sprintf("pool %q%s", a.Name, period(a))
}

func period(a ledger.Account) string {
	if a.Period == "" {
		return ""
	}
	return " in " + a.Period
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
func why(p *page, d decided) {
	p.section("Why")
	said := p.Len()
	for _, rule := range d.Rules {
		if rule.Outcome == compensation.Won && !rule.Shadow {
			p.line("-", because(rule))
		}
	}
	arithmetic(p, d)
	reasons(p, &d.Outcome)
	if p.Len() == said {
		p.line("", "No rule of the policy gives anything in this case.")
	}
	record(p, d)
}

// reasons tells them, and who must agree in whole words.
func reasons(p *page, out *compensation.Outcome) {
	for _, reason := range out.Reasons {
		if reason.Code == compensation.ReasonApproval {
			p.line("-", approval(out.Step))
		} else {
			p.line("-", sentence(reason.Text))
		}
	}
}

// arithmetic tells what changed the amounts.
func arithmetic(p *page, d decided) {
	for _, stage := range d.Stages {
		if change := changeText(stage); change != "" {
			p.line("-", fmt.Sprintf("%s: %s becomes %s %s, %s", capital(changed(stage)), stage.From, stage.To, d.currency, change+"."))
		}
	}
}

// record names what the page is about, for whoever files it.
func record(p *page, d decided) {
	p.section("Record")
	if d.ID != "" {
		p.line("", "Case "+d.ID+".")
	}
	p.line("", fmt.Sprintf("Policy %s, version %s (%.12s), on %s.", d.Policy.Name, d.Policy.Version, d.Policy.Digest, d.At.In(d.zone).Format("2006-01-02 15:04 MST")))
}

// approval names the line by which somebody must agree.
func approval(step *compensation.Step) string {
	line := step.Approval.Line
	if number, unnamed := strings.CutPrefix(line, "approval["); unnamed {
		return capital(fmt.Sprintf("%s must agree, by approval line %s of the policy.", approver(step), strings.TrimSuffix(number, "]")))
	}
	return capital(fmt.Sprintf("%s must agree, by approval line %q.", approver(step), line))
}

func because(rule compensation.RuleTrace) string {
	if rule.Because == "" {
		return sentence(fmt.Sprintf("rule %q holds", rule.Rule))
	}
	return fmt.Sprintf("%s (Rule %q.)", sentence(rule.Because), rule.Rule)
}

// changed is what an amount belongs to.
func changed(s compensation.Stage) string {
	if s.Remedy != "" {
		return kindText(compensation.Remedy{Kind: s.Remedy})
	}
	return "the sum of " + plain(s.Lane)
}

// changeText says in words why an amount changed. Rounding and sharing say
// nothing that the amounts do not show, and what the budget cut is a reason.
func changeText(s compensation.Stage) string {
	switch s.Stage {
	case "adjust":
		return "multiplied because of " + named(s.ID)
	case "at_least":
		return "the least that is given"
	case "at_most":
		return "the most that is given"
	case "deduct":
		return "less what is given already by " + named(s.ID)
	case "pay_from", "pay_above":
		return "too little to be paid out"
	case compensation.StageLimit:
		return "the most by limit " + named(s.ID)
	default:
		return ""
	}
}

func named(id string) string { return fmt.Sprintf("%q", id) }
