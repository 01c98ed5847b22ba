package program

import (
	"errors"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
)

// Conclude adds approval and response to a step of the plan, whose totals are
// final. One plan's steps are concluded one after the other.
func (p *Policy) Conclude(plan *compensation.Plan, step *compensation.Step) (compensation.Conclusion, error) {
	r, ok := plan.State.(*run)
	if !ok || r.Policy != p {
		return compensation.Conclusion{}, errors.New("the plan was made by another policy")
	}
	r.reasons, r.needs = nil, needs{}
	for _, t := range p.facts.totals {
		r.values.SetWhole(t.slot, t.of(step))
	}
	out := compensation.Conclusion{Approval: r.approval(), Response: r.response(plan.Archetype)}
	out.Reasons = r.reasons
	return out, r.needs.err()
}

// approval finds the last line that holds.
func (r *run) approval() *compensation.Approval {
	for i := len(r.Approval) - 1; i >= 0; i-- {
		line := &r.Approval[i]
		if !r.holds(line.When, named(line.ID)) {
			continue
		}
		if len(r.approvals) == cap(r.approvals) {
			r.approvals = make([]compensation.Approval, 0, max(len(r.plan.Drafts), 1))
		}
		r.approvals = append(r.approvals, compensation.Approval{By: line.By, Line: line.ID})
		return &r.approvals[len(r.approvals)-1]
	}
	return nil
}

// said is a response that holds for all steps of a plan.
type said struct {
	known    bool
	do       []string // shared
	followUp string
}

// response is the archetype's plan, with the steps that the policy's lines add
// where they belong. The last follow-up that holds counts.
func (r *run) response(kind archetype.Kind) compensation.Response {
	if !r.said.known {
		doubts := len(r.reasons) + len(r.needs.faults)
		r.said = r.respond(kind)
		r.said.known = r.lasting && doubts == len(r.reasons)+len(r.needs.faults)
	}
	return compensation.Response{Do: r.own(r.said.do), FollowUp: r.said.followUp}
}

func (r *run) respond(kind archetype.Kind) said {
	out := said{do: r.plans[kind]}
	var first *ResponseLine // that adds steps
	var added []archetype.Step
	for i := range r.Response {
		line := &r.Response[i]
		if !r.holds(line.When, named(line.ID)) {
			continue
		}
		switch {
		case len(line.Do) == 0:
		case first == nil:
			first, out.do = line, line.plans[kind]
		default:
			if added == nil {
				added = steps(first.Do)
			}
			added = append(added, steps(line.Do)...)
		}
		if line.FollowUp != "" {
			out.followUp = line.FollowUp
		}
	}
	if added != nil {
		out.do = texts(kind.Plan(added...))
	}
	return out
}

// own is a response's steps as its own.
func (r *run) own(steps []string) []string {
	n := len(steps)
	if n == 0 {
		return nil
	}
	if cap(r.do)-len(r.do) < n {
		r.do = make([]string, 0, n*max(len(r.plan.Drafts), 1))
	}
	first := len(r.do)
	r.do = append(r.do, steps...)
	return r.do[first:len(r.do):len(r.do)]
}
