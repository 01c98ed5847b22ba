package compensation

// sayings writes outcomes. Their reasons lie in one piece, and what is said to each of
// them alike is made once.
type sayings struct {
	plan    *Plan
	reasons []Reason // room for those of all outcomes
	who     string
	asks    string // that who must agree
}

func newSayings(plan *Plan, awards []award, conclusions []Conclusion) sayings {
	most := 0
	for i := range awards {
		most += len(plan.Reasons) + len(awards[i].reasons) + len(conclusions[i].Reasons)
		if conclusions[i].Approval != nil {
			most++
		}
	}
	s := sayings{plan: plan}
	if most > 0 {
		s.reasons = make([]Reason, 0, most)
	}
	return s
}

// outcome writes that of an award whose step is summed up and concluded.
func (s *sayings) outcome(a *award, conclusion *Conclusion, step *Step, out *Outcome) {
	first := len(s.reasons)
	s.reasons = append(append(append(s.reasons, s.plan.Reasons...), a.reasons...), conclusion.Reasons...)
	if len(step.Remedies) == 0 {
		step = nil
	} else if step.Approval = conclusion.Approval; step.Approval != nil {
		s.reasons = append(s.reasons, Reason{Code: ReasonApproval, By: step.Approval.Line, Text: s.agreement(step.Approval)})
	}
	var reasons []Reason
	if last := len(s.reasons); last > first {
		reasons = s.reasons[first:last:last]
	}
	out.Decision, out.Step, out.Response = decision(step, reasons), step, conclusion.Response
	out.Reasons, out.Stages, out.Choice = reasons, a.stages, a.choice
}

func (s *sayings) agreement(a *Approval) string {
	if name := who(a); s.asks == "" || name != s.who {
		s.who, s.asks = name, name+" must agree."
	}
	return s.asks
}
