package compensation_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

func TestReserveOtherContentIsAConflict(t *testing.T) {
	ctx := t.Context()
	d := open(t, house{}, 10000)
	first := d.recommend(t, outage())
	require.NoError(t, d.Reserve(ctx, first))

	milder := outage()
	milder.Incident.Severity = 2
	second, err := d.recommend(t, milder).Take(1)
	require.NoError(t, err)
	assert.Equal(t, first.ID, second.ID, "two who judge differently must not pay twice")
	require.ErrorIs(t, d.Reserve(ctx, second), compensation.ErrConflict)
	assert.Equal(t, int64(3000), d.pool(t).Held)

	require.NoError(t, d.Commit(ctx, first.ID))
	require.ErrorIs(t, d.Reserve(ctx, second), compensation.ErrConflict, "a commit is final")
}

func TestTheSameAwardOnAnotherDayIsTheSame(t *testing.T) {
	d := open(t, house{}, 10000)
	rec := d.recommend(t, outage())
	require.NoError(t, d.Reserve(t.Context(), rec))
	later := *rec
	step := *rec.Step
	step.Remedies = append([]compensation.Remedy{}, step.Remedies...)
	step.Remedies[0].ValidUntil = compensation.MustDate("2027-01-01")
	step.Remedies[0].Note = "by phone"
	later.Step = &step
	require.NoError(t, d.Reserve(t.Context(), &later))

	step.Remedies[0].Form = "voucher"
	require.ErrorIs(t, d.Reserve(t.Context(), &later), compensation.ErrConflict)
}

func TestAskingAgainAfterDenialReleaseAndExpiry(t *testing.T) {
	ctx := t.Context()
	d := open(t, house{}, 3500)
	rec := d.recommend(t, outage()) // costs 30.00

	other := outage()
	other.Client.ID = "c2"
	rival := d.recommend(t, other)
	require.NoError(t, d.Reserve(ctx, rival))

	err := d.Reserve(ctx, rec)
	var over *compensation.OverBudgetError
	require.ErrorAs(t, err, &over)
	assert.Equal(t, &compensation.OverBudgetError{Account: pool, Short: 2500, Left: 500}, over)
	require.EqualError(t, err, "over budget: account house/all has 5.00 EUR left, 25.00 EUR too little")

	less, err := d.recommend(t, outage()).Take(1) // what is left
	require.NoError(t, err)
	assert.Equal(t, "5.00 EUR", less.Step.Cost.String())
	require.NoError(t, d.Reserve(ctx, less), "a denial is not remembered")
	require.ErrorIs(t, d.Reserve(ctx, rec), compensation.ErrConflict, "but what was reserved is")

	require.NoError(t, d.Release(ctx, less.ID))
	require.NoError(t, d.Release(ctx, rival.ID))
	require.NoError(t, d.Reserve(ctx, rec), "after a release")

	d.now = d.now.Add(2 * time.Hour)
	require.ErrorIs(t, d.Commit(ctx, rec.ID), compensation.ErrExpired)
	require.NoError(t, d.Reserve(ctx, rec), "after an expiry")
	require.NoError(t, d.Commit(ctx, rec.ID))
	assert.Equal(t, int64(3000), d.pool(t).Spent)
	require.ErrorIs(t, d.Commit(ctx, "nobody"), compensation.ErrUnknownHold)
}

func TestReserveRefuses(t *testing.T) {
	ctx := t.Context()
	d := open(t, house{}, 10000)
	unnamed := outage()
	unnamed.Incident.ID = ""
	nothing := outage()
	nothing.History.Refused = 3
	moved := *d.recommend(t, outage())
	moved.ID = "another"

	for name, tt := range map[string]struct {
		rec  *compensation.Recommendation
		want string
	}{
		"nothing":               {nil, "reserve: there is no recommendation"},
		"another policy":        {decided(t, house{version: "2"}, outage(), holds(1)), "reserve: decided by another policy: recommended by house 2 (d19e572false), the engine has house  (d19e57false)"},
		"none":                  {d.recommend(t, nothing), "reserve: nothing is given"},
		"no id":                 {d.recommend(t, unnamed), "reserve: the case has no ID"},
		"an id of another case": {&moved, `reserve: the recommendation's ID is "another", its case's is "i1/c1/o1/0"`},
		"no budget asked":       {decided(t, house{}, outage(), nil), "reserve: it was decided without asking the budget"},
	} {
		require.ErrorContains(t, d.Reserve(ctx, tt.rec), tt.want, name)
	}
	assert.Zero(t, d.pool(t).Held)
	require.ErrorIs(t, d.Reserve(ctx, decided(t, house{version: "2"}, outage(), holds(1))), compensation.ErrPolicyChanged)
}

func TestAPolicyWithoutBudget(t *testing.T) {
	ctx := t.Context()
	d := open(t, house{free: true}, 0)
	rec := d.recommend(t, outage())
	assert.Nil(t, rec.Budget)
	require.NoError(t, d.Reserve(ctx, rec), "its id counts all the same")
	taken, err := rec.Take(1)
	require.NoError(t, err)
	require.ErrorIs(t, d.Reserve(ctx, taken), compensation.ErrConflict)
	require.NoError(t, d.Commit(ctx, rec.ID))
	require.EqualError(t, d.Fund(ctx, compensation.Sale{ID: "s1", Price: euro(1)}), "fund: the policy has no budget")
}

func TestReserveInALaterRequest(t *testing.T) {
	d := open(t, house{yearly: 10000, awards: 2}, 10000)
	data, err := json.Marshal(d.recommend(t, missed()))
	require.NoError(t, err)
	var rec compensation.Recommendation
	require.NoError(t, json.Unmarshal(data, &rec))
	require.NoError(t, d.Reserve(t.Context(), &rec))
	require.NoError(t, d.Reserve(t.Context(), d.recommend(t, missed())), "the same as the one that stayed in memory")
}

func TestAHundredCallersNeverOverspend(t *testing.T) {
	const callers, cost, funds = 100, 3000, 100_000
	d := open(t, house{awards: 1000}, funds)
	var granted, denied atomic.Int64
	var wait sync.WaitGroup
	for i := range callers {
		wait.Go(func() {
			c := outage()
			c.Client.ID = fmt.Sprint("c", i)
			rec, err := d.Recommend(t.Context(), c)
			if !assert.NoError(t, err) {
				return
			}
			for range 2 { // each twice, as a retry would
				err = d.Reserve(t.Context(), rec)
			}
			var over *compensation.OverBudgetError
			switch {
			case err == nil && rec.Decision == compensation.Auto:
				granted.Add(1)
			case errors.As(err, &over):
				denied.Add(1)
			default:
				assert.Fail(t, "neither granted nor over budget", err)
			}
		})
	}
	wait.Wait()
	assert.Equal(t, int64(funds/cost), granted.Load())
	assert.Equal(t, int64(callers-funds/cost), denied.Load())
	assert.Equal(t, int64(funds/cost*cost), d.pool(t).Held)
}
