package compensation

import (
	"fmt"
	"slices"
	"strings"
)

// answer turns the best offer into words.
func (o *offer) answer(ask Ask) Answer {
	a := Answer{Step: o.step, Value: o.value, Approval: o.outcome.Step.Approval}
	thing := phrase(o.given)
	switch {
	case !o.grants:
		a.Verdict, a.Decides = Counter, o.limiter()
		a.Say = fmt.Sprintf("We cannot give %s, but we can give %s.", ask.phrase(), thing)
		a.Because = fmt.Sprintf("%s allows %s", a.Decides.phrase(), thing)
	case o.outcome.Decision == NeedReview:
		a.Verdict, a.Decides = NeedApproval, o.asker()
		a.Say = fmt.Sprintf("We would like to give %s, and will tell you when it is agreed.", thing)
		a.Because = fmt.Sprintf("rule %s gives %s", o.given[0].Rule, thing)
	default:
		a.Verdict, a.Decides = Accept, Decider{ByRule, o.given[0].Rule}
		a.Say = fmt.Sprintf("Yes, you get %s.", thing)
		a.Because = fmt.Sprintf("rule %s gives %s", o.given[0].Rule, thing)
	}
	if o.outcome.Decision == NeedReview {
		asker := o.asker()
		a.Because += ", once " + who(a.Approval) + " agrees (" + asker.phrase() + ")"
		if a.Verdict == Counter {
			a.Say = fmt.Sprintf("We cannot give %s. We would like to give %s, and will tell you when it is agreed.", ask.phrase(), thing)
		}
	}
	a.Because += "."
	return a
}

// decline names what is offered instead.
func (r *Recommendation) decline(ask Ask) Answer {
	a := Answer{Verdict: Decline, Step: r.Taken}
	if r.Step == nil {
		a.Say = fmt.Sprintf("We cannot give %s.", ask.phrase())
		a.Because = "nothing is given"
		if len(r.Reasons) > 0 {
			a.Decides = Decider{ByReason, string(r.Reasons[0].Code)}
			a.Because += ": " + strings.TrimSuffix(r.Reasons[0].Text, ".")
		}
		a.Because += "."
		return a
	}
	given := r.Step.Remedies
	rule := given[0].Rule
	if i := slices.IndexFunc(given, func(g Remedy) bool { return !g.Owed }); i >= 0 {
		rule = given[i].Rule // what is owed is given beside any wish
	}
	a.Approval, a.Decides = r.Step.Approval, Decider{ByRule, rule}
	a.Say = fmt.Sprintf("We cannot give %s. We offer %s.", ask.phrase(), phrase(given))
	a.Because = fmt.Sprintf("no step holds %s; rule %s gives %s.", ask.Kind, rule, phrase(given))
	return a
}

// limiter is what cut the offer last, else the rule that set its size.
func (o *offer) limiter() Decider {
	for _, stage := range slices.Backward(o.outcome.Stages) {
		concerns := slices.ContainsFunc(o.given, func(g Remedy) bool { return g.Rule == stage.Rule && g.Kind == stage.Remedy })
		switch {
		case !concerns:
		case stage.Stage == StageBudget:
			return Decider{ByBudget, stage.ID}
		case stage.Stage == StageLimit:
			return Decider{ByLimit, stage.ID}
		}
	}
	return Decider{ByRule, o.given[0].Rule}
}

// asker is what sends the offer to review.
func (o *offer) asker() Decider {
	if approval := o.outcome.Step.Approval; approval != nil {
		return Decider{ByApproval, approval.Line}
	}
	for _, reason := range o.outcome.Reasons {
		if reason.Code.NeedsReview() {
			return Decider{ByReason, string(reason.Code)}
		}
	}
	return Decider{}
}

func (d Decider) phrase() string {
	if d.Kind == ByApproval {
		return "approval line " + d.ID
	}
	return string(d.Kind) + " " + d.ID
}

func who(a *Approval) string {
	if a == nil || a.By == "" {
		return "somebody"
	}
	return a.By
}

// phrase names remedies as one would say them: "a refund of 50.00 EUR and an apology".
func phrase(remedies []Remedy) string {
	words := make([]string, len(remedies))
	for i, r := range remedies {
		words[i] = thing(r.Kind, r.Percent, r.Periods, r.Value)
	}
	return enumerate(words)
}

func (a Ask) phrase() string {
	periods := ""
	if a.Periods > 0 {
		periods = fmt.Sprint(a.Periods)
	}
	return thing(a.Kind, a.Percent, periods, a.Amount)
}

// thing says one remedy, with the size that is known.
func thing(kind RemedyKind, percent, periods string, value Money) string {
	name := map[RemedyKind]string{
		Payment: "a payment", Refund: "a refund", Discount: "a discount", Credit: "a credit", FreeService: "free service",
		Redo: "the work done again", Replacement: "a replacement", Gift: "a gift", Apology: "an apology",
	}[kind]
	switch {
	case percent != "":
		name += " of " + percent + " %"
	case kind.IsSum() && !value.IsMissing():
		return name + " of " + value.String()
	}
	switch periods {
	case "":
	case "1":
		name += " for 1 period"
	default:
		name += " for " + periods + " periods"
	}
	if value.minor > 0 && kind != Apology {
		name += ", worth " + value.String()
	}
	return name
}

func enumerate(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
