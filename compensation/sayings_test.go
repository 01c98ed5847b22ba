package compensation_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

// told is a house that concludes each draft as it is told, by the cents that it costs.
type told struct {
	house
	conclusions map[int64]compensation.Conclusion
}

func (p told) Conclude(_ *compensation.Plan, step *compensation.Step) (compensation.Conclusion, error) {
	return p.conclusions[step.Cost.Minor()], nil
}

func costing(cents ...int64) []compensation.Draft {
	var drafts []compensation.Draft
	for _, c := range cents {
		drafts = append(drafts, compensation.Draft{Remedies: []compensation.Remedy{remedy(compensation.Refund, "gesture", euro(c), euro(c), false)}})
	}
	return drafts
}

func TestEachOutcomeSaysItsOwn(t *testing.T) {
	lead, boss := &compensation.Approval{By: "lead", Line: "l"}, &compensation.Approval{By: "boss", Line: "b"}
	failed := []compensation.Reason{{Code: compensation.ReasonFailed, By: "x", Text: "x could not be worked out."}}
	all := []string{"listen", "fix", "write", "call"}
	c := func(a *compensation.Approval, do []string, reasons ...compensation.Reason) compensation.Conclusion {
		return compensation.Conclusion{Approval: a, Response: compensation.Response{Do: do, FollowUp: "1 day"}, Reasons: reasons}
	}
	policy := told{conclusions: map[int64]compensation.Conclusion{
		1: c(lead, all[:2]), 2: c(nil, nil), 3: c(boss, all[:3], failed...), 4: c(boss, all[:3], failed...), 5: c(lead, all[1:3]), 6: c(nil, nil, failed...),
	}}
	for _, order := range [][]int64{{1, 2, 3, 4, 5, 6}, {6, 5, 4, 3, 2, 1}, {2, 1, 6, 1, 2, 1}, {1}, {3, 4, 5}, {1, 1, 3}} {
		policy.drafts = costing(order...)
		rec, err := compensation.Decide(policy, outage(), noon, nil)
		require.NoError(t, err)
		outcomes := append([]compensation.Outcome{rec.Outcome}, rec.Alternatives...)
		require.Len(t, outcomes, len(order))
		check := func() {
			for i, cents := range order {
				want, got := policy.conclusions[cents], outcomes[i]
				assert.Equal(t, want.Response, got.Response)
				assert.Equal(t, want.Approval, got.Step.Approval)
				reasons := append([]compensation.Reason(nil), want.Reasons...)
				if a := want.Approval; a != nil {
					reasons = append(reasons, compensation.Reason{Code: compensation.ReasonApproval, By: a.Line, Text: a.By + " must agree."})
				}
				assert.Equal(t, reasons, got.Reasons)
			}
		}
		check()
		for _, o := range outcomes { // who adds to one outcome changes no other
			_ = append(o.Response.Do, "more")
			_ = append(o.Reasons, compensation.Reason{Text: "more"})
		}
		check()
	}
}

func TestWhatAPolicySaysStaysItsOwn(t *testing.T) {
	lead, do := &compensation.Approval{By: "lead", Line: "l"}, []string{"listen", "fix"}
	policy := told{house{drafts: costing(1, 2)}, map[int64]compensation.Conclusion{
		1: {Approval: lead, Response: compensation.Response{Do: do}}, 2: {Approval: lead, Response: compensation.Response{Do: do}},
	}}
	rec, err := compensation.Decide(policy, outage(), noon, nil)
	require.NoError(t, err)
	rec.Step.Approval.By, rec.Response.Do[0] = "somebody", "argue"
	assert.Equal(t, &compensation.Approval{By: "lead", Line: "l"}, lead)
	assert.Equal(t, []string{"listen", "fix"}, do)
}

// scratch is a house that concludes each draft in the same memory.
type scratch struct {
	house
	approval *compensation.Approval
	do       []string
}

func (p scratch) Conclude(_ *compensation.Plan, step *compensation.Step) (compensation.Conclusion, error) {
	p.approval.By = step.Cost.Amount()
	p.do[0] = "pay " + step.Cost.Amount()
	return compensation.Conclusion{Approval: p.approval, Response: compensation.Response{Do: p.do}}, nil
}

func TestAPolicyMayUseItsMemoryAgain(t *testing.T) {
	rec, err := compensation.Decide(scratch{house{drafts: costing(100, 200)}, &compensation.Approval{Line: "l"}, make([]string, 1)}, outage(), noon, nil)
	require.NoError(t, err)
	require.Len(t, rec.Alternatives, 1)
	for _, o := range append([]compensation.Outcome{rec.Outcome}, rec.Alternatives...) {
		cost := o.Step.Cost.Amount()
		assert.Equal(t, []string{"pay " + cost}, o.Response.Do)
		assert.Equal(t, cost, o.Step.Approval.By)
		assert.Equal(t, cost+" must agree.", o.Reasons[0].Text)
	}
}
