package program

import (
	"errors"
	"slices"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
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
		r.values.Set(t.slot, condition.Value{Num: exact.Int(t.of(step))})
	}
	out := compensation.Conclusion{Approval: r.approval(), Response: r.response(plan.Archetype)}
	out.Reasons = r.reasons
	return out, r.needs.err()
}

// approval finds the last line that holds.
func (r *run) approval() *compensation.Approval {
	for i := len(r.Approval) - 1; i >= 0; i-- {
		if line := &r.Approval[i]; r.holds(line.When, named(line.ID)) {
			return &compensation.Approval{By: line.By, Line: line.ID}
		}
	}
	return nil
}

// response is the archetype's plan, with the steps that the policy's lines add
// where they belong. The last follow-up that holds counts.
func (r *run) response(kind archetype.Kind) compensation.Response {
	var out compensation.Response
	var added []archetype.Step
	for i := range r.Response {
		line := &r.Response[i]
		if !r.holds(line.When, named(line.ID)) {
			continue
		}
		for _, word := range line.Do {
			if !slices.Contains(r.plans[kind], word) {
				added = append(added, archetype.Step(word))
			}
		}
		if line.FollowUp != "" {
			out.FollowUp = line.FollowUp
		}
	}
	if added == nil {
		out.Do = slices.Clone(r.plans[kind])
		return out
	}
	for _, step := range kind.Plan(added...) {
		out.Do = append(out.Do, string(step))
	}
	return out
}
