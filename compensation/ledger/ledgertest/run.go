// Package ledgertest is the contract of [ledger.Ledger] as tests: a store that
// passes [Run] keeps it.
package ledgertest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

// Factory makes an empty ledger for one test, whose clock is the one given. What
// must be closed is closed by t.Cleanup.
type Factory func(t *testing.T, clock func() time.Time) ledger.Ledger

// Run checks that the ledgers of a factory keep the contract.
func Run(t *testing.T, open Factory) {
	for _, group := range []map[string]func(*T){
		holds, draws, limits, expiry, givingBack, units, periods, reading, crowds,
	} {
		for name, test := range group {
			t.Run(name, func(t *testing.T) { test(newT(t, open)) })
		}
	}
}

// T is one test of the contract: a fresh ledger and the clock that it goes by.
type T struct {
	*testing.T
	Ledger ledger.Ledger
	Clock  *Clock
}

// newT opens a ledger; when the test is over, the ledger must still agree with
// itself.
func newT(t *testing.T, open Factory) *T {
	clock := NewClock(time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC))
	l := open(t, clock.Now)
	t.Cleanup(func() {
		if !t.Failed() {
			require.NoError(t, l.Verify(context.Background()), "accounts, holds and journal must agree") //nolint:usetesting // the test's own context is over
		}
	})
	return &T{T: t, Ledger: l, Clock: clock}
}

// Clock is a clock that only the test moves.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock makes a clock that stands at an instant.
func NewClock(at time.Time) *Clock { return &Clock{now: at} }

// Now is where the clock stands.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

var (
	pool   = ledger.Account{Name: "hosting/business", Unit: "EUR"}
	yearly = ledger.Account{Name: "yearly/c1", Period: "2026", Unit: "EUR"}
	often  = ledger.Account{Name: "often/c1", Period: "2026-Q4", Unit: ledger.Count}
)

// draw takes an amount of the pool.
func draw(amount int64) ledger.Draw { return ledger.Draw{Account: pool, Amount: amount} }

// capped takes an amount under a ceiling that travels with it.
func capped(a ledger.Account, amount, limit int64) ledger.Draw {
	return ledger.Draw{Account: a, Amount: amount, Limit: &limit}
}

// reserve sets draws aside for an hour; the content follows from the id.
func reserve(id string, draws ...ledger.Draw) ledger.Reserve {
	return ledger.Reserve{ID: id, Draws: draws, Content: "content of " + id, TTL: time.Hour}
}

// do carries out operations that must be done, the first time.
func (t *T) do(ops ...ledger.Op) {
	t.Helper()
	for _, op := range ops {
		out, err := t.Ledger.Do(t.Context(), op)
		require.NoError(t, err, "%#v", op)
		require.False(t, out.Denied(), "%#v was denied: %v", op, out.Short)
		require.False(t, out.Repeated, "%#v counts as repeated", op)
	}
}

// repeats carries out an operation that was done before.
func (t *T) repeats(op ledger.Op) {
	t.Helper()
	out, err := t.Ledger.Do(t.Context(), op)
	require.NoError(t, err, "%#v", op)
	require.Equal(t, ledger.Outcome{Repeated: true}, out, "%#v", op)
}

// denies carries out a reservation for which accounts are short.
func (t *T) denies(op ledger.Reserve, short ...ledger.Shortage) {
	t.Helper()
	out, err := t.Ledger.Do(t.Context(), op)
	require.NoError(t, err, "%#v", op)
	require.Equal(t, ledger.Outcome{Short: short}, out, "%#v", op)
}

// refuses carries out an operation that is an error and changes nothing.
func (t *T) refuses(op ledger.Op, want error) {
	t.Helper()
	out, err := t.Ledger.Do(t.Context(), op)
	require.ErrorIs(t, err, want, "%#v", op)
	require.Zero(t, out, "%#v", op)
}

// stands compares an account with what must be in it.
func (t *T) stands(a ledger.Account, allocated, held, spent int64) {
	t.Helper()
	b := t.balance(a)
	require.Equal(t, [3]int64{allocated, held, spent}, [3]int64{b.Allocated, b.Held, b.Spent},
		"allocated, held, spent of %s", a)
}

func (t *T) balance(a ledger.Account) ledger.Balance {
	t.Helper()
	balances, err := t.Ledger.Balances(t.Context(), "", a)
	require.NoError(t, err)
	require.Len(t, balances, 1)
	require.Equal(t, a, balances[0].Account)
	return balances[0]
}

// hold reads a hold, whose state must be the one given.
func (t *T) hold(id string, want ledger.State) ledger.Hold {
	t.Helper()
	h, err := t.Ledger.Hold(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, want, h.State, "state of hold %s", id)
	return h
}

// journal reads an account's entries from a version on.
func (t *T) journal(a ledger.Account, from int64) []ledger.Entry {
	t.Helper()
	var list []ledger.Entry
	for e, err := range t.Ledger.Journal(t.Context(), a, from) {
		require.NoError(t, err)
		list = append(list, e)
	}
	return list
}
