package main

import (
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
)

// decided is a recommendation and what belongs to it.
type decided struct {
	*compensation.Recommendation
	wish     *answered                // nil without a wish
	accounts *compensation.BudgetPlan // nil when the policy has no budget
	zone     *time.Location
	currency string
}

// describe is what an agent reads while the client is on the phone.
func describe(d decided) string {
	var p page
	p.section("Decision")
	p.line("", decision(d.Outcome))
	offer(&p, d.Step)
	otherwise(&p, d.Alternatives)
	wish(&p, d.wish)
	client(&p, d.Recommendation)
	budget(&p, d)
	why(&p, d)
	return p.String()
}

// decision says what may be said to the client now. A review that no approval
// line asks for holds back goodwill only.
func decision(o compensation.Outcome) string {
	switch {
	case o.Decision == compensation.None:
		return "Offer nothing."
	case o.Decision == compensation.Auto:
		return "Offer it now. Nobody has to agree first."
	case o.Step == nil:
		return "Promise nothing yet: somebody in charge must look at it first."
	case o.Step.Approval != nil:
		return "Promise nothing yet: " + approver(o.Step) + " must agree first."
	case o.Step.Owed.Minor() > 0 && o.Step.Goodwill.Minor() > 0:
		return fmt.Sprintf("Give what is owed, %s, at once. Promise no more yet: somebody in charge must look at it first.", o.Step.Owed)
	case o.Step.Owed.Minor() > 0:
		return "Give it at once: it is owed. Somebody in charge must look at the case, because more may be due."
	default:
		return "Promise nothing yet: somebody in charge must agree first."
	}
}

func approver(step *compensation.Step) string {
	if step == nil || step.Approval == nil || step.Approval.By == "" {
		return "somebody in charge"
	}
	return "the " + plain(step.Approval.By)
}

// offer lists the remedies with their amounts in a column.
func offer(p *page, step *compensation.Step) {
	if step == nil {
		return
	}
	column := utf8.RuneCountInString(step.Value.String())
	p.section("Offer")
	for _, remedy := range step.Remedies {
		p.line(fmt.Sprintf("%*s ", column, amount(remedy.Value)), remedyText(remedy))
		if remedy.Note != "" {
			p.line(fmt.Sprintf("%*s ", column, ""), sentence(remedy.Note))
		}
	}
	if step.Value.Minor() == 0 && step.Cost.Minor() == 0 {
		return
	}
	total := "worth to the client in all"
	if step.Owed.Minor() > 0 && step.Goodwill.Minor() > 0 {
		total += fmt.Sprintf(", of which %s owed", step.Owed)
	}
	p.line(fmt.Sprintf("%*s ", column, amount(step.Value)), total)
	p.line(fmt.Sprintf("%*s ", column, amount(step.Cost)), "cost to us")
}

// otherwise lists the other steps: those to choose from, and those for a client
// who refuses.
func otherwise(p *page, alternatives []compensation.Outcome) {
	said := ""
	for i, o := range alternatives {
		label := "If refused"
		if o.Choice {
			label = "Or instead"
		}
		if label != said {
			p.section(label)
			said = label
		}
		p.line(strconv.Itoa(i+1)+".", alternative(o))
	}
}

func alternative(o compensation.Outcome) string {
	if o.Step == nil {
		return "Nothing more."
	}
	text := stepText(o.Step)
	if o.Decision == compensation.NeedReview {
		text += "; " + approver(o.Step) + " must agree first"
	}
	return sentence(text)
}

// stepText says what a step gives, and what it is worth.
func stepText(step *compensation.Step) string {
	var parts []string
	for _, remedy := range step.Remedies {
		parts = append(parts, remedyText(remedy))
	}
	text := joined(parts)
	if step.Value.Minor() > 0 {
		text += ", worth " + step.Value.String()
	}
	return text
}

// client says how to treat this client.
func client(p *page, rec *compensation.Recommendation) {
	profile := rec.Archetype.Profile()
	p.section("Client")
	if rec.Archetype != archetype.Unknown {
		p.line("", sentence(profile.Name))
	}
	for _, text := range profile.Approach {
		p.line("-", sentence(text))
	}
	if len(profile.Avoid) > 0 {
		p.section("Avoid")
	}
	for _, text := range profile.Avoid {
		p.line("-", sentence(text))
	}
	if steps := todo(rec); len(steps) > 0 {
		p.section("Say and do")
		for i, step := range steps {
			p.line(fmt.Sprintf("%2d.", i+1), sentence(step.Text()))
		}
	}
	if rec.Response.FollowUp != "" {
		p.section("Follow up")
		p.line("", sentence("within "+rec.Response.FollowUp))
	}
}

// todo is what to say and do; without an offer, nothing that is about one.
func todo(rec *compensation.Recommendation) []archetype.Step {
	var steps []archetype.Step
	for _, word := range rec.Response.Do {
		switch step := archetype.Step(word); step {
		case archetype.Compensate, archetype.Choice, archetype.Figures:
			if rec.Step != nil {
				steps = append(steps, step)
			}
		default:
			steps = append(steps, step)
		}
	}
	return steps
}
