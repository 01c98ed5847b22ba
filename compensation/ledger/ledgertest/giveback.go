package ledgertest

import (
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

var givingBack = map[string]func(*T){
	"what comes back goes to the accounts that spent it": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100},
			reserve("a", draw(60), capped(yearly, 60, 60), capped(often, 1, 1)), ledger.Commit{ID: "a"})
		t.Clock.Advance(400 * 24 * time.Hour) // another year, the same accounts
		t.do(ledger.GiveBack{Key: "g1", Hold: "a", Amount: 25})
		t.stands(pool, 100, 0, 35)
		t.stands(yearly, 0, 0, 35)
		t.stands(often, 0, 0, 1) // an award that came back was still an award
		require.EqualValues(t, 25, t.hold("a", ledger.Committed).GivenBack)
		t.do(reserve("b", draw(65)))
	},
	"at most what was spent comes back": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100},
			reserve("a", draw(60)), ledger.Commit{ID: "a"}, reserve("b", draw(40)), ledger.Commit{ID: "b"})
		t.refuses(ledger.GiveBack{Key: "g1", Hold: "a", Amount: 61}, ledger.ErrExcess)
		t.do(ledger.GiveBack{Key: "g1", Hold: "a", Amount: 50})
		t.refuses(ledger.GiveBack{Key: "g2", Hold: "a", Amount: 11}, ledger.ErrExcess)
		t.do(ledger.GiveBack{Key: "g2", Hold: "a", Amount: 10})
		t.refuses(ledger.GiveBack{Key: "g3", Hold: "a", Amount: 1}, ledger.ErrExcess)
		t.repeats(ledger.GiveBack{Key: "g2", Hold: "a", Amount: 10})
		t.stands(pool, 100, 0, 40)
	},
	"a key gives back once": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100},
			reserve("a", draw(60)), ledger.Commit{ID: "a"}, reserve("b", draw(40)), ledger.Commit{ID: "b"},
			ledger.GiveBack{Key: "g1", Hold: "a", Amount: 10})
		t.repeats(ledger.GiveBack{Key: "g1", Hold: "a", Amount: 10})
		t.refuses(ledger.GiveBack{Key: "g1", Hold: "a", Amount: 11}, ledger.ErrConflict)
		t.refuses(ledger.GiveBack{Key: "g1", Hold: "b", Amount: 10}, ledger.ErrConflict)
		t.stands(pool, 100, 0, 90)
	},
	"only what was committed comes back": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100}, reserve("a", draw(60)))
		t.refuses(ledger.GiveBack{Key: "g1", Hold: "a", Amount: 1}, ledger.ErrConflict)
		t.do(ledger.Release{ID: "a"})
		t.refuses(ledger.GiveBack{Key: "g1", Hold: "a", Amount: 1}, ledger.ErrConflict)
		t.stands(pool, 100, 0, 0)
	},
	"of several draws the least is what may come back": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100},
			reserve("a", draw(60), capped(yearly, 20, 60)), ledger.Commit{ID: "a"})
		t.refuses(ledger.GiveBack{Key: "g1", Hold: "a", Amount: 21}, ledger.ErrExcess)
		t.do(ledger.GiveBack{Key: "g1", Hold: "a", Amount: 20})
		t.stands(pool, 100, 0, 40)
		t.stands(yearly, 0, 0, 0)
	},
	"a hold of counts alone has nothing to give back": func(t *T) {
		t.do(reserve("a", capped(often, 1, 1)), ledger.Commit{ID: "a"})
		t.refuses(ledger.GiveBack{Key: "g1", Hold: "a", Amount: 1}, ledger.ErrExcess)
		t.stands(often, 0, 0, 1)
	},
	"giving back pays for an overdraft": func(t *T) {
		t.do(reserve("a", ledger.Draw{Account: pool, Amount: 60, Owed: 60}), ledger.Commit{ID: "a"},
			ledger.GiveBack{Key: "g1", Hold: "a", Amount: 60})
		require.Zero(t, t.balance(pool).Overdraft())
	},
}
