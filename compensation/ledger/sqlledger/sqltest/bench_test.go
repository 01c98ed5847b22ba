package sqltest

import (
	"fmt"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

// BenchmarkReserve reserves on one hot pool, each time under the yearly cap of
// one of 1,000 clients. It reports reservations a second and how long the
// slowest hundredth took at least.
func BenchmarkReserve(b *testing.B) {
	for _, store := range []struct {
		name string
		open func(b *testing.B) ledger.Ledger
	}{
		{"memory", func(*testing.B) ledger.Ledger { return ledger.NewMemory() }},
		{"sqlite/one-by-one", opened("sqlite", sqlledger.WithoutGrouping())},
		{"sqlite/grouped", opened("sqlite")},
		{"postgres/one-by-one", opened("postgres", sqlledger.WithoutGrouping())},
		{"postgres/grouped", opened("postgres")},
	} {
		b.Run(store.name, func(b *testing.B) {
			for _, callers := range []int{1, 4, 16, 32} {
				b.Run(fmt.Sprint("callers=", callers), func(b *testing.B) { reserveAll(b, store.open(b), callers) })
			}
		})
	}
}

func opened(store string, opts ...sqlledger.Option) func(b *testing.B) ledger.Ledger {
	return func(b *testing.B) ledger.Ledger {
		s, _ := stores[store](b, opts...)
		return s
	}
}

func reserveAll(b *testing.B, l ledger.Ledger, callers int) {
	pool := ledger.Account{Name: "hosting/business", Unit: "EUR"}
	_, err := l.Do(b.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 1 << 60})
	require.NoError(b, err)
	limit := int64(1 << 60)
	ctx, next := b.Context(), atomic.Int64{}
	latencies := make([]time.Duration, b.N)
	var group sync.WaitGroup
	b.ResetTimer()
	for range callers {
		group.Go(func() {
			for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
				client := ledger.Account{Name: "yearly/" + strconv.FormatInt(n*7919%1000, 10), Period: "2026", Unit: "EUR"}
				begun := time.Now()
				out, err := l.Do(ctx, ledger.Reserve{
					ID: "incident/" + strconv.FormatInt(n, 10), Content: "2c26b46b68ffc68ff99b453c1d304134", TTL: 48 * time.Hour,
					Draws: []ledger.Draw{{Account: pool, Amount: 700}, {Account: client, Amount: 700, Limit: &limit}},
				})
				latencies[n-1] = time.Since(begun)
				if err != nil || out.Denied() {
					b.Error(out, err)
					return
				}
			}
		})
	}
	group.Wait()
	b.StopTimer()
	slices.Sort(latencies)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reservations/s")
	b.ReportMetric(float64(latencies[len(latencies)*99/100].Microseconds())/1000, "p99-ms")
}
