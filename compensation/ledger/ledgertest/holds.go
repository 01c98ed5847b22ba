package ledgertest

import (
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

var holds = map[string]func(*T){
	"a hold is set aside and then spent": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100})
		t.stands(pool, 100, 0, 0)
		t.do(reserve("a", draw(60)))
		t.stands(pool, 100, 60, 0)
		t.do(ledger.Commit{ID: "a"})
		t.stands(pool, 100, 0, 60)

		h := t.hold("a", ledger.Committed)
		require.Equal(t, "content of a", h.Content)
		require.Equal(t, []ledger.Draw{draw(60)}, h.Draws)
		require.Equal(t, t.Clock.Now(), h.Reserved)
		require.Equal(t, t.Clock.Now().Add(time.Hour), h.Expires)
		require.Equal(t, t.Clock.Now(), h.Settled)
	},
	"each operation is done once, however often it is asked for": func(t *T) {
		ops := []ledger.Op{
			ledger.Fund{ID: "s1", Account: pool, Amount: 100},
			reserve("a", draw(40)),
			ledger.Commit{ID: "a"},
			reserve("b", draw(10)),
			ledger.GiveBack{Key: "g1", Hold: "a", Amount: 15},
			ledger.SetLimit{ID: "l1", Account: pool, Amount: 90},
			ledger.Release{ID: "b"},
		}
		for _, op := range ops {
			t.do(op)
			t.repeats(op)
			t.Clock.Advance(24 * time.Hour)
			if _, open := op.(ledger.Reserve); open {
				t.Clock.Advance(-24 * time.Hour) // else it expires
			}
		}
		for _, op := range ops {
			if r, ok := op.(ledger.Reserve); ok && r.ID == "b" {
				continue // was released: may be reserved anew
			}
			t.repeats(op)
		}
		t.stands(pool, 90, 0, 25)
		require.Len(t, t.journal(pool, 1), len(ops))
	},
	"the same id with other content is a conflict": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100},
			reserve("a", draw(40), capped(yearly, 40, 50)))
		other := map[string]func(*ledger.Reserve){
			"content": func(r *ledger.Reserve) { r.Content = "other" },
			"amount":  func(r *ledger.Reserve) { r.Draws[0].Amount = 41 },
			"less":    func(r *ledger.Reserve) { r.Draws[0].Amount = 39 },
			"owed":    func(r *ledger.Reserve) { r.Draws[0].Owed = 1 },
			"account": func(r *ledger.Reserve) { r.Draws[0].Account.Name = "hosting/starter" },
			"period":  func(r *ledger.Reserve) { r.Draws[1].Account.Period = "2027" },
			"limit":   func(r *ledger.Reserve) { r.Draws[1].Limit = new(int64(51)) },
			"no limit": func(r *ledger.Reserve) {
				r.Draws[1].Limit = nil
			},
			"fewer": func(r *ledger.Reserve) { r.Draws = r.Draws[:1] },
			"more":  func(r *ledger.Reserve) { r.Draws = append(r.Draws, capped(often, 1, 5)) },
		}
		for range 2 { // once while it is open, once when it is committed
			for name, change := range other {
				r := reserve("a", draw(40), capped(yearly, 40, 50))
				change(&r)
				_, err := t.Ledger.Do(t.Context(), r)
				require.ErrorIs(t, err, ledger.ErrConflict, name)
			}
			swapped := reserve("a", capped(yearly, 40, 50), draw(40))
			swapped.TTL = time.Minute
			t.repeats(swapped) // neither order nor duration is content
			if t.balance(pool).Held > 0 {
				t.do(ledger.Commit{ID: "a"})
			}
		}
		t.stands(pool, 100, 0, 40)
		t.stands(yearly, 0, 0, 40)
		t.stands(often, 0, 0, 0)
	},
	"a funding or a limit with other content is a conflict": func(t *T) {
		fund := ledger.Fund{ID: "s1", Account: pool, Amount: 100}
		limit := ledger.SetLimit{ID: "s1", Account: pool, Amount: 70} // its ids are its own
		t.do(fund, limit)
		fund.Amount++
		t.refuses(fund, ledger.ErrConflict)
		t.refuses(ledger.Fund{ID: "s1", Account: yearly, Amount: 100}, ledger.ErrConflict)
		limit.Amount++
		t.refuses(limit, ledger.ErrConflict)
		t.stands(pool, 70, 0, 0)
		t.stands(yearly, 0, 0, 0)
	},
	"a denial is forgotten and less may be asked": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100})
		t.denies(reserve("a", draw(101)), ledger.Shortage{Account: pool, Asked: 101, Left: 100})
		t.denies(reserve("a", draw(101)), ledger.Shortage{Account: pool, Asked: 101, Left: 100})
		_, err := t.Ledger.Hold(t.Context(), "a")
		require.ErrorIs(t, err, ledger.ErrUnknownHold)
		require.Len(t, t.journal(pool, 1), 1)
		less := reserve("a", draw(100))
		less.Content = "less"
		t.do(less)
		t.stands(pool, 100, 100, 0)
		t.denies(reserve("b", draw(1)), ledger.Shortage{Account: pool, Asked: 1, Left: 0})
	},
	"after a denial the same may be granted": func(t *T) {
		t.denies(reserve("a", draw(30)), ledger.Shortage{Account: pool, Asked: 30, Left: 0})
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 30}, reserve("a", draw(30)))
		t.stands(pool, 30, 30, 0)
	},
	"a released id may be reserved anew": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100},
			reserve("a", draw(80)), ledger.Release{ID: "a"})
		t.stands(pool, 100, 0, 0)
		t.repeats(ledger.Release{ID: "a"})
		t.hold("a", ledger.Released)
		other := reserve("a", draw(30))
		other.Content = "other"
		t.do(other, ledger.Commit{ID: "a"})
		t.stands(pool, 100, 0, 30)
		require.Equal(t, "other", t.hold("a", ledger.Committed).Content)
	},
	"a released hold cannot be committed": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100},
			reserve("a", draw(80)), ledger.Release{ID: "a"})
		t.refuses(ledger.Commit{ID: "a"}, ledger.ErrConflict)
		t.stands(pool, 100, 0, 0)
	},
	"a commit is final": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100},
			reserve("a", draw(80)), ledger.Commit{ID: "a"})
		t.Clock.Advance(10 * 365 * 24 * time.Hour)
		t.refuses(ledger.Release{ID: "a"}, ledger.ErrConflict)
		t.repeats(ledger.Commit{ID: "a"})
		t.repeats(reserve("a", draw(80)))
		t.stands(pool, 100, 0, 80)
	},
	"what nobody reserved is unknown": func(t *T) {
		t.refuses(ledger.Commit{ID: "a"}, ledger.ErrUnknownHold)
		t.refuses(ledger.Release{ID: "a"}, ledger.ErrUnknownHold)
		t.refuses(ledger.GiveBack{Key: "g", Hold: "a", Amount: 1}, ledger.ErrUnknownHold)
		_, err := t.Ledger.Hold(t.Context(), "a")
		require.ErrorIs(t, err, ledger.ErrUnknownHold)
	},
	"a hold of nothing holds its id": func(t *T) {
		t.do(reserve("a"), ledger.Commit{ID: "a"})
		t.repeats(reserve("a"))
		t.refuses(reserve("a", draw(0)), ledger.ErrConflict)
		t.do(reserve("b", draw(0)), ledger.Commit{ID: "b"})
		t.stands(pool, 0, 0, 0)
		require.Empty(t, t.hold("a", ledger.Committed).Draws)
	},
	"ids are any text": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 100})
		for _, id := range []string{"1", "01", "A", "a", "ä", "a\u0308", "a b", "a'b", `a"b\`, "a%b_", "日本", " a", "null", "a/b@c"} {
			t.do(reserve(id, draw(1)))
			require.Equal(t, id, t.hold(id, ledger.Open).ID)
			t.do(ledger.Commit{ID: id})
		}
		t.stands(pool, 100, 0, 14)
	},
}
