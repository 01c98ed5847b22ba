package ledgertest

import (
	"strings"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

var units = map[string]func(*T){
	"an account has one unit for good": func(t *T) {
		dollars := pool
		dollars.Unit = "USD"
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100})
		t.refuses(ledger.Fund{ID: "s2", Account: dollars, Amount: 100}, ledger.ErrUnit)
		t.refuses(ledger.SetLimit{ID: "s2", Account: dollars, Amount: 100}, ledger.ErrUnit)
		t.refuses(reserve("a", ledger.Draw{Account: dollars, Amount: 1}), ledger.ErrUnit)
		_, err := t.Ledger.Balances(t.Context(), "", dollars)
		require.ErrorIs(t, err, ledger.ErrUnit)
		for _, err := range t.Ledger.Journal(t.Context(), dollars, 1) {
			require.ErrorIs(t, err, ledger.ErrUnit)
		}
		t.stands(pool, 100, 0, 0)
		t.do(ledger.Fund{ID: "s2", Account: pool, Amount: 1}) // its id was not used up
	},
	"a denial leaves no trace of an account": func(t *T) {
		dollars := pool
		dollars.Unit = "USD"
		t.denies(reserve("a", ledger.Draw{Account: dollars, Amount: 1}), ledger.Shortage{Account: dollars, Asked: 1})
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100}, reserve("a", draw(1)))
		require.Len(t, t.journal(pool, 1), 2)
	},
	"a malformed operation is refused with all its faults": func(t *T) {
		minus, long := new(int64(-1)), strings.Repeat("x", 501)
		op := ledger.Reserve{
			ID: "", Content: long, TTL: -time.Second,
			Draws: []ledger.Draw{
				{Account: ledger.Account{Name: "", Unit: "eur"}, Amount: -1, Owed: -1, Limit: minus},
				{Account: pool, Amount: 1, Owed: 2},
				{Account: pool, Amount: 1},
				{Account: ledger.Account{Name: "x", Unit: "USD"}, Amount: 1},
			},
		}
		_, err := t.Ledger.Do(t.Context(), op)
		require.ErrorIs(t, err, ledger.ErrInvalid)
		var invalid *ledger.InvalidError
		require.ErrorAs(t, err, &invalid)
		var fields []string
		for _, f := range invalid.Faults {
			fields = append(fields, f.Field)
		}
		require.Equal(t, []string{
			"id", "content", "ttl",
			"draws[0].account.name", "draws[0].account.unit", "draws[0].amount", "draws[0].owed", "draws[0].limit",
			"draws[1].owed", "draws[1].account.unit", "draws[2].account", "draws[3].account.unit",
		}, fields)
	},
	"malformed names and amounts are refused": func(t *T) {
		odd := func(change func(*ledger.Account)) ledger.Account {
			a := pool
			change(&a)
			return a
		}
		for name, op := range map[string]ledger.Op{
			"fund without id":       ledger.Fund{Account: pool, Amount: 1},
			"fund of less":          ledger.Fund{ID: "s", Account: pool, Amount: -1},
			"fund without account":  ledger.Fund{ID: "s", Amount: 1},
			"limit below zero":      ledger.SetLimit{ID: "s", Account: pool, Amount: -1},
			"limit without id":      ledger.SetLimit{Account: pool, Amount: 1},
			"commit without id":     ledger.Commit{},
			"release without id":    ledger.Release{},
			"give back without key": ledger.GiveBack{Hold: "a", Amount: 1},
			"give back of no hold":  ledger.GiveBack{Key: "g", Amount: 1},
			"give back of less":     ledger.GiveBack{Key: "g", Hold: "a", Amount: -1},
			"a zero byte":           ledger.Commit{ID: "a\x00b"},
			"a line break":          ledger.Commit{ID: "a\nb"},
			"no UTF-8":              ledger.Commit{ID: "a\xffb"},
			"too long an id":        ledger.Commit{ID: strings.Repeat("x", 501)},
			"too long a period":     ledger.Fund{ID: "s", Account: odd(func(a *ledger.Account) { a.Period = strings.Repeat("1", 33) })},
			"no unit":               ledger.Fund{ID: "s", Account: odd(func(a *ledger.Account) { a.Unit = "" })},
			"an odd unit":           ledger.Fund{ID: "s", Account: odd(func(a *ledger.Account) { a.Unit = "€" })},
			"too many draws":        reserve("a", make([]ledger.Draw, 101)...),
			"nothing":               nil,
		} {
			_, err := t.Ledger.Do(t.Context(), op)
			require.ErrorIs(t, err, ledger.ErrInvalid, name)
		}
		_, err := t.Ledger.Balances(t.Context(), "", pool, ledger.Account{})
		require.ErrorIs(t, err, ledger.ErrInvalid)
		for _, err := range t.Ledger.Journal(t.Context(), ledger.Account{}, 1) {
			require.ErrorIs(t, err, ledger.ErrInvalid)
		}
	},
	"what the caller changes afterwards changes nothing": func(t *T) {
		r := reserve("a", capped(yearly, 30, 50))
		t.do(r)
		r.Draws[0].Amount, *r.Draws[0].Limit = 1, 1
		h := t.hold("a", ledger.Open)
		h.Draws[0].Amount, *h.Draws[0].Limit = 2, 2
		b := t.balance(yearly)
		*b.Limit = 3
		for _, e := range t.journal(yearly, 1) {
			*e.After.Limit = 4
		}
		require.EqualValues(t, 50, *t.balance(yearly).Limit)
		t.repeats(reserve("a", capped(yearly, 30, 50)))
	},
}
