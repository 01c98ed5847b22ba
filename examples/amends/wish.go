package main

import (
	"github.com/amendsgo/amends/compensation"
)

// answered is what -json writes when the client has a wish.
type answered struct {
	Recommendation *compensation.Recommendation `json:"recommendation"`
	Answer         *compensation.Answer         `json:"answer"`
}

// consider answers the client's own wish; nil without one.
func consider(rec *compensation.Recommendation, wish string) (*compensation.Answer, error) {
	if wish == "" {
		return nil, nil
	}
	ask, err := compensation.ParseAsk(wish)
	if err != nil {
		return nil, err
	}
	answer, err := rec.Consider(ask)
	return &answer, err
}

// wish tells what to answer, and why.
func wish(p *page, answer *compensation.Answer) {
	if answer == nil {
		return
	}
	p.section("Their wish")
	p.line("", verdict(answer))
	p.line("", answer.Say)
	p.line("", "For you: "+sentence(answer.Because))
}

func verdict(answer *compensation.Answer) string {
	switch answer.Verdict {
	case compensation.Accept:
		return "Yes."
	case compensation.Counter:
		return "Not that much."
	case compensation.NeedApproval:
		return "Perhaps: somebody must agree first."
	default:
		return "No."
	}
}
