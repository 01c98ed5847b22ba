package ledgertest

import (
	"math"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

var draws = map[string]func(*T){
	"several accounts are drawn on all or not at all": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100})
		t.denies(reserve("a", draw(60), capped(yearly, 60, 50), capped(often, 1, 2)),
			ledger.Shortage{Account: yearly, Asked: 60, Left: 50})
		t.denies(reserve("a", capped(often, 1, 2), capped(yearly, 50, 50), draw(101)),
			ledger.Shortage{Account: pool, Asked: 101, Left: 100})
		for _, a := range []ledger.Account{yearly, often} {
			t.stands(a, 0, 0, 0)
			require.Empty(t, t.journal(a, 1))
		}
		t.stands(pool, 100, 0, 0)
		t.do(reserve("a", draw(50), capped(yearly, 50, 50), capped(often, 1, 2)))
		t.stands(pool, 100, 50, 0)
		t.stands(yearly, 0, 50, 0)
		t.stands(often, 0, 1, 0)
		t.do(ledger.Release{ID: "a"})
		t.stands(pool, 100, 0, 0)
		t.stands(yearly, 0, 0, 0)
		t.stands(often, 0, 0, 0)
	},
	"every account that is short is named": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 40},
			reserve("a", draw(30), capped(yearly, 30, 50), capped(often, 1, 1)))
		t.denies(reserve("b", draw(30), capped(yearly, 20, 50), capped(often, 1, 1)),
			ledger.Shortage{Account: pool, Asked: 30, Left: 10},
			ledger.Shortage{Account: often, Asked: 1, Left: 0})
	},
	"a count is reached exactly": func(t *T) {
		t.do(reserve("a", capped(often, 1, 2)), ledger.Commit{ID: "a"}, reserve("b", capped(often, 1, 2)))
		t.denies(reserve("c", capped(often, 1, 2)), ledger.Shortage{Account: often, Asked: 1, Left: 0})
		t.do(ledger.Release{ID: "b"}, reserve("c", capped(often, 1, 2)))
		t.stands(often, 0, 1, 1)
	},
	"what is owed is taken into overdraft, and no more": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100})
		owed := func(amount, part int64) ledger.Draw {
			return ledger.Draw{Account: pool, Amount: amount, Owed: part}
		}
		t.denies(reserve("a", owed(101, 100)), ledger.Shortage{Account: pool, Asked: 101, Owed: 100, Left: 100})
		t.do(reserve("a", owed(150, 150)))
		b := t.balance(pool)
		require.EqualValues(t, 50, b.Overdraft())
		require.EqualValues(t, -50, b.Left())
		t.denies(reserve("b", draw(1)), ledger.Shortage{Account: pool, Asked: 1, Left: -50})
		t.denies(reserve("b", owed(11, 10)), ledger.Shortage{Account: pool, Asked: 11, Owed: 10, Left: -50})
		t.do(reserve("b", owed(10, 10)), ledger.Commit{ID: "b"}, ledger.Commit{ID: "a"})
		require.EqualValues(t, 60, t.balance(pool).Overdraft())
		t.do(ledger.Fund{ID: "s2", Account: pool, Amount: 61}, reserve("c", draw(1)))
		t.stands(pool, 161, 1, 160)
	},
	"what is owed passes a cap too": func(t *T) {
		d := capped(yearly, 80, 50)
		d.Owed = 80
		t.do(reserve("a", d))
		require.EqualValues(t, 30, t.balance(yearly).Overdraft())
		t.denies(reserve("b", capped(yearly, 1, 50)), ledger.Shortage{Account: yearly, Asked: 1, Left: -30})
		t.do(reserve("b", capped(yearly, 1, 81)))
	},
	"draws of nothing always fit": func(t *T) {
		t.do(ledger.SetLimit{ID: "l", Account: pool, Amount: 0}, reserve("a", draw(0), capped(yearly, 0, 0)), ledger.Commit{ID: "a"})
		t.stands(pool, 0, 0, 0)
	},
	"an amount beyond 64 bits is an error": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: math.MaxInt64})
		t.refuses(ledger.Fund{ID: "s2", Account: pool, Amount: 1}, ledger.ErrOverflow)
		t.do(reserve("a", draw(math.MaxInt64)))
		owed := ledger.Draw{Account: pool, Amount: 1, Owed: 1}
		t.refuses(reserve("b", owed), ledger.ErrOverflow)
		t.do(ledger.Commit{ID: "a"})
		t.refuses(reserve("b", owed), ledger.ErrOverflow)
		t.denies(reserve("b", draw(1)), ledger.Shortage{Account: pool, Asked: 1, Left: 0})
		t.do(ledger.GiveBack{Key: "g", Hold: "a", Amount: math.MaxInt64})
		t.stands(pool, math.MaxInt64, 0, 0)
		whole := capped(yearly, math.MaxInt64, math.MaxInt64)
		t.do(reserve("c", whole))
		whole.Owed = math.MaxInt64
		t.refuses(reserve("d", draw(1), whole), ledger.ErrOverflow)
		t.stands(pool, math.MaxInt64, 0, 0)
	},
}
