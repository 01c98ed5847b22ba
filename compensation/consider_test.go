package compensation_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

func consider(t *testing.T, rec *compensation.Recommendation, wish string) compensation.Answer {
	t.Helper()
	ask, err := compensation.ParseAsk(wish)
	require.NoError(t, err)
	answer, err := rec.Consider(ask)
	require.NoError(t, err)
	again, err := rec.Consider(ask)
	require.NoError(t, err)
	require.Equal(t, answer, again, "asking twice changes nothing")
	return answer
}

func TestConsider(t *testing.T) {
	rec := decided(t, house{approve: 3500}, outage(), holds(100000))
	for wish, want := range map[string]compensation.Answer{
		"free_service 1": {
			Verdict: compensation.Accept, Step: 0, Value: euro(10000), Decides: compensation.Decider{Kind: compensation.ByRule, ID: "sorry"},
			Say:     "Yes, you get free service for 1 period, worth 100.00 EUR.",
			Because: "rule sorry gives free service for 1 period, worth 100.00 EUR.",
		},
		"discount 10%": {
			Verdict: compensation.Accept, Step: 1, Value: euro(1000), Decides: compensation.Decider{Kind: compensation.ByRule, ID: "sorry"},
			Say:     "Yes, you get a discount of 10.00 EUR.",
			Because: "rule sorry allows a discount of 32 %, worth 32.00 EUR; they asked for a discount of 10 %.",
		},
		"discount 32%": {
			Verdict: compensation.Accept, Step: 1, Value: euro(3200), Decides: compensation.Decider{Kind: compensation.ByRule, ID: "sorry"},
			Say: "Yes, you get a discount of 32 %, worth 32.00 EUR.", Because: "rule sorry gives a discount of 32 %, worth 32.00 EUR.",
		},
		"refund 30": {
			Verdict: compensation.NeedApproval, Step: 2, Value: euro(3000), Approval: &compensation.Approval{By: "team_lead", Line: "approval[1]"},
			Decides: compensation.Decider{Kind: compensation.ByApproval, ID: "approval[1]"},
			Say:     "We would like to give a refund of 30.00 EUR, and will tell you when it is agreed.",
			Because: "rule sorry allows a refund of 40 %, worth 40.00 EUR, once team_lead agrees (approval line approval[1]); they asked for a refund of 30.00 EUR.",
		},
		"refund 40%": {
			Verdict: compensation.NeedApproval, Step: 2, Value: euro(4000), Approval: &compensation.Approval{By: "team_lead", Line: "approval[1]"},
			Decides: compensation.Decider{Kind: compensation.ByApproval, ID: "approval[1]"},
			Say:     "We would like to give a refund of 40 %, worth 40.00 EUR, and will tell you when it is agreed.",
			Because: "rule sorry gives a refund of 40 %, worth 40.00 EUR, once team_lead agrees (approval line approval[1]).",
		},
		"refund 40.01": {
			Verdict: compensation.Counter, Step: 2, Value: euro(4000), Approval: &compensation.Approval{By: "team_lead", Line: "approval[1]"},
			Decides: compensation.Decider{Kind: compensation.ByRule, ID: "sorry"},
			Say:     "We cannot give a refund of 40.01 EUR. We would like to give a refund of 40 %, worth 40.00 EUR, and will tell you when it is agreed.",
			Because: "rule sorry allows a refund of 40 %, worth 40.00 EUR, once team_lead agrees (approval line approval[1]).",
		},
		"discount 15% 3": {
			Verdict: compensation.Counter, Step: 1, Value: euro(3200), Decides: compensation.Decider{Kind: compensation.ByRule, ID: "sorry"},
			Say:     "We cannot give a discount of 15 % for 3 periods, but we can give a discount of 32 %, worth 32.00 EUR.",
			Because: "rule sorry allows a discount of 32 %, worth 32.00 EUR.",
		},
		"free_service 2": {
			Verdict: compensation.Counter, Step: 0, Value: euro(10000), Decides: compensation.Decider{Kind: compensation.ByRule, ID: "sorry"},
			Say:     "We cannot give free service for 2 periods, but we can give free service for 1 period, worth 100.00 EUR.",
			Because: "rule sorry allows free service for 1 period, worth 100.00 EUR.",
		},
		"redo": {
			Verdict: compensation.Decline, Step: 0, Decides: compensation.Decider{Kind: compensation.ByRule, ID: "sorry"},
			Say:     "We cannot give the work done again. We offer free service for 1 period, worth 100.00 EUR and an apology.",
			Because: "no step holds redo; rule sorry gives free service for 1 period, worth 100.00 EUR and an apology.",
		},
	} {
		assert.Equal(t, want, consider(t, rec, wish), wish)
	}
	assert.Equal(t, compensation.Counter, consider(t, rec, "discount 32.01%").Verdict, "not a cent more")
	fraction := consider(t, rec, "discount 32.0001%")
	assert.Equal(t, compensation.Accept, fraction.Verdict, "nobody can pay less than a cent")
	assert.Equal(t, euro(3200), fraction.Value)
	assert.Equal(t, compensation.Accept, consider(t, rec, "apology").Verdict)
}

func TestConsiderNamesWhatLimits(t *testing.T) {
	short := decided(t, house{}, outage(), holds(2000))
	answer := consider(t, short, "refund 40%")
	assert.Equal(t, compensation.Counter, answer.Verdict)
	assert.Equal(t, compensation.Decider{Kind: compensation.ByBudget, ID: "house/all"}, answer.Decides)
	assert.Equal(t, "20.00 EUR", answer.Value.String())
	assert.Equal(t, "budget house/all allows a refund of 20.00 EUR.", answer.Because)

	policy := house{drafts: draftOf(sum("a", 1000))}
	policy.drafts[0].Stages = []compensation.Stage{
		{Rule: "sorry", Remedy: compensation.Refund, Stage: compensation.StageLimit, ID: "refundable", From: "50", To: "10"},
		{Rule: "other", Remedy: compensation.Refund, Stage: compensation.StageLimit, ID: "another", From: "50", To: "10"},
	}
	answer = consider(t, decided(t, policy, outage(), nil), "refund 50%")
	assert.Equal(t, compensation.Decider{Kind: compensation.ByLimit, ID: "refundable"}, answer.Decides)
}

func TestConsiderAReviewWithoutALine(t *testing.T) {
	policy := house{ifShort: compensation.Review}
	rec := decided(t, policy, outage(), holds(100))
	answer := consider(t, rec, "refund 40%")
	assert.Equal(t, compensation.NeedApproval, answer.Verdict)
	assert.Equal(t, compensation.Decider{Kind: compensation.ByReason, ID: "over_budget"}, answer.Decides)
	assert.Nil(t, answer.Approval)
	assert.Contains(t, answer.Because, "once somebody agrees (reason over_budget)")
}

func TestConsiderAfterTake(t *testing.T) {
	rec, err := decided(t, house{}, outage(), nil).Take(2)
	require.NoError(t, err)
	assert.Equal(t, 2, consider(t, rec, "refund 40%").Step)
	assert.Equal(t, 0, consider(t, rec, "free_service 1").Step)
	assert.Equal(t, 2, consider(t, rec, "gift 5").Step, "a declined wish leaves the step that was taken")
}

func TestConsiderWhenNothingIsGiven(t *testing.T) {
	c := outage()
	c.History.Refused = 3
	answer := consider(t, decided(t, house{}, c, nil), "refund 40%")
	assert.Equal(t, compensation.Answer{
		Verdict: compensation.Decline, Decides: compensation.Decider{Kind: compensation.ByReason, ID: "exhausted"},
		Say: "We cannot give a refund of 40 %.", Because: "nothing is given: The client refused every step.",
	}, answer)
}

func TestConsiderPrefersWhatNeedsNobody(t *testing.T) {
	policy := house{approve: 2000, drafts: []compensation.Draft{
		{Remedies: []compensation.Remedy{sum("a", 3000)}}, {Remedies: []compensation.Remedy{sum("a", 2000)}},
	}}
	rec := decided(t, policy, outage(), nil)
	assert.Equal(t, 1, consider(t, rec, "refund 10").Step)
	assert.Equal(t, 0, consider(t, rec, "refund 25").Step, "unless it is too little")
	assert.Equal(t, "30.00 EUR", consider(t, rec, "refund 99").Value.String())
}

func TestWhatIsOwedIsNotNegotiable(t *testing.T) {
	rec := decided(t, house{}, missed(), nil)
	answer := consider(t, rec, "credit 1")
	assert.Equal(t, compensation.Accept, answer.Verdict)
	assert.Equal(t, "25.00 EUR", answer.Value.String(), "a smaller wish does not lower it")
	assert.Equal(t, "rule missed gives a credit of 25.00 EUR (owed).", answer.Because)
	for _, wish := range []string{"refund 40%", "discount 5", "redo"} {
		taken, err := rec.Take(consider(t, rec, wish).Step)
		require.NoError(t, err)
		assert.Equal(t, "25.00 EUR", taken.Step.Owed.String(), wish)
	}
}

func TestConsiderErrors(t *testing.T) {
	rec := decided(t, house{}, outage(), nil)
	for _, tt := range []struct {
		ask  compensation.Ask
		want string
	}{
		{compensation.Ask{}, `"" is no kind of remedy`},
		{compensation.Ask{Kind: compensation.Refund, Periods: -1}, "the periods are -1"},
		{compensation.Ask{Kind: compensation.Refund, Periods: 2}, "periods of refund need a percentage"},
		{compensation.Ask{Kind: compensation.Refund, Percent: "5", Amount: euro(1)}, "an amount excludes a percentage"},
		{compensation.Ask{Kind: compensation.Refund, Amount: compensation.MustMoney("1 USD")}, "currencies differ"},
	} {
		_, err := rec.Consider(tt.ask)
		require.ErrorContains(t, err, tt.want)
	}
	rec.Case.Order.Price = euro(0)
	_, err := rec.Consider(compensation.Ask{Kind: compensation.Refund, Percent: "40"})
	require.ErrorContains(t, err, "order.price is 0.00 EUR: want more than nothing")
	rec.Case.Order.Price = compensation.Money{}
	_, err = rec.Consider(compensation.Ask{Kind: compensation.Refund, Percent: "40"})
	require.ErrorContains(t, err, "order.price is missing")
	_, err = rec.Consider(compensation.Ask{Kind: compensation.Gift, Percent: "40"})
	require.NoError(t, err, "what nobody gives needs no price to be declined")
}

// However large the wish and the history of asking, no answer goes beyond a step.
func TestNoAnswerGoesBeyondThePolicy(t *testing.T) {
	for _, asked := range []bool{false, true} {
		c := missed()
		c.Client.Asked = asked
		c.History.Claims12m = 50
		rec := decided(t, house{}, c, &compensation.Snapshot{Balances: []ledger.Balance{{Account: pool, Allocated: 4000}}})
		for _, kind := range compensation.RemedyKinds() {
			answer, err := rec.Consider(compensation.Ask{Kind: kind})
			require.NoError(t, err)
			taken, err := rec.Take(answer.Step)
			require.NoError(t, err)
			held := int64(0)
			for _, r := range taken.Step.Remedies {
				if r.Kind == kind {
					held += r.Value.Minor()
				}
			}
			assert.Equal(t, held, answer.Value.Minor(), kind)
		}
	}
}
