package compensation_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

func TestTake(t *testing.T) {
	rec := decided(t, house{}, outage(), holds(10000))
	kinds := func(r *compensation.Recommendation) []compensation.RemedyKind {
		all := []compensation.RemedyKind{r.Step.Remedies[0].Kind}
		for _, a := range r.Alternatives {
			all = append(all, a.Step.Remedies[0].Kind)
		}
		return all
	}
	const free, discount, refund = compensation.FreeService, compensation.Discount, compensation.Refund

	for step, want := range [][]compensation.RemedyKind{
		{free, discount, refund}, {discount, free, refund}, {refund, free, discount},
	} {
		taken, err := rec.Take(step)
		require.NoError(t, err)
		assert.Equal(t, step, taken.Taken)
		assert.Equal(t, want, kinds(taken))
		assert.Equal(t, rec.ID, taken.ID)
		require.NoError(t, compensation.Replay(house{}, taken))
		for again := range 3 { // the numbers stay, whatever was taken before
			back, err := taken.Take(again)
			require.NoError(t, err)
			direct, err := rec.Take(again)
			require.NoError(t, err)
			assert.Equal(t, direct, back)
		}
	}
	assert.Equal(t, []compensation.RemedyKind{free, discount, refund}, kinds(rec), "the recommendation itself stays")

	for _, step := range []int{-1, 3} {
		_, err := rec.Take(step)
		require.ErrorContains(t, err, "want 0 to 2")
	}
}

// That a step may be had for the asking stays with it, wherever it stands.
func TestTakeAChoice(t *testing.T) {
	drafts := draftOf(sum("a", 100))
	drafts = append(drafts, compensation.Draft{Choice: true, Remedies: drafts[0].Remedies})
	policy := house{drafts: drafts}
	rec, err := decided(t, policy, outage(), nil).Take(1)
	require.NoError(t, err)
	data, err := rec.MarshalJSON()
	require.NoError(t, err)
	var back compensation.Recommendation
	require.NoError(t, back.UnmarshalJSON(data))
	require.NoError(t, compensation.Replay(policy, &back))
	assert.True(t, back.Choice)
	first, err := back.Take(0)
	require.NoError(t, err)
	assert.False(t, first.Choice)
	assert.True(t, first.Alternatives[0].Choice)
}
