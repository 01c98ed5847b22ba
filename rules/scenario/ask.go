package scenario

import "github.com/amendsgo/amends/compensation"

// answers are the words for what a wish comes to.
func answers() []string {
	return []string{string(compensation.Accept), string(compensation.Counter), string(compensation.NeedApproval), string(compensation.Decline)}
}

// answered is what the wish came to, "none" when there was no wish.
func answered(o *outcome) string {
	if o.answer == nil {
		return "none"
	}
	return string(o.answer.Verdict)
}

// consider answers the client's wish; nil without one.
func consider(rec *compensation.Recommendation, wish text) (*compensation.Answer, error) {
	if !wish.given {
		return nil, nil //nolint:nilnil // no wish, no answer
	}
	ask, err := compensation.ParseAsk(wish.value)
	if err != nil {
		return nil, err
	}
	answer, err := rec.Consider(ask)
	return &answer, err
}
