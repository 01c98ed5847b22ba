package ledgertest

import (
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

var limits = map[string]func(*T){
	"a limit lowered below what is used grants nothing new, and open holds proceed": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100},
			reserve("a", draw(40)), ledger.Commit{ID: "a"},
			reserve("b", draw(30)), reserve("c", draw(20)),
			ledger.SetLimit{ID: "l1", Account: pool, Amount: 50})
		require.EqualValues(t, 40, t.balance(pool).Overdraft())
		t.denies(reserve("d", draw(1)), ledger.Shortage{Account: pool, Asked: 1, Left: -40})
		t.do(ledger.Commit{ID: "b"})
		t.denies(reserve("d", draw(1)), ledger.Shortage{Account: pool, Asked: 1, Left: -40})
		t.do(ledger.Release{ID: "c"})
		t.denies(reserve("d", draw(1)), ledger.Shortage{Account: pool, Asked: 1, Left: -20})
		t.stands(pool, 50, 0, 70)
	},
	"a limit raised grants again, to the last unit": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100}, reserve("a", draw(100)))
		t.denies(reserve("b", draw(5)), ledger.Shortage{Account: pool, Asked: 5, Left: 0})
		t.do(ledger.SetLimit{ID: "l1", Account: pool, Amount: 104})
		t.denies(reserve("b", draw(5)), ledger.Shortage{Account: pool, Asked: 5, Left: 4})
		t.do(ledger.SetLimit{ID: "l2", Account: pool, Amount: 105}, reserve("b", draw(5)))
		t.stands(pool, 105, 105, 0)
	},
	"a limit is set once for its id": func(t *T) {
		first := ledger.SetLimit{ID: "l1", Account: pool, Amount: 10}
		t.do(first, ledger.SetLimit{ID: "l2", Account: pool, Amount: 20})
		t.repeats(first)
		t.stands(pool, 20, 0, 0)
	},
	"the ceiling of a cap is the one that travels with the draw": func(t *T) {
		t.do(reserve("a", capped(yearly, 50, 50)))
		t.denies(reserve("b", capped(yearly, 10, 50)), ledger.Shortage{Account: yearly, Asked: 10, Left: 0})
		t.do(reserve("b", capped(yearly, 10, 60)))
		require.EqualValues(t, 60, *t.balance(yearly).Limit)
		t.denies(reserve("c", capped(yearly, 10, 40)), ledger.Shortage{Account: yearly, Asked: 10, Left: -20})
		b := t.balance(yearly)
		require.EqualValues(t, 60, *b.Limit, "a denial changes nothing")
		require.Zero(t, b.Overdraft())
		t.do(ledger.Commit{ID: "a"}, ledger.Commit{ID: "b"})
		t.stands(yearly, 0, 0, 60)
	},
}
