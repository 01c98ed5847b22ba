package ledgertest

import (
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

var expiry = map[string]func(*T){
	"a hold may be committed until its time is over": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100}, reserve("a", draw(60)), reserve("b", draw(40)))
		t.Clock.Advance(time.Hour - time.Microsecond)
		t.do(ledger.Commit{ID: "a"})
		t.Clock.Advance(time.Microsecond)
		t.refuses(ledger.Commit{ID: "b"}, ledger.ErrExpired)
		t.stands(pool, 100, 40, 60)
		t.repeats(ledger.Commit{ID: "a"})
	},
	"an expired hold counts as held until it is swept": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100}, reserve("a", draw(60)))
		t.Clock.Advance(2 * time.Hour)
		t.denies(reserve("b", draw(50)), ledger.Shortage{Account: pool, Asked: 50, Left: 40})
		t.hold("a", ledger.Open)
		t.sweeps(0, 1)
		t.hold("a", ledger.Expired)
		t.stands(pool, 100, 0, 0)
		t.do(reserve("b", draw(50)))
		t.sweeps(0, 0)
	},
	"a swept hold cannot be committed, and is released already": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100}, reserve("a", draw(60)))
		t.Clock.Advance(time.Hour)
		t.sweeps(0, 1)
		t.refuses(ledger.Commit{ID: "a"}, ledger.ErrExpired)
		t.repeats(ledger.Release{ID: "a"})
		t.hold("a", ledger.Expired)
		t.stands(pool, 100, 0, 0)
	},
	"an expired hold may be released": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100}, reserve("a", draw(60)))
		t.Clock.Advance(time.Hour)
		t.do(ledger.Release{ID: "a"})
		t.hold("a", ledger.Released)
		t.stands(pool, 100, 0, 0)
	},
	"an expired id may be reserved anew, swept or not": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100}, reserve("a", draw(60), capped(yearly, 60, 60)))
		t.Clock.Advance(time.Hour)
		// 60 + 70 is more than there is, but what has expired gives way to its own id.
		t.denies(reserve("b", draw(70)), ledger.Shortage{Account: pool, Asked: 70, Left: 40})
		anew := reserve("a", draw(70))
		anew.Content = "anew"
		t.do(anew)
		t.stands(pool, 100, 70, 0)
		t.stands(yearly, 0, 0, 0)
		require.Equal(t, t.Clock.Now().Add(time.Hour), t.hold("a", ledger.Open).Expires)
		kinds := []ledger.Kind{}
		for _, e := range t.journal(pool, 1) {
			kinds = append(kinds, e.Kind)
		}
		require.Equal(t, []ledger.Kind{ledger.KindFund, ledger.KindReserve, ledger.KindExpire, ledger.KindReserve}, kinds)
		t.Clock.Advance(time.Hour)
		t.sweeps(0, 1)
		t.do(reserve("a", draw(1)))
	},
	"an expired hold stays as it is when its id is denied anew": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100}, reserve("a", draw(60)))
		t.Clock.Advance(time.Hour)
		t.denies(reserve("a", draw(101)), ledger.Shortage{Account: pool, Asked: 101, Left: 100})
		t.stands(pool, 100, 60, 0)
		t.hold("a", ledger.Open)
	},
	"a repeat does not lengthen a hold": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100}, reserve("a", draw(60)))
		t.Clock.Advance(59 * time.Minute)
		t.repeats(reserve("a", draw(60)))
		t.Clock.Advance(time.Minute)
		t.refuses(ledger.Commit{ID: "a"}, ledger.ErrExpired)
	},
	"without a duration a hold stands for ever": func(t *T) {
		r := reserve("a", draw(60))
		r.TTL = 0
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100}, r)
		require.True(t, t.hold("a", ledger.Open).Expires.IsZero())
		t.Clock.Advance(100 * 365 * 24 * time.Hour)
		t.sweeps(0, 0)
		t.do(ledger.Commit{ID: "a"})
	},
	"a sweep takes the oldest first, as many as it is told": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100})
		for i, id := range []string{"c", "a", "d", "b", "e"} {
			r := reserve(id, draw(10), capped(yearly, 10, 100))
			r.TTL = time.Duration(i+1) * time.Minute
			t.do(r)
		}
		t.do(ledger.Commit{ID: "a"})
		t.Clock.Advance(4 * time.Minute)
		t.sweeps(1, 1)
		t.hold("c", ledger.Expired)
		t.hold("d", ledger.Open)
		t.sweeps(0, 2)
		t.hold("e", ledger.Open)
		t.stands(pool, 100, 10, 10)
		t.stands(yearly, 0, 10, 10)
		t.refuses(ledger.Sweep{Limit: -1}, ledger.ErrInvalid)
	},
	"the clock is kept to the microsecond": func(t *T) {
		t.Clock.Advance(1999 * time.Nanosecond)
		r := reserve("a")
		r.TTL = 1500 * time.Nanosecond
		t.do(r)
		h := t.hold("a", ledger.Open)
		require.Equal(t, time.Date(2026, 11, 21, 9, 30, 0, 1000, time.UTC), h.Reserved)
		require.Equal(t, h.Reserved.Add(time.Microsecond), h.Expires)
	},
}

// sweeps sweeps at most limit holds (zero: all), of which some number must go.
func (t *T) sweeps(limit, want int) {
	t.Helper()
	out, err := t.Ledger.Do(t.Context(), ledger.Sweep{Limit: limit})
	require.NoError(t, err)
	require.Equal(t, ledger.Outcome{Swept: want}, out)
}
