//go:build unix

package bench_test

import (
	"syscall"
	"testing"
)

// processor starts to count the processor time of the whole process, that of the
// garbage collector included, and returns what reports it for each operation. The
// ratios are made of it: the clock on the wall also counts what other programs do.
func processor(b *testing.B) (report func()) {
	start := spent(b)
	return func() { b.ReportMetric(float64(spent(b)-start)/float64(b.N), "cpu-ns/op") }
}

// perRule is the same for each of a policy's rules.
func perRule(b *testing.B, rules int) (report func()) {
	start := spent(b)
	return func() { b.ReportMetric(float64(spent(b)-start)/float64(b.N*rules), "cpu-ns/rule") }
}

func spent(b *testing.B) int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}
