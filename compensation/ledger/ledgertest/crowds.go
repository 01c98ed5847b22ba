package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

const crowd = 100

// together calls do from many goroutines at once and waits for all.
func together(n int, do func(i int)) {
	var group sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		group.Go(func() {
			<-start
			do(i)
		})
	}
	close(start)
	group.Wait()
}

var crowds = map[string]func(*T){
	"a hundred callers never overspend a pool": func(t *T) {
		const each, room = 7, 250 // 35 fit, with 5 left
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: room})
		var granted, denied atomic.Int64
		together(crowd, func(i int) {
			out, err := t.Ledger.Do(t.Context(), reserve(fmt.Sprint("h", i), draw(each)))
			switch {
			case err != nil:
				t.Error(err)
			case out.Denied():
				denied.Add(1)
			default:
				granted.Add(1)
			}
		})
		require.EqualValues(t, room/each, granted.Load())
		require.EqualValues(t, crowd-room/each, denied.Load())
		t.stands(pool, room, room/each*each, 0)
	},
	"a fresh cap is never overspent": func(t *T) {
		for round := range 10 {
			fresh := ledger.Account{Name: fmt.Sprint("fresh/", round), Unit: ledger.Count}
			var granted atomic.Int64
			together(20, func(i int) {
				out, err := t.Ledger.Do(t.Context(), reserve(fmt.Sprint(round, "/", i), capped(fresh, 1, 3)))
				if err != nil {
					t.Error(err)
				} else if !out.Denied() {
					granted.Add(1)
				}
			})
			require.EqualValues(t, 3, granted.Load())
			t.stands(fresh, 0, 3, 0)
		}
	},
	"the same id from many callers is one hold": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 1000})
		var first atomic.Int64
		each := func(op ledger.Op) {
			first.Store(0)
			together(crowd, func(int) {
				out, err := t.Ledger.Do(t.Context(), op)
				if err != nil || out.Denied() {
					t.Error(err, out)
				}
				if !out.Repeated {
					first.Add(1)
				}
			})
			require.EqualValues(t, 1, first.Load(), "%#v", op)
		}
		each(reserve("a", draw(10), capped(yearly, 10, 10)))
		each(ledger.Commit{ID: "a"})
		each(ledger.GiveBack{Key: "g", Hold: "a", Amount: 4})
		each(ledger.Fund{ID: "s2", Account: pool, Amount: 5})
		each(reserve("b", draw(10)))
		each(ledger.Release{ID: "b"})
		t.stands(pool, 1005, 0, 6)
		t.stands(yearly, 0, 0, 6)
	},
	"the same id with other contents is one of them": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 1_000_000})
		var granted, conflicts, amount atomic.Int64
		together(crowd, func(i int) {
			_, err := t.Ledger.Do(t.Context(), reserve("a", draw(int64(100+i))))
			switch {
			case err == nil:
				granted.Add(1)
				amount.Store(int64(100 + i))
			case errors.Is(err, ledger.ErrConflict):
				conflicts.Add(1)
			default:
				t.Error(err)
			}
		})
		require.EqualValues(t, 1, granted.Load())
		require.EqualValues(t, crowd-1, conflicts.Load())
		t.stands(pool, 1_000_000, amount.Load(), 0)
	},
	"commit and release exclude each other": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 1000})
		var spent atomic.Int64
		for i := range 10 {
			id := fmt.Sprint("h", i)
			t.do(reserve(id, draw(10)))
			var done [2]atomic.Bool
			together(2, func(i int) {
				op := []ledger.Op{ledger.Commit{ID: id}, ledger.Release{ID: id}}[i]
				switch _, err := t.Ledger.Do(t.Context(), op); {
				case err == nil:
					done[i].Store(true)
				case !errors.Is(err, ledger.ErrConflict):
					t.Error(err)
				}
			})
			require.NotEqual(t, done[0].Load(), done[1].Load(), "exactly one of commit and release")
			if done[0].Load() {
				spent.Add(10)
			}
		}
		t.stands(pool, 1000, 0, spent.Load())
	},
	"draws in any order do not lock each other out": func(t *T) {
		accounts := make([]ledger.Account, 6)
		for i := range accounts {
			accounts[i] = ledger.Account{Name: fmt.Sprint("account/", i), Unit: "EUR"}
			t.do(ledger.Fund{ID: fmt.Sprint("s", i), Account: accounts[i], Amount: 1000})
		}
		together(crowd, func(i int) {
			r := reserve(fmt.Sprint("h", i))
			for j := range 3 {
				r.Draws = append(r.Draws, ledger.Draw{Account: accounts[(i+j*(i%2*2-1)+len(accounts)*3)%len(accounts)], Amount: 1})
			}
			if _, err := t.Ledger.Do(t.Context(), r); err != nil {
				t.Error(err)
			}
		})
		var held int64
		for _, a := range accounts {
			held += t.balance(a).Held
		}
		require.EqualValues(t, 3*crowd, held)
	},
	"balances are those of one moment": func(t *T) {
		other := ledger.Account{Name: "hosting/starter", Unit: "EUR"}
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 1000}, ledger.Fund{ID: "s2", Account: other, Amount: 1000})
		ctx, stop := context.WithCancel(t.Context())
		var writer sync.WaitGroup
		writer.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				id := fmt.Sprint("h", i)
				for _, op := range []ledger.Op{
					reserve(id, draw(1), ledger.Draw{Account: other, Amount: 1}), ledger.Release{ID: id},
				} {
					if _, err := t.Ledger.Do(ctx, op); err != nil && ctx.Err() == nil {
						t.Error(err)
					}
				}
			}
		})
		for range 200 {
			balances, err := t.Ledger.Balances(t.Context(), "", pool, other)
			require.NoError(t, err)
			require.Equal(t, balances[0].Held, balances[1].Held)
		}
		stop()
		writer.Wait()
	},
	"callers who give up leave no half of anything": func(t *T) {
		t.do(ledger.Fund{ID: "s1", Account: pool, Amount: 1_000_000})
		ids := make([]string, crowd)
		together(crowd, func(i int) {
			ids[i] = fmt.Sprint("h", i)
			ctx, cancel := context.WithCancel(t.Context())
			go cancel()
			_, err := t.Ledger.Do(ctx, reserve(ids[i], draw(3), capped(yearly, 3, 1_000_000)))
			if err != nil && !errors.Is(err, ledger.ErrUnavailable) {
				t.Error(err)
			}
		})
		for _, id := range ids { // calling again with the same id settles it
			out, err := t.Ledger.Do(t.Context(), reserve(id, draw(3), capped(yearly, 3, 1_000_000)))
			require.NoError(t, err)
			require.False(t, out.Denied())
		}
		t.stands(pool, 1_000_000, 3*crowd, 0)
		t.stands(yearly, 0, 3*crowd, 0)
	},
}
