package main

import (
	"github.com/amendsgo/amends/compensation"
)

// answered is what -json writes when the client has a wish.
type answered struct {
	Recommendation *compensation.Recommendation `json:"recommendation"`
	Answer         *compensation.Answer         `json:"answer"`
	Granted        *compensation.Recommendation `json:"granted"` // what to reserve; null for a declined wish
}

// consider answers the client's own wish; nil without one.
func consider(rec *compensation.Recommendation, wish string) (*answered, error) {
	if wish == "" {
		return nil, nil
	}
	ask, err := compensation.ParseAsk(wish)
	if err != nil {
		return nil, err
	}
	answer, err := rec.Consider(ask)
	if err != nil {
		return nil, err
	}
	to := &answered{Recommendation: rec, Answer: &answer}
	if answer.Verdict != compensation.Decline {
		to.Granted, err = rec.Grant(ask)
	}
	return to, err
}

// wish tells what to answer, and why.
func wish(p *page, to *answered) {
	if to == nil {
		return
	}
	answer := to.Answer
	p.section("Their wish")
	p.line("", verdict(answer))
	p.line("", "Say: "+answer.Say)
	p.line("", "For you: "+sentence(answer.Because))
}

func verdict(answer *compensation.Answer) string {
	switch answer.Verdict {
	case compensation.Accept:
		return "It can be granted at once."
	case compensation.Counter:
		return "Not that much."
	case compensation.NeedApproval:
		return "It can be granted once somebody agrees."
	default:
		return "It cannot be granted."
	}
}
