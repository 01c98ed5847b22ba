package compensation_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

func grant(t *testing.T, rec *compensation.Recommendation, wish string) *compensation.Recommendation {
	t.Helper()
	ask, err := compensation.ParseAsk(wish)
	require.NoError(t, err)
	granted, err := rec.Grant(ask)
	require.NoError(t, err)
	return granted
}

// mixed gives refunds and a discount, one refund owed, and an apology.
func mixed() house {
	return house{yearly: 100000, awards: 3, approve: 2000, drafts: draftOf(
		remedy(compensation.Refund, "law", euro(3640), euro(3640), true),
		withPercent(remedy(compensation.Refund, "a", euro(1820), euro(910), false), 20),
		withPercent(remedy(compensation.Refund, "b", euro(900), euro(900), false), 10),
		withPercent(remedy(compensation.Discount, "a", euro(500), euro(100), false), 5),
		remedy(compensation.Apology, "a", euro(0), euro(0), false),
	)}
}

func TestGrantGivesWhatWasAsked(t *testing.T) {
	rec := decided(t, mixed(), outage(), holds(100000))
	granted := grant(t, rec, "refund 50")
	var given []string
	for _, r := range granted.Step.Remedies {
		given = append(given, string(r.Kind)+" "+r.Value.Amount()+" for "+r.Cost.Amount()+" "+r.Percent)
	}
	assert.Equal(t, []string{
		"refund 36.40 for 36.40 ", "refund 9.10 for 4.55 ", "refund 4.50 for 4.50 ", "discount 5.00 for 1.00 5", "apology 0.00 for 0.00 ",
	}, given, "in proportion, with their costs; what is owed and the other kinds stay")
	assert.Equal(t, "55.00 EUR", granted.Step.Value.String())
	assert.Equal(t, "46.45 EUR", granted.Step.Cost.String())
	assert.Equal(t, "36.40 EUR", granted.Step.Owed.String())
	assert.Equal(t, "18.60 EUR", granted.Step.Goodwill.String())
	assert.Equal(t, rec.Step.Approval, granted.Step.Approval)
	require.Len(t, granted.Step.Draws, 3)
	for i, draw := range granted.Step.Draws {
		was := rec.Step.Draws[i]
		if draw.Account.Unit != ledger.Count {
			was.Amount = 4645
		}
		assert.Equal(t, was, draw)
	}
	assert.Equal(t, []compensation.Stage{
		{Lane: "a", Rule: "sorry", Remedy: compensation.Refund, Stage: compensation.StageAsk, ID: "refund 50.00 EUR", From: "18.20", To: "9.10"},
		{Lane: "b", Rule: "sorry", Remedy: compensation.Refund, Stage: compensation.StageAsk, ID: "refund 50.00 EUR", From: "9.00", To: "4.50"},
	}, granted.Stages)
	assert.Equal(t, "refund 50.00 EUR", granted.Asked.Wish.String())
	assert.Equal(t, rec.Outcome, granted.Asked.Whole)

	answer := consider(t, rec, "refund 50")
	assert.Equal(t, "50.00 EUR", answer.Value.String())
	assert.Equal(t, "We would like to give a refund of 50.00 EUR, and will tell you when it is agreed.", answer.Say)
	assert.Equal(t, "rule missed gives a refund of 36.40 EUR (owed), rule sorry allows a refund of 20 %, worth 18.20 EUR and "+
		"rule sorry allows a refund of 10 %, worth 9.00 EUR, once team_lead agrees (approval line approval[1]); they asked for a refund of 50.00 EUR.", answer.Because)
}

func TestGrantBelowWhatIsOwed(t *testing.T) {
	policy := mixed()
	policy.approve = 0
	rec := decided(t, policy, outage(), holds(100000))
	answer := consider(t, rec, "refund 25.01")
	assert.Equal(t, "Yes, you get a refund of 36.40 EUR.", answer.Say)
	granted := grant(t, rec, "refund 25.01")
	require.Len(t, granted.Step.Remedies, 3, "sums that came to nothing are dropped")
	assert.Equal(t, "41.40 EUR", granted.Step.Value.String())

	policy.drafts[0].Remedies = policy.drafts[0].Remedies[:3]
	granted = grant(t, decided(t, policy, outage(), holds(100000)), "refund 25.01")
	require.Len(t, granted.Step.Draws, 2, "no goodwill is no award")
	require.NoError(t, compensation.Replay(policy, granted))
}

func TestAGrantNeverSetsAsideTooLittle(t *testing.T) {
	for _, tt := range []struct{ value, cost, ask, want int64 }{
		{100, 30, 33, 10}, // 9.9
		{100, 30, 1, 1},   // 0.3
		{100, 0, 50, 0},
		{3, 3, 1, 1},
		{100, 200, 50, 100}, // a cost of its own
		{math.MaxInt64, math.MaxInt64, math.MaxInt64 - 1, math.MaxInt64 - 1},
	} {
		policy := house{drafts: draftOf(remedy(compensation.Credit, "a", euro(tt.value), euro(tt.cost), false))}
		granted, err := decided(t, policy, outage(), nil).Grant(compensation.Ask{Kind: compensation.Credit, Amount: euro(tt.ask)})
		require.NoError(t, err)
		assert.Equal(t, euro(tt.ask), granted.Step.Value)
		assert.Equal(t, euro(tt.want), granted.Step.Cost, tt)
	}
}

func TestGrantTakesWholeSteps(t *testing.T) {
	rec := decided(t, house{}, outage(), holds(10000))
	for wish, step := range map[string]int{
		"refund": 2, "refund 40": 2, "refund 41": 2, "refund 40%": 2, "free_service 50%": 0, "free_service 1": 0, "free_service 3": 0, "apology": 0,
	} {
		want, err := rec.Take(step)
		require.NoError(t, err)
		assert.Equal(t, want, grant(t, rec, wish), wish)
	}
	_, err := rec.Grant(compensation.Ask{Kind: compensation.Gift})
	require.EqualError(t, err, "grant: no step holds gift")
	_, err = rec.Grant(compensation.Ask{Kind: compensation.Refund, Amount: compensation.MustMoney("1 USD")})
	require.ErrorIs(t, err, compensation.ErrCurrency)
	_, err = rec.Grant(compensation.Ask{})
	require.ErrorContains(t, err, "is no kind of remedy")
}

// What was granted keeps the steps as they were decided, so that the way to a wish
// does not matter.
func TestAskingTwiceChangesNothing(t *testing.T) {
	rec := decided(t, house{}, outage(), holds(100000))
	first := grant(t, rec, "refund 10")
	assert.Equal(t, first, grant(t, first, "refund 10"))
	assert.Equal(t, grant(t, rec, "discount 31"), grant(t, first, "discount 31"))
	for _, wish := range []string{"refund 10", "refund 40", "refund 99", "discount 1", "redo", "apology"} {
		taken, err := rec.Take(2)
		require.NoError(t, err)
		assert.Equal(t, consider(t, taken, wish), consider(t, first, wish), wish)
	}
	for step := range 3 {
		want, err := rec.Take(step)
		require.NoError(t, err)
		got, err := first.Take(step)
		require.NoError(t, err)
		assert.Equal(t, want, got, "a step is taken whole")
	}
}

func TestAShareThatIsNoWholeAmount(t *testing.T) {
	c := outage()
	c.Order.Price = compensation.MustMoney("9.99")
	for cents, want := range map[int64]int64{329: 329, 330: 330, 400: 330} { // 33 % is 3.2967
		policy := house{drafts: draftOf(withPercent(sum("a", cents), 33))}
		answer := consider(t, decided(t, policy, c, nil), "refund 33%")
		assert.Equal(t, compensation.Accept, answer.Verdict, "a policy's own percentage grants itself, however it rounds")
		assert.Equal(t, euro(want), answer.Value)
	}
	policy := house{drafts: draftOf(sum("a", 328))}
	assert.Equal(t, compensation.Counter, consider(t, decided(t, policy, c, nil), "refund 33%").Verdict)
	assert.Equal(t, euro(1), consider(t, decided(t, policy, c, nil), "refund 0.0001%").Value, "never nothing")
}

func TestAGrantedRecordIsReadBack(t *testing.T) {
	policy := house{awards: 2, approve: 3000}
	granted := grant(t, decided(t, policy, missed(), holds(100000)), "refund 12.5%")
	got, err := json.MarshalIndent(granted, "", "  ")
	require.NoError(t, err)
	golden(t, "granted.json", got)
	var back compensation.Recommendation
	require.NoError(t, json.Unmarshal(got, &back))
	again, err := json.MarshalIndent(&back, "", "  ")
	require.NoError(t, err)
	assert.Equal(t, string(got), string(again))
	require.NoError(t, compensation.Replay(policy, &back))

	back.Asked.Wish.Percent = "13"
	require.ErrorContains(t, compensation.Replay(policy, &back), "replay: step.remedies[1].value: recorded 12.50 EUR, now 13.00 EUR")
	back.Asked.Wish.Percent = "99"
	require.ErrorContains(t, compensation.Replay(policy, &back), "replay: step.remedies[1].value: recorded 12.50 EUR, now 40.00 EUR")
	back.Asked.Wish.Percent = "-1"
	require.ErrorContains(t, compensation.Replay(policy, &back), "is no percentage")
	back.Asked.Wish = compensation.Ask{Kind: compensation.Gift}
	require.ErrorContains(t, compensation.Replay(policy, &back), "recorded 12.50 EUR, now 40.00 EUR")
	back.Asked.Whole = compensation.Outcome{}
	require.ErrorContains(t, compensation.Replay(policy, &back), "asked.whole.decision is missing")
	require.Error(t, json.Unmarshal([]byte(`{"asked": {"wish": "refund lots"}}`), &back))
}

// What a wish gets of its kind is the wish, or what the policy gives if that is
// less; never less than what is owed; and all that is set aside is the sum of its
// parts.
func TestLawsOfGranting(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	kinds := compensation.RemedyKinds()[:4] // the sums
	cut := 0
	for round := range 3000 {
		drafts := randomDraft(random)
		policy := house{drafts: append(drafts, randomDraft(random)...), awards: 3, yearly: 100000, approve: random.Int64N(6000)}
		rec := decided(t, policy, outage(), holds(random.Int64N(12000)))
		ask := compensation.Ask{Kind: kinds[random.IntN(len(kinds))], Amount: euro(1 + random.Int64N(6000))}
		granted, err := rec.Grant(ask)
		if err != nil {
			continue
		}
		taken, err := rec.Take(granted.Taken)
		require.NoError(t, err)
		had, owed := worth(taken.Step, ask.Kind)
		has, stillOwed := worth(granted.Step, ask.Kind)
		require.Equal(t, owed, stillOwed)
		require.Equal(t, max(owed, min(ask.Amount.Minor(), had)), has)
		answer, err := rec.Consider(ask)
		require.NoError(t, err)
		require.Equal(t, has, answer.Value.Minor())

		require.Equal(t, taken.Step.Owed, granted.Step.Owed)
		require.Equal(t, taken.Step.Value.Minor()-had, granted.Step.Value.Minor()-has, "other kinds stay")
		require.Equal(t, taken.Step.Approval, granted.Step.Approval)
		require.Equal(t, taken.Decision, granted.Decision)
		value, cost := int64(0), int64(0)
		for _, r := range granted.Step.Remedies {
			value += r.Value.Minor()
			cost += r.Cost.Minor()
		}
		require.Equal(t, value, granted.Step.Value.Minor(), "parts sum to the total")
		require.Equal(t, cost, granted.Step.Cost.Minor())
		require.LessOrEqual(t, cost, taken.Step.Cost.Minor())
		for _, draw := range granted.Step.Draws {
			if draw.Account.Unit != ledger.Count {
				require.Equal(t, cost, draw.Amount)
				require.LessOrEqual(t, draw.Owed, draw.Amount)
			}
		}
		if granted.Asked != nil {
			cut++
		}
		if round%10 == 0 {
			require.NoError(t, compensation.Replay(policy, granted))
		}
	}
	require.Greater(t, cut, 300, "wishes for less")
}

// worth is what a step gives of a kind, and how much of that is owed.
func worth(step *compensation.Step, kind compensation.RemedyKind) (value, owed int64) {
	for _, r := range step.Remedies {
		if r.Kind != kind {
			continue
		}
		value += r.Value.Minor()
		if r.Owed {
			owed += r.Value.Minor()
		}
	}
	return value, owed
}

func TestAGrantIsReserved(t *testing.T) {
	store := ledger.NewMemory()
	engine, err := compensation.NewEngine(house{}, store)
	require.NoError(t, err)
	require.NoError(t, engine.Fund(t.Context(), compensation.Sale{ID: "s1", Price: euro(100000)}))
	rec, err := engine.Recommend(t.Context(), outage())
	require.NoError(t, err)
	granted := grant(t, rec, "refund 12.34")
	require.NoError(t, engine.Reserve(t.Context(), granted))
	require.NoError(t, engine.Reserve(t.Context(), grant(t, granted, "refund 12.34")))
	require.ErrorIs(t, engine.Reserve(t.Context(), grant(t, granted, "refund 20")), compensation.ErrConflict)
	balances, err := store.Balances(t.Context(), "", pool)
	require.NoError(t, err)
	assert.Equal(t, int64(1234), balances[0].Held)
}
