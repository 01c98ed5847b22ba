package compensation_test

import (
	"context"
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
	"github.com/amendsgo/amends/compensation/ledger"
)

// desk is an engine on a memory ledger with a clock that stands until it is moved.
type desk struct {
	*compensation.Engine
	store *ledger.Memory
	now   time.Time
}

func open(t *testing.T, policy compensation.Policy, cents int64) *desk {
	t.Helper()
	d := &desk{now: noon}
	clock := func() time.Time { return d.now }
	d.store = ledger.NewMemory(ledger.WithClock(clock))
	var err error
	d.Engine, err = compensation.NewEngine(policy, d.store, compensation.WithClock(clock), compensation.WithHoldTTL(time.Hour))
	require.NoError(t, err)
	if cents > 0 {
		_, err = d.store.Do(t.Context(), ledger.Fund{ID: "start", Account: pool, Amount: cents})
		require.NoError(t, err)
	}
	return d
}

func (d *desk) recommend(t *testing.T, c compensation.Case) *compensation.Recommendation {
	t.Helper()
	rec, err := d.Recommend(t.Context(), c)
	require.NoError(t, err)
	return rec
}

func (d *desk) pool(t *testing.T) ledger.Balance {
	t.Helper()
	balances, err := d.store.Balances(t.Context(), "", pool)
	require.NoError(t, err)
	require.NoError(t, d.store.Verify(t.Context()))
	return balances[0]
}

func TestEngineFromSaleToPayment(t *testing.T) {
	ctx := t.Context()
	d := open(t, house{}, 0)
	sale := compensation.Sale{ID: "s1", Price: compensation.MustMoney("2000 EUR")}
	require.NoError(t, d.Fund(ctx, sale))
	require.NoError(t, d.Fund(ctx, sale), "once for each sale")
	assert.Equal(t, int64(6000), d.pool(t).Allocated)

	rec := d.recommend(t, outage())
	assert.Equal(t, noon, rec.At)
	assert.Equal(t, int64(0), d.pool(t).Held, "recommending changes nothing")
	require.NoError(t, d.Reserve(ctx, rec))
	require.NoError(t, d.Reserve(ctx, rec), "safe to repeat")
	assert.Equal(t, int64(3000), d.pool(t).Held)

	again := d.recommend(t, outage())
	assert.Equal(t, rec.Budget, again.Budget, "its own hold is left out of the balances")

	require.NoError(t, d.Commit(ctx, rec.ID))
	require.NoError(t, d.Commit(ctx, rec.ID))
	assert.Equal(t, int64(3000), d.pool(t).Spent)
	require.ErrorIs(t, d.Release(ctx, rec.ID), compensation.ErrConflict)

	require.NoError(t, d.GiveBack(ctx, rec.ID, "returned", compensation.MustMoney("10")))
	require.NoError(t, d.GiveBack(ctx, rec.ID, "returned", compensation.MustMoney("10 EUR")), "once for each key")
	assert.Equal(t, int64(2000), d.pool(t).Spent)
	require.ErrorIs(t, d.GiveBack(ctx, rec.ID, "more", compensation.MustMoney("20.01 EUR")), ledger.ErrExcess)
	require.ErrorIs(t, d.GiveBack(ctx, rec.ID, "other", compensation.MustMoney("1 USD")), compensation.ErrCurrency)
	require.ErrorContains(t, d.GiveBack(ctx, rec.ID, "none", compensation.Money{}), "the amount is missing")
}

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

func TestFundErrors(t *testing.T) {
	ctx := t.Context()
	d := open(t, house{}, 0)
	require.ErrorContains(t, d.Fund(ctx, compensation.Sale{Price: euro(100)}), "the sale has no ID")
	require.ErrorIs(t, d.Fund(ctx, compensation.Sale{ID: "s", Price: compensation.MustMoney("1 USD")}), compensation.ErrCurrency)
	require.NoError(t, d.Fund(ctx, compensation.Sale{ID: "s", Price: euro(10000)}))
	require.ErrorIs(t, d.Fund(ctx, compensation.Sale{ID: "s", Price: euro(20000)}), compensation.ErrConflict)
}

func TestNewEngineErrors(t *testing.T) {
	_, err := compensation.NewEngine(nil, nil, compensation.WithClock(nil), compensation.WithHoldTTL(-time.Second))
	require.EqualError(t, err, "engine: there is no policy\nthere is no ledger\nthe clock is nil\nthe holds' time to live is -1s: want zero or more")
}

func TestRecommendReturnsFaults(t *testing.T) {
	d := open(t, house{}, 0)
	_, err := d.Recommend(t.Context(), compensation.Case{})
	var invalid *compensation.InvalidCaseError
	require.ErrorAs(t, err, &invalid)
	assert.Len(t, invalid.Faults, 2)

	lacking := open(t, needsValue{}, 0)
	_, err = lacking.Recommend(t.Context(), outage())
	require.ErrorAs(t, err, &invalid)
	assert.Equal(t, "client.annual_value", invalid.Faults[0].Fact)
}

// forgetful gives no balances, as a store with a fault might.
type forgetful struct{ *ledger.Memory }

var errStore = errors.New("the store is gone")

func (forgetful) Balances(context.Context, string, ...ledger.Account) ([]ledger.Balance, error) {
	return nil, nil
}

func (forgetful) Do(context.Context, ledger.Op) (ledger.Outcome, error) {
	return ledger.Outcome{}, errStore
}

func TestAFaultyStoreGrantsNothing(t *testing.T) {
	ctx := t.Context()
	d := open(t, house{}, 10000)
	rec := d.recommend(t, outage())
	broken := d.With(forgetful{d.store})
	_, err := broken.Recommend(ctx, outage())
	require.ErrorContains(t, err, "the ledger gave no balance of account house/all", "a missing account is not an unlimited one")
	for _, err := range []error{
		broken.Reserve(ctx, rec), broken.Commit(ctx, rec.ID), broken.Release(ctx, rec.ID),
		broken.GiveBack(ctx, rec.ID, "k", euro(1)), broken.Fund(ctx, compensation.Sale{ID: "s", Price: euro(100)}),
	} {
		require.ErrorIs(t, err, errStore)
	}
	require.NoError(t, d.Reserve(ctx, rec), "the engine itself keeps its ledger")
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
