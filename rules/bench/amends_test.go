package bench_test

import (
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/bench/sample"
)

// day is when every decision is made.
var day = time.Date(2026, time.May, 3, 12, 0, 0, 0, time.UTC)

// BenchmarkDecide times the whole way from a case to a recommendation through the
// public face, facts checked, every match's worth computed and traced. Native does
// the least that gives the same award: match, then the greatest sum.
func BenchmarkDecide(b *testing.B) {
	cases := sample.Cases(caseCount)
	for _, share := range []sample.Share{sample.Dense, sample.Sparse} {
		for _, size := range sample.Sizes() {
			policy := sample.Draw(share, size)
			b.Run(policy.Name()+"/native", func(b *testing.B) {
				m := native(b, &policy, cases)
				b.ReportAllocs()
				defer processor(b)()
				which := 0
				for b.Loop() {
					m.match(which)
					sample.Best(policy.Rules, m.found(), cases[which][sample.Price])
					which = (which + 1) % len(cases)
				}
			})
			b.Run(policy.Name()+"/amends", func(b *testing.B) {
				loaded := rules.MustParse("sample.yaml", policy.YAML())
				inputs := each(cases, caseOf(b))
				agreeAward(b, &policy, loaded, cases)
				b.ReportAllocs()
				defer processor(b)()
				which := 0
				for b.Loop() {
					if _, err := compensation.Decide(loaded, inputs[which], day, nil); err != nil {
						b.Fatal(err)
					}
					which = (which + 1) % len(cases)
				}
			})
		}
	}
}

// BenchmarkLoad times reading and checking a policy, its index included.
func BenchmarkLoad(b *testing.B) {
	for _, size := range sample.Sizes() {
		policy := sample.Draw(sample.Dense, size)
		b.Run(policy.Name(), func(b *testing.B) {
			data := policy.YAML()
			defer perRule(b, size)()
			for b.Loop() {
				if _, err := rules.Parse("sample.yaml", data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestDecideAgrees(t *testing.T) {
	cases := sample.Cases(caseCount)
	for _, share := range []sample.Share{sample.Dense, sample.Sparse} {
		for _, size := range []int{10, 100, 1_000} {
			policy := sample.Draw(share, size)
			t.Run(policy.Name(), func(t *testing.T) {
				loaded, err := rules.Parse("sample.yaml", policy.YAML())
				require.NoError(t, err)
				agreeAward(t, &policy, loaded, cases)
			})
		}
	}
}

// agreeAward asserts that a decision names the rules that match and gives what
// the sample's plain reading gives, to the cent.
func agreeAward(tb testing.TB, policy *sample.Policy, loaded *rules.Policy, cases []sample.Case) {
	step := max(1, len(cases)*len(policy.Rules)/1_000_000)
	read := caseOf(tb)
	for which := 0; which < len(cases); which += step {
		c := &cases[which]
		rec, err := compensation.Decide(loaded, read(c), day, nil)
		require.NoError(tb, err)
		var want, got []int32
		for i := range policy.Rules {
			if policy.Rules[i].Matches(c) {
				want = append(want, int32(i))
			}
		}
		for _, rule := range rec.Rules {
			got = append(got, place(tb, rule.Rule))
		}
		require.Equal(tb, want, got, "case %s", c.JSON())
		award := sample.Award{Rule: -1}
		if rec.Step != nil {
			require.Len(tb, rec.Step.Remedies, 1)
			award = sample.Award{
				Rule:  int(place(tb, rec.Step.Remedies[0].Rule)),
				Cents: rec.Step.Value.Minor(),
			}
		}
		require.Equal(tb, sample.Best(policy.Rules, want, c[sample.Price]), award, "case %s", c.JSON())
	}
}

func place(tb testing.TB, rule string) int32 {
	i, err := strconv.ParseInt(rule[1:], 10, 32)
	require.NoError(tb, err)
	return int32(i)
}

func caseOf(tb testing.TB) func(*sample.Case) compensation.Case {
	return func(c *sample.Case) (out compensation.Case) {
		require.NoError(tb, json.Unmarshal(c.JSON(), &out))
		return out
	}
}
