package compensation_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

// randomDraft has up to five remedies of any kind in two lanes.
func randomDraft(random *rand.Rand) []compensation.Draft {
	var remedies []compensation.Remedy
	kinds := compensation.RemedyKinds()
	for range 1 + random.IntN(5) {
		kind := kinds[random.IntN(len(kinds))]
		value, cost := random.Int64N(5000), random.Int64N(3000)
		if kind == compensation.Apology {
			value, cost = 0, 0
		}
		lane := []string{"a", "b"}[random.IntN(2)]
		remedies = append(remedies, remedy(kind, lane, euro(value), euro(cost), random.IntN(3) == 0))
	}
	draft := compensation.Draft{Remedies: remedies}
	if random.IntN(2) == 0 {
		draft.Least = map[string]int64{"a": random.Int64N(4000)}
	}
	return []compensation.Draft{draft}
}

func TestLawsOfTheBudget(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for round := range 2000 {
		policy := house{drafts: randomDraft(random), awards: 2, yearly: random.Int64N(9000)}
		before := owedOf(policy.drafts[0].Remedies)
		room := random.Int64N(9000)
		spent, awards := random.Int64N(4000), random.Int64N(4)
		rec := decided(t, policy, outage(), capped(room, spent, awards))
		if rec.Step == nil {
			require.Zero(t, before)
			continue
		}
		value, cost, owed, owedCost := int64(0), int64(0), int64(0), int64(0)
		for _, r := range rec.Step.Remedies {
			value += r.Value.Minor()
			cost += r.Cost.Minor()
			if r.Owed {
				owed += r.Value.Minor()
				owedCost += r.Cost.Minor()
			}
		}
		require.Equal(t, rec.Step.Value.Minor(), value, "parts sum to the total")
		require.Equal(t, rec.Step.Cost.Minor(), cost)
		require.Equal(t, rec.Step.Owed.Minor(), owed)
		require.Equal(t, before, owed, "what is owed is never cut")
		require.Equal(t, rec.Step.Value.Minor()-owed, rec.Step.Goodwill.Minor())
		if rec.Decision == compensation.Auto {
			left := max(min(room, policy.yearly-spent)-owedCost, 0)
			require.LessOrEqual(t, cost-owedCost, left, "goodwill never costs more than the room")
			require.True(t, awards < 2 || rec.Step.Goodwill.Minor() == 0, "nor is it one award too many")
		}
		if round%20 == 0 {
			require.NoError(t, compensation.Replay(policy, rec))
		}
	}
}

func owedOf(remedies []compensation.Remedy) int64 {
	owed := int64(0)
	for _, r := range remedies {
		if r.Owed {
			owed += r.Value.Minor()
		}
	}
	return owed
}

// A remedy that waits for a review is not given yet; it is left out of the law.
func TestALargerBudgetNeverLowersARemedy(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		policy := house{drafts: randomDraft(random)}
		for i := range policy.drafts[0].Remedies {
			policy.drafts[0].Remedies[i].Rule = string(rune('a' + i)) // to tell them apart
		}
		last := map[string]int64{}
		for room := int64(0); room < 12000; room += random.Int64N(500) + 1 {
			rec := decided(t, policy, outage(), holds(room))
			if rec.Decision == compensation.NeedReview {
				continue
			}
			now := map[string]int64{}
			if rec.Step != nil {
				for _, r := range rec.Step.Remedies {
					now[r.Rule] = r.Value.Minor()
				}
			}
			for rule, value := range last {
				require.GreaterOrEqual(t, now[rule], value, "rule %s with %d", rule, room)
			}
			last = now
		}
	}
}
