package compensation_test

import (
	"context"
	"errors"
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
