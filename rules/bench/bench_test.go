package bench_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/bench/sample"
)

// caseCount is how many distinct cases there are: too many to learn them by heart.
const caseCount = 8192

// TestAgree asserts that all contestants find the same rules, which the sample's
// own plain reading of the policy finds too.
func TestAgree(t *testing.T) {
	cases := sample.Cases(caseCount)
	for _, share := range []sample.Share{sample.Dense, sample.Sparse} {
		for _, size := range []int{10, 100} {
			policy := sample.Draw(share, size)
			for _, c := range contestants() {
				t.Run(policy.Name()+"/"+c.name, func(t *testing.T) {
					agree(t, &policy, cases, c.make(t, &policy, cases))
				})
			}
		}
	}
}

// agree asserts on as many cases, spread evenly, as a slow contestant answers in
// seconds.
func agree(tb testing.TB, policy *sample.Policy, cases []sample.Case, m matcher) {
	step := max(1, len(cases)*len(policy.Rules)/500_000)
	for which := 0; which < len(cases); which += step {
		want := []int32{}
		for i := range policy.Rules {
			if policy.Rules[i].Matches(&cases[which]) {
				want = append(want, int32(i))
			}
		}
		m.match(which)
		require.Equal(tb, want, append([]int32{}, m.found()...), "case %s", cases[which].JSON())
	}
}

// BenchmarkMatch times which rules match a case. Each contestant must agree first.
func BenchmarkMatch(b *testing.B) {
	cases := sample.Cases(caseCount)
	for _, share := range []sample.Share{sample.Dense, sample.Sparse} {
		for _, size := range sample.Sizes() {
			policy := sample.Draw(share, size)
			for _, c := range contestants() {
				b.Run(policy.Name()+"/"+c.name, func(b *testing.B) {
					m := c.make(b, &policy, cases)
					agree(b, &policy, cases, m)
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
	}
}
