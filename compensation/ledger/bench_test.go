package ledger_test

import (
	"fmt"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

// BenchmarkMemory reserves on one pool, under a yearly cap of each of 1,000
// clients.
func BenchmarkMemory(b *testing.B) {
	for _, callers := range []int{1, 32} {
		b.Run(fmt.Sprint("callers=", callers), func(b *testing.B) {
			m := ledger.NewMemory()
			_, err := m.Do(b.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 1 << 60})
			require.NoError(b, err)
			limit := int64(1 << 60)
			var next atomic.Int64
			b.SetParallelism(callers)
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					n := next.Add(1)
					client := ledger.Account{Name: "yearly/" + strconv.FormatInt(n%1000, 10), Period: "2026", Unit: "EUR"}
					op := ledger.Reserve{ID: strconv.FormatInt(n, 10), TTL: time.Hour, Draws: []ledger.Draw{
						{Account: pool, Amount: 7}, {Account: client, Amount: 7, Limit: &limit},
					}}
					if _, err := m.Do(b.Context(), op); err != nil {
						b.Error(err)
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reservations/s")
		})
	}
}
