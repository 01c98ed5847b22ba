package compensation

import (
	"slices"
	"strings"
)

// sayings writes outcomes. What is said to several of them alike is made once, and they
// share it.
type sayings struct {
	plan *Plan
	kept *kept           // has room for who agrees first
	room []string        // for what to do first
	text strings.Builder // what is written

	// What was said in the outcome before.
	agreed  *Approval
	asks    string // who must agree
	do      []string
	reasons []Reason
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
		reasons = append(reasons, Reason{Code: ReasonApproval, By: c.Approval.Line, Text: s.asks})
	}
	if !slices.Equal(reasons, s.reasons) {
		s.reasons = own(reasons, nil)
	}
	out.Decision, out.Step, out.Reasons = decision(step, s.reasons), step, s.reasons
	out.Response.Do, out.Response.FollowUp = s.response(c.Response.Do), c.Response.FollowUp
	out.Stages, out.Choice = a.Stages, a.Choice
}

// fewReasons is how many reasons most outcomes have at most.
const fewReasons = 4

// idLetters have room for the id of most cases, which is written last.
const idLetters = 40

func (s *sayings) agreement(a *Approval) *Approval {
	switch {
	case s.agreed == nil:
		s.agreed = &s.kept.approval
	case *s.agreed == *a:
		return s.agreed
	default:
		s.agreed = &Approval{}
	}
	*s.agreed = *a
	var room [64]byte
	s.asks = write(&s.text, append(append(room[:0], who(a)...), " must agree."...), idLetters)
	return s.agreed
}

func (s *sayings) response(steps []string) []string {
	if !slices.Equal(steps, s.do) {
		s.do, s.room = own(steps, s.room), nil
	}
	return s.do
}

// own is a copy of a list, in the room if that is large enough.
func own[T any](list, room []T) []T {
	n := len(list)
	if n == 0 {
		return nil
	}
	if n > len(room) {
		room = make([]T, n)
	}
	copy(room, list)
	return room[:n:n]
}
