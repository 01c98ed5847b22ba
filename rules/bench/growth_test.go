package bench_test

import (
	"runtime"
	"strconv"
	"testing"

	"github.com/amendsgo/amends/rules/bench/sample"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// BenchmarkGrowth times the index of this library on ever larger sparse policies.
func BenchmarkGrowth(b *testing.B) {
	cases := sample.Cases(caseCount)
	for _, size := range []int{1_000, 10_000, 100_000} {
		policy := sample.Draw(sample.Sparse, size)
		var m *matcher
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			if m == nil {
				made := amendsIndex(b, &policy, cases)
				agree(b, &policy, cases, made)
				m = &made
			}
			b.ReportAllocs()
			defer processor(b)()
			which := 0
			for b.Loop() {
				m.match(which)
				which = (which + 1) % len(cases)
			}
		})
	}
}

// BenchmarkIndex times how long an index takes to build, and tells how much memory
// it keeps.
func BenchmarkIndex(b *testing.B) {
	for _, size := range sample.Sizes() {
		policy := sample.Draw(sample.Dense, size)
		b.Run(policy.Name(), func(b *testing.B) {
			conditions := conditionsOf(b, &policy)
			before := heap()
			index := condition.NewIndex(conditions)
			kept := heap() - before
			runtime.KeepAlive(index)
			defer perRule(b, size)()
			for b.Loop() {
				condition.NewIndex(conditions)
			}
			b.ReportMetric(float64(kept)/float64(size), "B/rule")
		})
	}
}

// heap is the memory in use after everything else was freed.
func heap() int64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
