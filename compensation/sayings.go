package compensation

import (
	"slices"
	"strings"
)

// sayings writes outcomes. What is said to several of them alike is made once, and they
// share it.
type sayings struct {
	plan *Plan
	room room
	text strings.Builder // what is written

	// Of the outcome before: what the policy gave, and what was made of it.
	approval *Approval
	agreed   *Approval
	asks     Reason // who must agree
	steps    []string
	do       []string
	reasons  []Reason
}

// room is for what is said first.
type room struct {
	approval *Approval
	reasons  []Reason
	do       []string
}

// outcome writes that of an award whose step is summed up and concluded.
func (s *sayings) outcome(a *Draft, c *Conclusion, step *Step, out *Outcome) {
	var few [fewReasons]Reason
	reasons := append(append(append(few[:0], s.plan.Reasons...), a.Reasons...), c.Reasons...)
	switch {
	case len(step.Remedies) == 0:
		step = nil
	case c.Approval != nil:
		step.Approval = s.agreement(c.Approval)
		reasons = append(reasons, s.asks)
	}
	if !slices.Equal(reasons, s.reasons) {
		s.reasons = own(reasons, &s.room.reasons)
	}
	out.Decision, out.Step, out.Reasons = decision(step, s.reasons), step, s.reasons
	out.Response.Do, out.Response.FollowUp = s.response(c.Response.Do), c.Response.FollowUp
	out.Stages, out.Choice = a.Stages, a.Choice
}

// fewReasons is how many reasons most outcomes have at most.
const fewReasons = 4

func (s *sayings) agreement(a *Approval) *Approval {
	if a != s.approval {
		s.approval, s.agreed = a, s.room.approval
		if s.room.approval = nil; s.agreed == nil {
			s.agreed = &Approval{}
		}
		*s.agreed = *a
		s.asks = Reason{Code: ReasonApproval, By: a.Line, Text: write(&s.text, who(a), " must agree.")}
	}
	return s.agreed
}

func (s *sayings) response(steps []string) []string {
	if len(steps) != len(s.steps) || len(steps) > 0 && &steps[0] != &s.steps[0] {
		s.steps, s.do = steps, own(steps, &s.room.do)
	}
	return s.do
}

// own is a copy of a list, in room that serves once if it is large enough.
func own[T any](list []T, room *[]T) []T {
	n := len(list)
	if n == 0 {
		return nil
	}
	to := *room
	if n <= len(to) {
		*room = nil
	} else {
		to = make([]T, n)
	}
	copy(to, list)
	return to[:n:n]
}
