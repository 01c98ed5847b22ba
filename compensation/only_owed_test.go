package compensation_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

// A gesture that the pool cannot pay must not hold up what is owed.
func TestOnlyOwed(t *testing.T) {
	c := outage()
	c.Facts = map[string]any{"sla.missed": true}
	d := open(t, house{}, 10) // cents: not even the owed part fits
	rec := d.recommend(t, c)
	require.Equal(t, compensation.NeedReview, rec.Decision)
	var over *compensation.OverBudgetError
	require.ErrorAs(t, d.Reserve(t.Context(), rec), &over)

	owed, err := rec.OnlyOwed()
	require.NoError(t, err)
	assert.Equal(t, compensation.Auto, owed.Decision)
	assert.Equal(t, rec.Step.Owed, owed.Step.Value)
	assert.Zero(t, owed.Step.Goodwill.Minor())
	assert.Equal(t, &rec.Outcome, owed.Waiting)

	data, err := json.Marshal(owed)
	require.NoError(t, err)
	var back compensation.Recommendation
	require.NoError(t, json.Unmarshal(data, &back))
	require.NoError(t, compensation.Replay(house{}, &back))

	require.NoError(t, d.Reserve(t.Context(), &back), "what is owed is taken into overdraft")
	require.NoError(t, d.Commit(t.Context(), back.ID))

	again, err := owed.Take(0)
	require.NoError(t, err)
	assert.Equal(t, rec, again, "and what was decided is not lost")
	twice, err := owed.OnlyOwed()
	require.NoError(t, err)
	assert.Equal(t, owed, twice)

	c.Facts = nil
	_, err = open(t, house{}, 0).recommend(t, c).OnlyOwed()
	require.EqualError(t, err, "only owed: nothing is owed")
}

// Reserve pays nothing that the record does not draw.
func TestReserveRefusesAlteredRecords(t *testing.T) {
	d := open(t, house{}, 100_000)
	for name, alter := range map[string]func(*compensation.Step){
		"no draws":    func(s *compensation.Step) { s.Draws = nil },
		"less drawn":  func(s *compensation.Step) { s.Draws[len(s.Draws)-1].Amount-- },
		"more owed":   func(s *compensation.Step) { s.Draws[len(s.Draws)-1].Owed++ },
		"more value":  func(s *compensation.Step) { s.Value = euro(500_000) },
		"more remedy": func(s *compensation.Step) { s.Remedies[0].Cost = euro(500_000) },
	} {
		rec := d.recommend(t, outage())
		require.Positive(t, rec.Step.Cost.Minor())
		alter(rec.Step)
		require.ErrorContains(t, d.Reserve(t.Context(), rec), "altered", name)
	}
}
