package compensation

import (
	"fmt"
	"slices"
	"strings"
)

// answer turns the best offer into words.
func (o *offer) answer() Answer {
	given, value := o.outcome.Step.of(o.ask.Kind)
	a := Answer{Step: o.step, Value: value, Approval: o.outcome.Step.Approval}
	thing := together(given, value)
	yes, later := fmt.Sprintf("Yes, you get %s.", thing), fmt.Sprintf("We would like to give %s, and will tell you when it is agreed.", thing)
	switch {
	case !o.grants && o.outcome.Decision == NeedReview:
		a.Verdict, a.Decides = Counter, o.limiter()
		a.Say = fmt.Sprintf("We cannot give %s. %s", o.ask.phrase(), later)
	case !o.grants:
		a.Verdict, a.Decides = Counter, o.limiter()
		a.Say = fmt.Sprintf("We cannot give %s, but we can give %s.", o.ask.phrase(), thing)
	case o.outcome.Decision == NeedReview:
		a.Verdict, a.Decides, a.Say = NeedApproval, o.asker(), later
	default:
		a.Verdict, a.Decides, a.Say = Accept, Decider{ByRule, ruleOf(given)}, yes
	}
	a.Because = o.credit()
	if o.outcome.Decision == NeedReview {
		asker := o.asker()
		a.Because += ", once " + who(a.Approval) + " agrees (" + asker.phrase() + ")"
	}
	if o.cut {
		a.Because += "; they asked for " + o.ask.phrase()
	}
	a.Because += "."
	return a
}

// credit says of every part of the kind what gives it, or holds it to its size:
// "rule x gives a refund of 20.00 EUR (owed) and rule y allows a refund of 5.00 EUR".
func (o *offer) credit() string {
	parts := make([]string, len(o.given))
	for i, g := range o.given {
		decider, verb, note := Decider{ByRule, g.Rule}, "gives", ""
		switch {
		case g.Owed:
			note = " (owed)"
		case !o.grants:
			decider, verb = o.limiter(g), "allows"
		case o.cut:
			verb = "allows"
		}
		parts[i] = decider.phrase() + " " + verb + " " + phrase([]Remedy{g}) + note
	}
	return enumerate(parts)
}

// decline names what is offered instead.
func (r *Recommendation) decline(ask Ask) Answer {
	a := Answer{Verdict: Decline, Step: r.Taken}
	standing := r.decided()
	if standing.Step == nil {
		a.Say = fmt.Sprintf("We cannot give %s.", ask.phrase())
		a.Because = "nothing is given"
		if reasons := standing.Reasons; len(reasons) > 0 {
			a.Decides = Decider{ByReason, string(reasons[0].Code)}
			a.Because += ": " + strings.TrimSuffix(reasons[0].Text, ".")
		}
		a.Because += "."
		return a
	}
	given := standing.Step.Remedies
	rule := ruleOf(given)
	a.Approval, a.Decides = standing.Step.Approval, Decider{ByRule, rule}
	a.Say = fmt.Sprintf("We cannot give %s. We offer %s.", ask.phrase(), phrase(given))
	a.Because = fmt.Sprintf("no step holds %s; rule %s gives %s.", ask.Kind, rule, phrase(given))
	return a
}

// ruleOf is the rule that a gift hangs on: what is owed is given beside any wish.
func ruleOf(given []Remedy) string {
	if i := slices.IndexFunc(given, func(g Remedy) bool { return !g.Owed }); i >= 0 {
		return given[i].Rule
	}
	return given[0].Rule
}

// limiter is what cut the remedies last, all of the kind if none is named; else
// the rule that set their size.
func (o *offer) limiter(remedies ...Remedy) Decider {
	if len(remedies) == 0 {
		remedies = o.given
	}
	for _, stage := range slices.Backward(o.outcome.Stages) {
		concerns := slices.ContainsFunc(remedies, func(g Remedy) bool { return g.Rule == stage.Rule && g.Kind == stage.Remedy })
		switch {
		case !concerns:
		case stage.Stage == StageBudget:
			return Decider{ByBudget, stage.ID}
		case stage.Stage == StageLimit:
			return Decider{ByLimit, stage.ID}
		}
	}
	return Decider{ByRule, ruleOf(remedies)}
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

// together says remedies of one kind to the client: sums as what they are
// together.
func together(given []Remedy, value Money) string {
	if len(given) > 1 && given[0].Kind.IsSum() {
		return thing(given[0].Kind, "", "", value)
	}
	return phrase(given)
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
