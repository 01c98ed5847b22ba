package compensation_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

// sum is a goodwill refund of so many cents.
func sum(lane string, cents int64) compensation.Remedy {
	return remedy(compensation.Refund, lane, euro(cents), euro(cents), false)
}

func draftOf(remedies ...compensation.Remedy) []compensation.Draft {
	return []compensation.Draft{{Remedies: remedies}}
}

// values lists what each remedy is worth and costs, in words.
func values(step *compensation.Step) []string {
	var all []string
	if step == nil {
		return all
	}
	for _, r := range step.Remedies {
		all = append(all, string(r.Kind)+" "+r.Value.Amount()+" at "+r.Cost.Amount())
	}
	return all
}

func TestTrim(t *testing.T) {
	gift := remedy(compensation.Gift, "gesture", euro(1000), euro(700), false)
	owed := remedy(compensation.Credit, "sla", euro(2500), euro(2500), true)
	apology := remedy(compensation.Apology, "gesture", euro(0), euro(0), false)
	for name, tt := range map[string]struct {
		remedies []compensation.Remedy
		least    map[string]int64
		room     int64
		want     []string
		decision compensation.Decision
		reasons  []string
	}{
		"it fits to the cent": {
			remedies: []compensation.Remedy{sum("a", 1000), gift}, room: 1700,
			want: []string{"refund 10.00 at 10.00", "gift 10.00 at 7.00"}, decision: compensation.Auto,
		},
		"one cent short": {
			remedies: []compensation.Remedy{sum("a", 1000), gift}, room: 1699,
			want: []string{"refund 9.99 at 9.99", "gift 10.00 at 7.00"}, decision: compensation.Auto,
			reasons: []string{"trimmed house/all Goodwill that can be cut was cut from 10.00 EUR to 9.99 EUR: the pool house/all has 16.99 EUR left."},
		},
		"values rounded down, costs shared": {
			remedies: []compensation.Remedy{sum("a", 1000), sum("a", 1000), sum("b", 1000)}, room: 1000,
			want:     []string{"refund 3.33 at 3.34", "refund 3.33 at 3.33", "refund 3.33 at 3.33"},
			decision: compensation.Auto,
			reasons:  []string{"trimmed house/all Goodwill that can be cut was cut from 30.00 EUR to 9.99 EUR: the pool house/all has 10.00 EUR left."},
		},
		"one factor over value and cost": {
			remedies: []compensation.Remedy{remedy(compensation.Discount, "a", euro(1001), euro(500), false)}, room: 250,
			want: []string{"discount 5.00 at 2.50"}, decision: compensation.Auto,
			reasons: []string{"trimmed house/all Goodwill that can be cut was cut from 10.01 EUR to 5.00 EUR: the pool house/all has 2.50 EUR left."},
		},
		"no room at all": {
			remedies: []compensation.Remedy{sum("a", 1000)}, room: 0, decision: compensation.None,
			reasons: []string{"trimmed house/all Goodwill that can be cut was cut from 10.00 EUR to 0.00 EUR: the pool house/all has 0.00 EUR left."},
		},
		"an apology stays": {
			remedies: []compensation.Remedy{sum("a", 1000), apology}, room: -5,
			want: []string{"apology 0.00 at 0.00"}, decision: compensation.Auto,
			reasons: []string{"trimmed house/all Goodwill that can be cut was cut from 10.00 EUR to 0.00 EUR: the pool house/all has 0.00 EUR left."},
		},
		"whole remedies alone exceed the room": {
			remedies: []compensation.Remedy{sum("a", 1000), gift}, room: 699,
			want: []string{"refund 10.00 at 10.00", "gift 10.00 at 7.00"}, decision: compensation.NeedReview,
			reasons: []string{"whole_over_budget house/all What cannot be cut costs 7.00 EUR: the pool house/all has 6.99 EUR left."},
		},
		"whole remedies take all the room": {
			remedies: []compensation.Remedy{sum("a", 1000), gift}, room: 700,
			want: []string{"gift 10.00 at 7.00"}, decision: compensation.Auto,
			reasons: []string{"trimmed house/all Goodwill that can be cut was cut from 10.00 EUR to 0.00 EUR: the pool house/all has 7.00 EUR left."},
		},
		"what is owed comes first": {
			remedies: []compensation.Remedy{sum("a", 1000), owed}, room: 3000,
			want: []string{"refund 5.00 at 5.00", "credit 25.00 at 25.00"}, decision: compensation.Auto,
			reasons: []string{"trimmed house/all Goodwill that can be cut was cut from 10.00 EUR to 5.00 EUR: the pool house/all has 5.00 EUR left after what is owed."},
		},
		"what is owed is taken into overdraft": {
			remedies: []compensation.Remedy{owed}, room: 1000,
			want: []string{"credit 25.00 at 25.00"}, decision: compensation.Auto,
			reasons: []string{"overdraft house/all What is owed takes the pool house/all into overdraft by 15.00 EUR."},
		},
		"an overdraft leaves nothing for goodwill": {
			remedies: []compensation.Remedy{owed, sum("a", 100)}, room: 1000,
			want: []string{"credit 25.00 at 25.00"}, decision: compensation.Auto,
			reasons: []string{
				"overdraft house/all What is owed takes the pool house/all into overdraft by 15.00 EUR.",
				"trimmed house/all Goodwill that can be cut was cut from 1.00 EUR to 0.00 EUR: the pool house/all has 0.00 EUR left after what is owed.",
			},
		},
		"a lane below its least gives no sums": {
			remedies: []compensation.Remedy{sum("a", 1000), apology, sum("b", 1000)}, least: map[string]int64{"a": 501}, room: 1000,
			want: []string{"apology 0.00 at 0.00", "refund 5.00 at 5.00"}, decision: compensation.Auto,
			reasons: []string{"trimmed house/all Goodwill that can be cut was cut from 20.00 EUR to 5.00 EUR: the pool house/all has 10.00 EUR left."},
		},
		"a lane at its least is paid": {
			remedies: []compensation.Remedy{sum("a", 500), sum("a", 500), sum("b", 1000)}, least: map[string]int64{"a": 500}, room: 1000,
			want:     []string{"refund 2.50 at 2.50", "refund 2.50 at 2.50", "refund 5.00 at 5.00"},
			decision: compensation.Auto,
			reasons:  []string{"trimmed house/all Goodwill that can be cut was cut from 20.00 EUR to 10.00 EUR: the pool house/all has 10.00 EUR left."},
		},
		"a sum without cost is scaled with the others": {
			remedies: []compensation.Remedy{sum("a", 1000), remedy(compensation.Discount, "a", euro(1000), euro(0), false)}, room: 500,
			want: []string{"refund 5.00 at 5.00", "discount 5.00 at 0.00"}, decision: compensation.Auto,
			reasons: []string{"trimmed house/all Goodwill that can be cut was cut from 20.00 EUR to 10.00 EUR: the pool house/all has 5.00 EUR left."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			policy := house{drafts: draftOf(tt.remedies...)}
			policy.drafts[0].Least = tt.least
			rec := decided(t, policy, outage(), holds(tt.room))
			assert.Equal(t, tt.want, values(rec.Step))
			assert.Equal(t, tt.decision, rec.Decision)
			var reasons []string
			for _, r := range rec.Reasons {
				reasons = append(reasons, string(r.Code)+" "+r.By+" "+r.Text)
			}
			assert.Equal(t, tt.reasons, reasons)
			require.NoError(t, compensation.Replay(policy, rec))
		})
	}
}

func TestTrimIsTraced(t *testing.T) {
	policy := house{drafts: draftOf(withPercent(sum("a", 1000), 10), sum("b", 500))}
	policy.drafts[0].Least = map[string]int64{"b": 400}
	policy.drafts[0].LimitedBy = []string{"refundable"}
	rec := decided(t, policy, outage(), holds(900))
	assert.Equal(t, []string{"refundable", "house/all"}, rec.Step.LimitedBy)
	assert.Equal(t, []compensation.Stage{
		{Lane: "a", Rule: "sorry", Remedy: compensation.Refund, Stage: "budget", ID: "house/all", From: "10.00", To: "6.00"},
		{
			Lane: "b", Rule: "sorry", Remedy: compensation.Refund, Stage: "budget", ID: "house/all", From: "5.00", To: "0.00",
			Note: "the lane's 3.00 EUR would be less than its least of 4.00 EUR",
		},
	}, rec.Stages)
	assert.Empty(t, rec.Step.Remedies[0].Percent, "a sum that was cut is no longer its percentage")
	assert.Equal(t, "10", policy.drafts[0].Remedies[0].Percent, "the draft is the policy's and stays as it was")
	assert.Equal(t, []string{"refundable"}, policy.drafts[0].LimitedBy)
}

// capped is a snapshot of pool and caps of the client c1 in 2026.
func capped(inPool, spentOfYear, awards int64) *compensation.Snapshot {
	return &compensation.Snapshot{Balances: []ledger.Balance{
		{Account: ledger.Account{Name: "yearly/c1", Period: "2026", Unit: "EUR"}, Spent: spentOfYear},
		{Account: ledger.Account{Name: "often/c1", Period: "2026", Unit: "#"}, Held: awards},
		{Account: pool, Allocated: inPool},
	}}
}

func TestTheLeastAccountLimits(t *testing.T) {
	policy := house{yearly: 2000, awards: 2, drafts: draftOf(sum("a", 1000))}
	for name, tt := range map[string]struct {
		snapshot *compensation.Snapshot
		want     []string
		by       []string
	}{
		"all have room":                    {capped(1000, 1000, 1), []string{"refund 10.00 at 10.00"}, nil},
		"the cap":                          {capped(1000, 1001, 1), []string{"refund 9.99 at 9.99"}, []string{"yearly"}},
		"the pool":                         {capped(998, 1001, 1), []string{"refund 9.98 at 9.98"}, []string{"house/all"}},
		"the count":                        {capped(998, 1001, 2), nil, nil},
		"a cap overdrawn":                  {capped(998, 9999, 1), nil, nil},
		"what is not there is not limited": {&compensation.Snapshot{}, []string{"refund 10.00 at 10.00"}, nil},
	} {
		rec := decided(t, policy, outage(), tt.snapshot)
		assert.Equal(t, tt.want, values(rec.Step), name)
		if rec.Step != nil {
			assert.Equal(t, tt.by, rec.Step.LimitedBy, name)
		}
	}
}

func TestACountOfAwards(t *testing.T) {
	gift := remedy(compensation.Gift, "gesture", euro(1000), euro(0), false)
	owed := remedy(compensation.Credit, "sla", euro(2500), euro(2500), true)
	policy := house{awards: 1, drafts: draftOf(gift)}
	rec := decided(t, policy, outage(), capped(0, 0, 1))
	assert.Equal(t, compensation.NeedReview, rec.Decision)
	assert.Equal(t, "What cannot be cut costs 0.00 EUR: the cap often has no award left.", rec.Reasons[0].Text)

	policy.drafts = draftOf(remedy(compensation.Discount, "gesture", euro(1000), euro(0), false))
	rec = decided(t, policy, outage(), capped(0, 0, 1))
	assert.Equal(t, compensation.None, rec.Decision, "an award without cost is an award, too")

	policy.drafts = draftOf(owed)
	rec = decided(t, policy, outage(), capped(9999, 0, 1))
	assert.Equal(t, compensation.Auto, rec.Decision)
	assert.Len(t, rec.Step.Draws, 1, "what is owed is no award of goodwill")
}

func TestNext(t *testing.T) {
	policy := house{ifShort: compensation.Next, drafts: []compensation.Draft{
		{Remedies: []compensation.Remedy{sum("a", 3000)}},
		{Remedies: []compensation.Remedy{sum("a", 2000)}},
		{Remedies: []compensation.Remedy{sum("a", 1000)}},
	}}
	for name, tt := range map[string]struct {
		room int64
		want []string
	}{
		"all fit":         {3000, []string{"30.00", "20.00", "10.00"}},
		"the second fits": {2000, []string{"20.00", "10.00"}},
		"the last fits":   {1999, []string{"10.00"}},
		"none fits, so the first is cut, and so are the others": {900, []string{"9.00", "9.00", "9.00"}},
	} {
		rec := decided(t, policy, outage(), holds(tt.room))
		got := []string{rec.Step.Value.Amount()}
		for _, alternative := range rec.Alternatives {
			got = append(got, alternative.Step.Value.Amount())
		}
		assert.Equal(t, tt.want, got, name)
	}
	rec := decided(t, policy, outage(), holds(1000))
	assert.Equal(t, []compensation.Reason{
		{Code: compensation.ReasonPassedOver, By: "house/all", Text: "A step of 30.00 EUR at our cost was passed over: the pool house/all has 10.00 EUR left."},
		{Code: compensation.ReasonPassedOver, By: "house/all", Text: "A step of 20.00 EUR at our cost was passed over: the pool house/all has 10.00 EUR left."},
	}, rec.Reasons)
	assert.Equal(t, compensation.Auto, rec.Decision)
}

func TestReviewLeavesAll(t *testing.T) {
	policy := house{ifShort: compensation.Review, drafts: draftOf(sum("a", 3000))}
	rec := decided(t, policy, outage(), holds(2999))
	assert.Equal(t, []string{"refund 30.00 at 30.00"}, values(rec.Step))
	assert.Equal(t, compensation.NeedReview, rec.Decision)
	assert.Empty(t, rec.Step.LimitedBy)
	assert.Equal(t, []compensation.Reason{
		{Code: compensation.ReasonOverBudget, By: "house/all", Text: "Goodwill costs 30.00 EUR: the pool house/all has 29.99 EUR left."},
	}, rec.Reasons)
}

func TestBalancesAtTheEndsOfInt64(t *testing.T) {
	const most = 1<<63 - 1
	for _, balance := range []ledger.Balance{
		{Account: pool, Allocated: most},
		{Account: pool, Allocated: most, Held: -most, Spent: -most},
		{Account: pool, Allocated: -most, Held: most, Spent: most},
	} {
		rec := decided(t, house{drafts: draftOf(sum("a", most))}, outage(), &compensation.Snapshot{Balances: []ledger.Balance{balance}})
		assert.Equal(t, balance.Allocated > 0, rec.Step != nil)
	}
}
