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
	changed := !r.concluded
	for _, t := range p.facts.totals {
		if n := t.of(step); n != r.values.Whole(t.slot) {
			r.values.SetWhole(t.slot, n)
			changed = true
		}
	}
	if changed {
		r.reasons, r.needs, r.concluded = nil, needs{}, true
		r.conclusion.Approval = r.approval()
		r.respondOnce(plan.Archetype)
		r.conclusion.Reasons = r.reasons
	}
	return r.conclusion, r.needs.err()
}

// approval finds the last line that holds.
func (r *run) approval() *compensation.Approval {
	for i := len(r.Approval) - 1; i >= 0; i-- {
		line := &r.Approval[i]
		if r.holds(line.When, named(line.ID)) {
			return &line.approval
		}
	}
	return nil
}

// respondOnce leaves a response that holds for all steps of a plan.
func (r *run) respondOnce(kind archetype.Kind) {
	if r.answered {
		return
	}
	doubts := len(r.reasons) + len(r.needs.faults)
	r.conclusion.Response = r.respond(kind)
	r.answered = r.lasting && doubts == len(r.reasons)+len(r.needs.faults)
}

// respond is the archetype's plan, with the steps that the policy's lines add
// where they belong. The last follow-up that holds counts.
func (r *run) respond(kind archetype.Kind) compensation.Response {
	which := r.values.Whole(r.facts.archetype.Slot)
	out := compensation.Response{Do: r.plans[which]}
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
			first, out.Do = line, line.plans[which]
		default:
			if added == nil {
				added = steps(first.Do)
			}
			added = append(added, steps(line.Do)...)
		}
		if line.FollowUp != "" {
			out.FollowUp = line.FollowUp
		}
	}
	if added != nil {
		out.Do = texts(kind.Plan(added...))
	}
	return out
}
