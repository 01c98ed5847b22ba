package ledger_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

// books is a ledger as small as one can be: a view, and what was appended.
type books struct {
	view    *ledger.View
	entries []ledger.Entry
	holds   map[string]ledger.Hold
}

func newBooks() *books { return &books{view: ledger.NewView(), holds: map[string]ledger.Hold{}} }

func (b *books) do(op ledger.Op, now time.Time) (ledger.Outcome, ledger.Change, error) {
	out, change, err := ledger.Apply(b.view, op, now)
	b.view.Merge(change)
	b.entries = append(b.entries, change.Entries...)
	for _, h := range change.Holds {
		b.holds[h.ID] = h
	}
	return out, change, err
}

var accounts = []ledger.Account{
	pool, {Name: "hosting/starter", Unit: "EUR"}, yearly, {Name: "often/c1", Period: "2026-Q4", Unit: ledger.Count},
}

// anyOp makes operations on few ids and small amounts, so that they meet.
func anyOp(r *rand.Rand) ledger.Op {
	id := fmt.Sprint("h", r.IntN(6))
	key := fmt.Sprint("k", r.IntN(40))
	switch r.IntN(12) {
	case 0:
		return ledger.Fund{ID: key, Account: accounts[r.IntN(2)], Amount: r.Int64N(30)}
	case 1:
		return ledger.SetLimit{ID: key, Account: accounts[r.IntN(2)], Amount: r.Int64N(60)}
	case 2, 3:
		return ledger.Commit{ID: id}
	case 4, 5:
		return ledger.Release{ID: id}
	case 6:
		return ledger.GiveBack{Key: key, Hold: id, Amount: r.Int64N(8)}
	case 7:
		return ledger.Sweep{Limit: r.IntN(3)}
	}
	reserve := ledger.Reserve{ID: id, Content: fmt.Sprint(r.IntN(2)), TTL: time.Duration(r.IntN(5)) * time.Minute}
	for i, a := range accounts {
		amount := r.Int64N(12)
		switch {
		case r.IntN(2) == 0:
		case i < 2:
			reserve.Draws = append(reserve.Draws, ledger.Draw{Account: a, Amount: amount, Owed: r.Int64N(amount + 1)})
		default:
			reserve.Draws = append(reserve.Draws, ledger.Draw{Account: a, Amount: amount, Limit: new(r.Int64N(25))})
		}
	}
	return reserve
}

func walk(t *testing.T, seed uint64, steps int, each func(b *books, op ledger.Op, now time.Time)) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	b, now := newBooks(), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for range steps {
		now = now.Add(time.Duration(r.IntN(60)) * time.Second)
		each(b, anyOp(r), now)
	}
}

func TestApplyIsPure(t *testing.T) {
	for seed := range uint64(50) {
		walk(t, seed, 200, func(b *books, op ledger.Op, now time.Time) {
			out1, change1, err1 := ledger.Apply(b.view, op, now)
			out2, change2, err2 := b.do(op, now)
			require.Equal(t, out1, out2)
			require.Equal(t, change1, change2)
			require.Equal(t, err1, err2)
		})
	}
}

func TestRepeatingChangesNothing(t *testing.T) {
	repeated := 0
	for seed := range uint64(50) {
		walk(t, seed, 200, func(b *books, op ledger.Op, now time.Time) {
			out, _, err := b.do(op, now)
			if err != nil || out.Denied() {
				return
			}
			again, change, err := b.do(op, now)
			require.NoError(t, err)
			if s, ok := op.(ledger.Sweep); ok {
				require.True(t, again.Swept == 0 || s.Limit > 0)
				return
			}
			require.True(t, change.Empty(), "%#v", op)
			require.Equal(t, ledger.Outcome{Repeated: true}, again)
			repeated++
		})
	}
	require.Greater(t, repeated, 1000)
}

func TestFailuresAndDenialsChangeNothing(t *testing.T) {
	seen := map[error]int{}
	for seed := range uint64(50) {
		walk(t, seed, 200, func(b *books, op ledger.Op, now time.Time) {
			out, change, err := b.do(op, now)
			for _, known := range []error{ledger.ErrConflict, ledger.ErrUnknownHold, ledger.ErrExpired, ledger.ErrExcess} {
				if errors.Is(err, known) {
					seen[known]++
				}
			}
			if out.Denied() {
				seen[nil]++
			}
			if err != nil || out.Denied() {
				require.True(t, change.Empty())
			}
		})
	}
	require.Len(t, seen, 5, "every way to fail was walked: %v", seen)
}

// What is granted beyond a ceiling is never more than what was owed.
func TestGoodwillNeverOverdraws(t *testing.T) {
	granted := 0
	for seed := range uint64(50) {
		walk(t, seed, 300, func(b *books, op ledger.Op, now time.Time) {
			reserve, ok := op.(ledger.Reserve)
			out, change, err := b.do(op, now)
			if !ok || err != nil || out.Denied() || change.Empty() {
				return
			}
			for _, e := range change.Entries {
				i := slices.IndexFunc(reserve.Draws, func(d ledger.Draw) bool { return d.Account == e.After.Account })
				if e.Kind != ledger.KindReserve || reserve.Draws[i].Amount == reserve.Draws[i].Owed {
					continue
				}
				require.GreaterOrEqual(t, e.After.Left(), int64(0), "%#v", op)
				granted++
			}
		})
	}
	require.Greater(t, granted, 1000)
}

// Accounts follow from the holds alone, at every step.
func TestAccountsAreTheSumsOfHolds(t *testing.T) {
	for seed := range uint64(20) {
		walk(t, seed, 200, func(b *books, op ledger.Op, now time.Time) {
			_, _, _ = b.do(op, now)
			held, spent := map[ledger.Account]int64{}, map[ledger.Account]int64{}
			for _, h := range b.holds {
				for _, d := range h.Draws {
					switch h.State {
					case ledger.Open:
						held[d.Account] += d.Amount
					case ledger.Committed:
						spent[d.Account] += d.Amount
						if d.Account.Unit != ledger.Count {
							spent[d.Account] -= h.GivenBack
						}
					default: // counts no more
					}
				}
			}
			balances, err := b.view.Balances("", accounts...)
			require.NoError(t, err)
			for _, balance := range balances {
				require.Equal(t, held[balance.Account], balance.Held)
				require.Equal(t, spent[balance.Account], balance.Spent)
			}
		})
	}
}

// A change touches no account that Touches did not name beforehand.
func TestTouchesNamesAllThatChanges(t *testing.T) {
	for seed := range uint64(50) {
		walk(t, seed, 200, func(b *books, op ledger.Op, now time.Time) {
			var named []ledger.Hold
			for _, h := range b.holds {
				if _, sweep := op.(ledger.Sweep); h.ID == ledger.HoldID(op) || sweep && h.Over(now) {
					named = append(named, h)
				}
			}
			locks := ledger.Touches(op, named...)
			require.True(t, slices.IsSortedFunc(locks, ledger.Lock.Compare))
			_, change, _ := b.do(op, now)
			for _, e := range change.Entries {
				require.True(t, slices.ContainsFunc(locks, func(l ledger.Lock) bool { return l.Account == e.After.Account }), "%#v", op)
			}
			for _, h := range change.Holds {
				require.True(t, slices.ContainsFunc(named, func(n ledger.Hold) bool { return n.ID == h.ID }) || h.ID == ledger.HoldID(op))
			}
			if kind, key, ok := ledger.ReceiptKey(op); ok && len(change.Receipts) > 0 {
				require.Equal(t, [2]string{string(kind), key}, [2]string{string(change.Receipts[0].Kind), change.Receipts[0].Key})
			} else {
				require.Empty(t, change.Receipts)
			}
		})
	}
}

func TestPoolsAreLockedLast(t *testing.T) {
	op := ledger.Reserve{ID: "a", Draws: []ledger.Draw{
		{Account: ledger.Account{Name: "a-pool", Unit: "EUR"}},
		{Account: ledger.Account{Name: "yearly", Period: "2027", Unit: "EUR"}, Limit: new(int64(1))},
		{Account: ledger.Account{Name: "yearly", Period: "2026", Unit: "EUR"}, Limit: new(int64(1))},
		{Account: ledger.Account{Name: "b-pool", Unit: "EUR"}},
		{Account: ledger.Account{Name: "often", Unit: ledger.Count}, Limit: new(int64(1))},
	}}
	var names []string
	for _, l := range ledger.Touches(op) {
		names = append(names, l.Account.String())
	}
	require.Equal(t, []string{"often #", "yearly@2026 EUR", "yearly@2027 EUR", "a-pool EUR", "b-pool EUR"}, names)
}

func TestErrorsSayWhatAndWhere(t *testing.T) {
	b, now := newBooks(), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, op := range []ledger.Op{
		ledger.Fund{ID: "s", Account: pool, Amount: 100},
		ledger.Reserve{ID: "a", Draws: []ledger.Draw{{Account: pool, Amount: 60}}, TTL: time.Minute},
		ledger.Reserve{ID: "b", Draws: []ledger.Draw{{Account: pool, Amount: 40}}},
		ledger.Commit{ID: "b"},
	} {
		_, _, err := b.do(op, now)
		require.NoError(t, err)
	}
	for want, op := range map[string]ledger.Op{
		`ledger: conflict: fund "s" was done with other content`:                                                                     ledger.Fund{ID: "s", Account: pool, Amount: 1},
		`ledger: conflict: hold "b" is committed with other content`:                                                                 ledger.Reserve{ID: "b"},
		`ledger: unknown hold: "c"`:                                                                                                  ledger.Commit{ID: "c"},
		`ledger: hold has expired: hold "a" at 2026-01-01T00:01:00Z`:                                                                 ledger.Commit{ID: "a"},
		`ledger: more than was spent: 41 of hold "b", which has 40 left to give back`:                                                ledger.GiveBack{Key: "g", Hold: "b", Amount: 41},
		`ledger: another unit: account hosting/business USD is kept in EUR`:                                                          ledger.Fund{ID: "t", Account: ledger.Account{Name: pool.Name, Unit: "USD"}},
		`ledger: amount out of range: fund of account hosting/business EUR`:                                                          ledger.Fund{ID: "t", Account: pool, Amount: 1<<63 - 1},
		`ledger: invalid commit: id is empty, want some text`:                                                                        ledger.Commit{},
		`ledger: invalid operation: operation is <nil>, want one of the structs of this package`:                                     nil,
		`ledger: invalid fund: id is "a\n", want text without control characters; amount is -1, want an amount that is not negative`: ledger.Fund{ID: "a\n", Account: pool, Amount: -1},
	} {
		_, _, err := b.do(op, now.Add(time.Hour))
		require.EqualError(t, err, want)
	}
}
