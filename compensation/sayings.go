package compensation

import "slices"

// sayings writes outcomes. What is said to several of them alike is made once, and they
// share it.
type sayings struct {
	plan     *Plan
	given    *Approval // by the policy, of the outcome before
	approval *Approval // a copy of that
	asks     Reason    // who must agree
	said     []string  // by the policy, of the outcome before
	do       []string  // a copy of that
	reasons  []Reason  // of the outcome before
}

// outcome writes that of an award whose step is summed up and concluded.
func (s *sayings) outcome(a *Draft, c *Conclusion, step *Step, out *Outcome) {
	var room [fewReasons]Reason
	reasons := append(append(append(room[:0], s.plan.Reasons...), a.Reasons...), c.Reasons...)
	switch {
	case len(step.Remedies) == 0:
		step = nil
	case c.Approval != nil:
		step.Approval = s.agreement(c.Approval)
		reasons = append(reasons, s.asks)
	}
	if !slices.Equal(reasons, s.reasons) {
		s.reasons = slices.Clip(append([]Reason(nil), reasons...))
	}
	out.Decision, out.Step, out.Reasons = decision(step, s.reasons), step, s.reasons
	out.Response = Response{Do: s.steps(c.Response.Do), FollowUp: c.Response.FollowUp}
	out.Stages, out.Choice = a.Stages, a.Choice
}

// fewReasons is how many reasons most outcomes have at most.
const fewReasons = 4

func (s *sayings) agreement(a *Approval) *Approval {
	if a != s.given {
		if s.given != nil {
			s.approval = &Approval{}
		}
		s.given, *s.approval = a, *a
		s.asks = Reason{Code: ReasonApproval, By: a.Line, Text: who(a) + " must agree."}
	}
	return s.approval
}

func (s *sayings) steps(do []string) []string {
	if len(do) == 0 {
		return nil
	}
	if len(do) != len(s.said) || &do[0] != &s.said[0] {
		s.said, s.do = do, slices.Clip(slices.Clone(do))
	}
	return s.do
}
