package compensation_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

func decided(t *testing.T, policy compensation.Policy, c compensation.Case, snapshot *compensation.Snapshot) *compensation.Recommendation {
	t.Helper()
	rec, err := compensation.Decide(policy, c, noon, snapshot)
	require.NoError(t, err)
	return rec
}

func TestDecideWithoutBudget(t *testing.T) {
	rec := decided(t, house{}, outage(), nil)
	assert.Equal(t, "i1/c1/o1/0", rec.ID)
	assert.Equal(t, compensation.Auto, rec.Decision)
	assert.Equal(t, "100.00 EUR", rec.Step.Value.String())
	assert.Equal(t, "30.00 EUR", rec.Step.Cost.String())
	assert.Equal(t, "0.00 EUR", rec.Step.Owed.String())
	assert.Equal(t, "100.00 EUR", rec.Step.Goodwill.String())
	assert.Empty(t, rec.Step.Draws, "no budget was asked")
	assert.Nil(t, rec.Budget)
	assert.Empty(t, rec.Reasons)
	assert.Equal(t, []string{"listen", "fix"}, rec.Response.Do)
	require.Len(t, rec.Alternatives, 2)
	assert.Equal(t, "32.00 EUR", rec.Alternatives[0].Step.Value.String())
	assert.Equal(t, "40.00 EUR", rec.Alternatives[1].Step.Value.String())
}

func TestDecideDrawsOnEveryAccount(t *testing.T) {
	c := outage()
	c.Facts = map[string]any{"sla.missed": true}
	rec := decided(t, house{yearly: 10000, awards: 2}, c, holds(100000))
	assert.Equal(t, "125.00 EUR", rec.Step.Value.String())
	assert.Equal(t, "25.00 EUR", rec.Step.Owed.String())
	assert.Equal(t, []ledger.Draw{
		{Account: ledger.Account{Name: "often/c1", Period: "2026", Unit: "#"}, Amount: 1, Limit: new(int64(2))},
		{Account: ledger.Account{Name: "yearly/c1", Period: "2026", Unit: "EUR"}, Amount: 5500, Owed: 2500, Limit: new(int64(10000))},
		{Account: pool, Amount: 5500, Owed: 2500},
	}, rec.Step.Draws, "caps in the ledger's order, the pool last")
}

func TestDecideNothing(t *testing.T) {
	c := outage()
	c.History.Refused = 3
	rec := decided(t, house{approve: 1}, c, holds(0))
	assert.Equal(t, compensation.None, rec.Decision)
	assert.Nil(t, rec.Step)
	require.Len(t, rec.Reasons, 1)
	assert.Equal(t, compensation.ReasonExhausted, rec.Reasons[0].Code)
	assert.NotEmpty(t, rec.Response.Do, "a client who gets nothing is still treated well")
}

func TestAnApologyIsSomething(t *testing.T) {
	policy := house{drafts: []compensation.Draft{{Remedies: []compensation.Remedy{
		remedy(compensation.Apology, "gesture", euro(0), euro(0), false),
	}}}}
	rec := decided(t, policy, outage(), holds(0))
	assert.Equal(t, compensation.Auto, rec.Decision)
	assert.Empty(t, rec.Step.Draws)
}

func TestReviewComesBeforeNone(t *testing.T) {
	policy := house{drafts: []compensation.Draft{{Reasons: []compensation.Reason{
		{Code: compensation.ReasonFailed, By: "sorry", Text: "division by zero"},
	}}}}
	rec := decided(t, policy, outage(), nil)
	assert.Equal(t, compensation.NeedReview, rec.Decision, "nothing given may be the failure's doing")
	assert.Nil(t, rec.Step)
}

func TestApprovalAsksForReview(t *testing.T) {
	rec := decided(t, house{approve: 3500}, outage(), nil)
	assert.Equal(t, compensation.Auto, rec.Decision)
	third := rec.Alternatives[1]
	assert.Equal(t, compensation.NeedReview, third.Decision)
	assert.Equal(t, &compensation.Approval{By: "team_lead", Line: "approval[1]"}, third.Step.Approval)
	assert.Equal(t, []compensation.Reason{{Code: compensation.ReasonApproval, By: "approval[1]", Text: "team_lead must agree."}}, third.Reasons)
}

func TestDecideRefusesBadInput(t *testing.T) {
	_, err := compensation.Decide(house{}, compensation.Case{Incident: compensation.Incident{Severity: 9}}, noon, nil)
	require.EqualError(t, err, "case: 2 faults\n\tincident.severity is 9: want a whole number from 1 to 5\n\torder.price is missing (needed by gesture)")

	for _, at := range []time.Time{{}, time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		_, err = compensation.Decide(house{}, outage(), at, nil)
		require.ErrorContains(t, err, "the time of the decision is missing")
	}
}

func TestDecideHoldsAPolicyToItsPart(t *testing.T) {
	give := func(value, cost compensation.Money) []compensation.Draft {
		return []compensation.Draft{{Remedies: []compensation.Remedy{remedy(compensation.Refund, "gesture", value, cost, false)}}}
	}
	for name, tt := range map[string]struct {
		policy compensation.Policy
		want   string
	}{
		"no drafts":        {house{drafts: []compensation.Draft{}}, "it planned nothing"},
		"a missing value":  {house{drafts: give(compensation.Money{}, euro(1))}, "rule sorry gives refund of a missing amount"},
		"a negative cost":  {house{drafts: give(euro(1), euro(-1))}, "rule sorry gives refund of -0.01 EUR"},
		"another currency": {house{drafts: give(compensation.MustMoney("1 USD"), euro(1))}, "refund of 1.00 USD: want an amount in EUR"},
		"no if_short":      {house{ifShort: "perhaps"}, `if_short is "perhaps": want one of trim, next, review`},
	} {
		_, err := compensation.Decide(tt.policy, outage(), noon, holds(1))
		require.ErrorContains(t, err, tt.want, name)
	}
	two := []compensation.Draft{{Remedies: append(give(euro(math.MaxInt64), euro(1))[0].Remedies, give(euro(1), euro(1))[0].Remedies...)}}
	_, err := compensation.Decide(house{drafts: two}, outage(), noon, nil)
	require.ErrorIs(t, err, compensation.ErrOverflow)
}

// needsValue is a house whose cap hangs on a fact that the case lacks.
type needsValue struct{ house }

func (p needsValue) Plan(c compensation.Case, at time.Time) (*compensation.Plan, error) {
	plan, err := p.house.Plan(c, at)
	if err != nil {
		return nil, err
	}
	plan.Budget = &compensation.BudgetPlan{Err: &compensation.InvalidCaseError{Faults: []compensation.Fault{{Fact: "client.annual_value", Problem: "is missing"}}}}
	return plan, nil
}

func TestFactsOfTheBudgetMatterWhenItIsAsked(t *testing.T) {
	_, err := compensation.Decide(needsValue{}, outage(), noon, nil)
	require.NoError(t, err)
	_, err = compensation.Decide(needsValue{}, outage(), noon, holds(1))
	var invalid *compensation.InvalidCaseError
	require.ErrorAs(t, err, &invalid)
}

// failing cannot conclude.
type failing struct{ house }

var errConclude = errors.New("no response")

func (failing) Conclude(*compensation.Plan, *compensation.Step) (compensation.Conclusion, error) {
	return compensation.Conclusion{}, errConclude
}

func TestDecideReturnsThePolicysError(t *testing.T) {
	_, err := compensation.Decide(failing{}, outage(), noon, nil)
	require.ErrorIs(t, err, errConclude)
}

func TestARecordIsItsOwn(t *testing.T) {
	c := outage()
	c.Facts = map[string]any{"sla.missed": false}
	c.Client.TenureMonths = new(24)
	snapshot := holds(5000)
	rec := decided(t, house{}, c, snapshot)
	c.Facts["sla.missed"] = true
	*c.Client.TenureMonths = 1
	snapshot.Balances[0].Allocated = 0
	require.NoError(t, compensation.Replay(house{}, rec), "what the caller changes later is not in the record")
}
