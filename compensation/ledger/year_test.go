package ledger_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

// A year goes by in a moment: sales fund the pool, offers are reserved for two
// days, half of them are accepted a day later, a sweeper comes by each hour. The
// ledger goes by its own clock.
func TestAYear(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const clients, days = 7, 366
		books, ctx := ledger.NewMemory(), t.Context()
		do := func(op ledger.Op) ledger.Outcome {
			out, err := books.Do(ctx, op)
			if err != nil {
				t.Errorf("%#v: %v", op, err)
			}
			return out
		}
		sweeping, stop := context.WithCancel(ctx)
		swept := 0
		var sweeper sync.WaitGroup
		sweeper.Go(func() {
			for hours := time.NewTicker(time.Hour); ; {
				select {
				case <-hours.C:
					swept += do(ledger.Sweep{}).Swept
				case <-sweeping.Done():
					return
				}
			}
		})
		begun := time.Now()
		var callers sync.WaitGroup
		accepted, monthly := make([]int64, clients), make([]map[string]int64, clients)
		for c := range clients {
			monthly[c] = map[string]int64{}
			callers.Go(func() {
				for day := range days {
					id := fmt.Sprintf("c%d/%d", c, day)
					do(ledger.Fund{ID: id, Account: pool, Amount: 300})
					month := ledger.Account{Name: fmt.Sprint("monthly/c", c), Period: ledger.Period(time.Now(), nil, ledger.Month), Unit: ledger.Count}
					out := do(ledger.Reserve{ID: id, TTL: 48 * time.Hour, Draws: []ledger.Draw{
						{Account: pool, Amount: 500}, {Account: month, Amount: 1, Limit: new(int64(6))},
					}})
					time.Sleep(24 * time.Hour)
					if !out.Denied() && day%2 == c%2 {
						do(ledger.Commit{ID: id})
						accepted[c]++
						monthly[c][month.Period]++
					}
				}
			})
		}
		callers.Wait()
		time.Sleep(72 * time.Hour) // the last offers lapse
		stop()
		sweeper.Wait()
		require.Equal(t, (days+3)*24*time.Hour, time.Since(begun))
		var spent int64
		for c := range clients {
			spent += 500 * accepted[c]
			require.GreaterOrEqual(t, len(monthly[c]), 12)
			for month, n := range monthly[c] {
				require.LessOrEqual(t, n, int64(6), "client %d in %s", c, month)
			}
		}
		balances, err := books.Balances(ctx, "", pool)
		require.NoError(t, err)
		require.Equal(t, ledger.Balance{Account: pool, Allocated: 300 * clients * days, Spent: spent}, balances[0])
		require.Greater(t, swept, 200, "offers that nobody took")
		require.NoError(t, books.Verify(ctx))
	})
}
