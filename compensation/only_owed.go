package compensation

import (
	"errors"
	"slices"

	"github.com/amendsgo/amends/compensation/ledger"
)

// OnlyOwed returns the recommendation to reserve when what is owed is given now,
// while goodwill waits for somebody, or for a budget that has room for it: nothing
// that is given as a gesture may hold up what is due. Agreement that the step needs
// stays asked for.
//
// What was decided is kept in [Recommendation.Waiting], and [Recommendation.Take]
// takes it back. Once the owed part is committed its id is used up: goodwill that
// is agreed later is a case of its own, with another Case.ID and
// incident.compensated told. The error says that nothing is owed.
func (r *Recommendation) OnlyOwed() (*Recommendation, error) {
	whole := r.decided()
	if whole.Step == nil || whole.Step.Owed.minor == 0 {
		return nil, errors.New("only owed: nothing is owed")
	}
	step := *whole.Step
	step.Remedies = slices.DeleteFunc(slices.Clone(step.Remedies), func(m Remedy) bool { return !m.Owed })
	if _, err := step.total(step.Value.unit); err != nil {
		return nil, err
	}
	step.LimitedBy = nil // limits and budget never cut what is owed
	step.Draws = step.owedDraws()
	out := *r
	out.Asked, out.Waiting = nil, &whole
	out.Outcome = whole
	out.Step = &step
	out.Reasons = slices.DeleteFunc(slices.Clone(whole.Reasons), func(reason Reason) bool {
		return reason.Code != ReasonApproval && reason.Code != ReasonOverdraft
	})
	out.Decision = decision(&step, out.Reasons)
	return &out, nil
}

// owedDraws is the owed part of each draw.
func (s *Step) owedDraws() []ledger.Draw {
	var draws []ledger.Draw
	for _, draw := range s.Draws {
		if draw.Amount = draw.Owed; draw.Amount > 0 {
			draws = append(draws, draw)
		}
	}
	return draws
}
