package rules_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/rules"
)

// The laws below hold for every case, so they are tried on random ones. The
// seed is fixed: a failure names the case and comes back.

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

const manyCases = 3000

func pickOne[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

func cents(minor int64) compensation.Money {
	m, err := compensation.NewMoney(minor, "EUR")
	if err != nil {
		panic(err)
	}
	return m
}

// randomCase is complete for the built-in policy.
func randomCase(r *rand.Rand) compensation.Case {
	price := r.Int64N(50_000)
	return compensation.Case{
		Incident: compensation.Incident{
			ID: "i", Kind: "outage", Severity: 1 + r.IntN(5),
			Failure:        pickOne[compensation.Failure](r, "service", "goods", "money", "attention", "unknown"),
			Responsibility: pickOne[compensation.Responsibility](r, "ours", "ours", "shared", "third_party", "client", "nobody", "unknown"),
			FoundBy:        pickOne[compensation.FoundBy](r, "us", "client", "unknown"),
			Evidence:       pickOne[compensation.Evidence](r, "confirmed", "claimed", "none", "unknown"),
			Date:           compensation.MustDate("2026-11-20"), Reported: compensation.MustDate("2026-11-20"),
			DurationMinutes: new(r.IntN(5000)), Repeats: r.IntN(5), Affected: pickOne(r, 1, 1, 9, 10, 4000),
			Loss: cents(r.Int64N(20_000)), Compensated: cents(r.Int64N(3) * r.Int64N(5_000)), Fixable: new(r.IntN(2) == 0),
		},
		Client: compensation.Client{
			ID: "c", Archetype: pickOne(r, append(archetype.All(), "")...), AnnualValue: cents(r.Int64N(2_000_000)),
			TenureMonths: new(r.IntN(100)), Asked: r.IntN(2) == 0,
		},
		Order: compensation.Order{ID: "o", Price: cents(price), Refundable: cents(r.Int64N(price + 1))},
		History: compensation.History{
			Orders12m: r.IntN(10), Incidents12m: r.IntN(5), Claims12m: r.IntN(6), Apologies90d: r.IntN(3),
			Compensated12m: cents(r.Int64N(40_000)), LastGoodwill: compensation.MustDate("2026-11-01"), Refused: pickOne(r, 0, 0, 1, 2, 3),
		},
	}
}

func outcomes(rec *compensation.Recommendation) []compensation.Outcome {
	return append([]compensation.Outcome{rec.Outcome}, rec.Alternatives...)
}

func forManyCases(t *testing.T, check func(t *testing.T, policy *rules.Policy, c compensation.Case, r *rand.Rand)) {
	t.Helper()
	policy := rules.Default()
	r := rand.New(rand.NewPCG(1, 2))
	for i := range manyCases {
		c := randomCase(r)
		check(t, policy, c, r)
		if t.Failed() {
			data, _ := json.Marshal(c)
			t.Fatalf("case %d: %s", i, data)
		}
	}
}

func decide(t *testing.T, policy compensation.Policy, c compensation.Case, snapshot *compensation.Snapshot) *compensation.Recommendation {
	t.Helper()
	rec, err := compensation.Decide(policy, c, noon, snapshot)
	require.NoError(t, err)
	return rec
}

// pool is a snapshot in which only the built-in policy's pool is limited.
func pool(left int64) *compensation.Snapshot {
	return &compensation.Snapshot{Balances: []ledger.Balance{{Account: ledger.Account{Name: "amends", Unit: "EUR"}, Allocated: left}}}
}

func TestPartsSumToTheTotal(t *testing.T) {
	forManyCases(t, func(t *testing.T, policy *rules.Policy, c compensation.Case, r *rand.Rand) {
		for _, o := range outcomes(decide(t, policy, c, pool(r.Int64N(30_000)))) {
			if o.Step == nil {
				continue
			}
			var value, cost, owed, goodwill int64
			for _, m := range o.Step.Remedies {
				value += m.Value.Minor()
				cost += m.Cost.Minor()
				if m.Owed {
					owed += m.Value.Minor()
				} else {
					goodwill += m.Value.Minor()
				}
			}
			assert.Equal(t, []int64{value, cost, owed, goodwill},
				[]int64{o.Step.Value.Minor(), o.Step.Cost.Minor(), o.Step.Owed.Minor(), o.Step.Goodwill.Minor()})
		}
	})
}

func TestGoodwillNeverLiftsTheValueAboveTheLimits(t *testing.T) {
	forManyCases(t, func(t *testing.T, policy *rules.Policy, c compensation.Case, _ *rand.Rand) {
		for _, o := range outcomes(decide(t, policy, c, nil)) {
			if o.Step == nil || o.Step.Goodwill.Minor() == 0 || o.Decision == compensation.NeedReview {
				continue // something whole may exceed a limit, and then somebody is asked
			}
			most := max(c.Order.Price.Minor()*150/100, o.Step.Owed.Minor())
			assert.LessOrEqual(t, o.Step.Value.Minor(), most)
		}
	})
}

func TestCostNeverAboveWhatTheLedgerHasButForWhatIsOwed(t *testing.T) {
	forManyCases(t, func(t *testing.T, policy *rules.Policy, c compensation.Case, r *rand.Rand) {
		left := r.Int64N(20_000)
		for _, o := range outcomes(decide(t, policy, c, pool(left))) {
			if o.Step == nil || o.Step.Cost.Minor() <= left {
				continue
			}
			var owed, whole int64
			for _, m := range o.Step.Remedies {
				switch {
				case m.Owed:
					owed += m.Cost.Minor()
				case !m.Kind.IsSum():
					whole += m.Cost.Minor()
				}
			}
			codes := map[compensation.ReasonCode]bool{}
			for _, reason := range o.Reasons {
				codes[reason.Code] = true
			}
			switch {
			case whole > 0:
				assert.Equal(t, compensation.NeedReview, o.Decision, "something whole exceeds the room: somebody is asked")
			default:
				assert.Equal(t, owed, o.Step.Cost.Minor(), "only what is owed overdraws")
				assert.True(t, codes[compensation.ReasonOverdraft], "and the overdraft is shown")
			}
		}
	})
}

func TestMoreBudgetNeverMeansLess(t *testing.T) {
	forManyCases(t, func(t *testing.T, policy *rules.Policy, c compensation.Case, r *rand.Rand) {
		less := r.Int64N(20_000)
		more := less + r.Int64N(10_000)
		small, large := outcomes(decide(t, policy, c, pool(less))), outcomes(decide(t, policy, c, pool(more)))
		require.Len(t, large, len(small))
		for i := range small {
			for kind, value := range byRemedy(small[i].Step) {
				assert.LessOrEqual(t, value, byRemedy(large[i].Step)[kind], kind)
			}
		}
	})
}

func worth(step *compensation.Step) int64 {
	if step == nil {
		return 0
	}
	return step.Value.Minor()
}

func byRemedy(step *compensation.Step) map[string]int64 {
	out := map[string]int64{}
	if step != nil {
		for _, m := range step.Remedies {
			out[fmt.Sprint(m.Lane, m.Rule, m.Kind)] += m.Value.Minor()
		}
	}
	return out
}

func TestArchetypeNeverChangesWhatIsOwed(t *testing.T) {
	forManyCases(t, func(t *testing.T, policy *rules.Policy, c compensation.Case, _ *rand.Rand) {
		owed := int64(-1)
		for _, kind := range archetype.All() {
			c.Client.Archetype = kind
			rec := decide(t, policy, c, nil)
			now := int64(0)
			if rec.Step != nil {
				now = rec.Step.Owed.Minor()
			}
			if owed >= 0 {
				assert.Equal(t, owed, now, kind)
			}
			owed = now
		}
	})
}

// In the built-in policy an archetype changes no amount at all.
func TestArchetypeNeverChangesTheBuiltInAmounts(t *testing.T) {
	forManyCases(t, func(t *testing.T, policy *rules.Policy, c compensation.Case, _ *rand.Rand) {
		c.History.Refused = 0
		c.Order.Refundable = c.Order.Price
		value := int64(-1)
		for _, kind := range archetype.All() {
			c.Client.Archetype = kind
			now := worth(decide(t, policy, c, nil).Step)
			if value >= 0 {
				assert.Equal(t, value, now, kind)
			}
			value = now
		}
	})
}

func TestSameCaseSameBytes(t *testing.T) {
	other := rules.Default()
	forManyCases(t, func(t *testing.T, policy *rules.Policy, c compensation.Case, r *rand.Rand) {
		left := r.Int64N(30_000)
		first, err := json.Marshal(decide(t, policy, c, pool(left)))
		require.NoError(t, err)
		second, err := json.Marshal(decide(t, other, c, pool(left)))
		require.NoError(t, err)
		assert.Equal(t, string(first), string(second))

		var back compensation.Recommendation
		require.NoError(t, json.Unmarshal(first, &back))
		assert.NoError(t, compensation.Replay(policy, &back))
	})
}

func TestInsistenceNeverRaisesAnAmount(t *testing.T) {
	forManyCases(t, func(t *testing.T, policy *rules.Policy, c compensation.Case, _ *rand.Rand) {
		c.History.Refused = 0 // refusing is not insisting: it leads down the ladder
		c.Client.Asked = false
		quiet := decide(t, policy, c, nil)
		c.Client.Asked = true
		loud := decide(t, policy, c, nil)
		assert.Equal(t, worth(quiet.Step), worth(loud.Step))
	})
}
