package ledgertest

import (
	"context"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

var reading = map[string]func(*T){
	"balances come in the order asked, what is not there being empty": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100})
		balances, err := t.Ledger.Balances(t.Context(), "", yearly, pool, often, pool)
		require.NoError(t, err)
		full := ledger.Balance{Account: pool, Allocated: 100}
		require.Equal(t, []ledger.Balance{{Account: yearly}, full, {Account: often}, full}, balances)
		none, err := t.Ledger.Balances(t.Context(), "a")
		require.NoError(t, err)
		require.Empty(t, none)
	},
	"balances leave out what one hold has set aside": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100},
			reserve("a", draw(30), capped(yearly, 30, 50)), reserve("b", draw(20), capped(yearly, 20, 50)))
		held := func(except string) []int64 {
			balances, err := t.Ledger.Balances(t.Context(), except, pool, yearly, often)
			require.NoError(t, err)
			return []int64{balances[0].Held, balances[1].Held, balances[2].Held}
		}
		require.Equal(t, []int64{50, 50, 0}, held(""))
		require.Equal(t, []int64{20, 20, 0}, held("a"))
		require.Equal(t, []int64{50, 50, 0}, held("nobody's"))
		t.Clock.Advance(time.Hour)
		require.Equal(t, []int64{20, 20, 0}, held("a"), "an expired hold still counts as held")
		t.Clock.Advance(-time.Hour)
		t.do(ledger.Commit{ID: "a"})
		require.Equal(t, []int64{20, 20, 0}, held("a"))
		require.EqualValues(t, 30, t.balance(pool).Spent)
	},
	"the journal tells all that happened to an account": func(t *T) {
		start := t.Clock.Now()
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100})
		t.Clock.Advance(time.Minute)
		t.do(reserve("a", draw(60), capped(yearly, 60, 70)), ledger.Commit{ID: "a"},
			ledger.GiveBack{Key: "g1", Hold: "a", Amount: 15},
			ledger.SetLimit{ID: "l1", Account: pool, Amount: 80},
			reserve("b", draw(5)), ledger.Release{ID: "b"}, reserve("c", draw(6)))
		t.Clock.Advance(time.Hour)
		t.sweeps(0, 1)
		entry := func(version int64, after time.Duration, kind ledger.Kind, key, hold string, delta ledger.Delta, allocated, held, spent int64) ledger.Entry {
			return ledger.Entry{
				Version: version, At: start.Add(after), Kind: kind, Key: key, Hold: hold, Delta: delta,
				After: ledger.Balance{Account: pool, Allocated: allocated, Held: held, Spent: spent},
			}
		}
		minute := time.Minute
		want := []ledger.Entry{
			entry(1, 0, ledger.KindFund, "s1", "", ledger.Delta{Allocated: 100}, 100, 0, 0),
			entry(2, minute, ledger.KindReserve, "", "a", ledger.Delta{Held: 60}, 100, 60, 0),
			entry(3, minute, ledger.KindCommit, "", "a", ledger.Delta{Held: -60, Spent: 60}, 100, 0, 60),
			entry(4, minute, ledger.KindGiveBack, "g1", "a", ledger.Delta{Spent: -15}, 100, 0, 45),
			entry(5, minute, ledger.KindSetLimit, "l1", "", ledger.Delta{Allocated: -20}, 80, 0, 45),
			entry(6, minute, ledger.KindReserve, "", "b", ledger.Delta{Held: 5}, 80, 5, 45),
			entry(7, minute, ledger.KindRelease, "", "b", ledger.Delta{Held: -5}, 80, 0, 45),
			entry(8, minute, ledger.KindReserve, "", "c", ledger.Delta{Held: 6}, 80, 6, 45),
			entry(9, 61*minute, ledger.KindExpire, "", "c", ledger.Delta{Held: -6}, 80, 0, 45),
		}
		require.Equal(t, want, t.journal(pool, 1))
		require.Equal(t, want, t.journal(pool, -3))
		require.Equal(t, want[6:], t.journal(pool, 7))
		require.Empty(t, t.journal(pool, 10))
		require.Empty(t, t.journal(often, 1))
		require.Len(t, t.journal(yearly, 1), 3)
		require.EqualValues(t, 70, *t.journal(yearly, 3)[0].After.Limit)
		for e, err := range t.Ledger.Journal(t.Context(), pool, 1) { // may be left early
			require.NoError(t, err)
			require.EqualValues(t, 1, e.Version)
			break
		}
		t.stands(pool, 80, 0, 45)
	},
	"who has given up gets nothing done": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100})
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		check := func(err error) {
			t.Helper()
			require.ErrorIs(t, err, ledger.ErrUnavailable)
			require.ErrorIs(t, err, context.Canceled)
		}
		_, err := t.Ledger.Do(ctx, reserve("a", draw(10)))
		check(err)
		_, err = t.Ledger.Balances(ctx, "", pool)
		check(err)
		_, err = t.Ledger.Hold(ctx, "a")
		check(err)
		check(t.Ledger.Verify(ctx))
		count := 0
		for _, err := range t.Ledger.Journal(ctx, pool, 1) {
			check(err)
			count++
		}
		require.Equal(t, 1, count)
		t.stands(pool, 100, 0, 0)
		t.do(reserve("a", draw(10)))
	},
}
