package program_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/internal/program"
)

// many is a policy of 1,000 rules, and a case that 12 % of them match.
func many(t testing.TB) (*rules.Policy, compensation.Case, time.Time) {
	t.Helper()
	var text strings.Builder
	text.WriteString("policy: many\nversion: \"1\"\ncurrency: EUR\nlanes:\n  - lane: one\n    rules:\n")
	for i := range 1000 {
		fmt.Fprintf(&text, "      - {id: r%d, when: incident.severity == %d and order.price >= %d and history.claims_12m < %d, give: {refund: {percent: %d.5, at_most: 200}}}\n",
			i, 1+i%5, 1+i%31, 1+i%3, 1+i%90)
	}
	policy := rules.MustParse("many.yaml", []byte(text.String()))
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	price, err := compensation.NewMoney(21_99, "EUR")
	require.NoError(t, err)
	c := compensation.Case{Incident: compensation.Incident{ID: "i", Severity: 4}, Client: compensation.Client{ID: "c"}, Order: compensation.Order{ID: "o", Price: price}}
	return policy, c, at
}

// What the benchmark times as awards is what a plan does.
func TestAwardsAreThoseOfThePlan(t *testing.T) {
	policy, c, at := many(t)
	plan, err := policy.Plan(c, at)
	require.NoError(t, err)
	require.Greater(t, len(plan.Rules), 100)
	require.Equal(t, plan.Rules, program.Award(plan))
}

// BenchmarkBeyondAwards times a whole decision on 1,000 rules, of which 12 % match, and
// tells how much of it is beyond the awards: what each rule that matched is worth, its
// line in the trace, and which is worth most. These are timed alone on the same plan.
func BenchmarkBeyondAwards(b *testing.B) {
	policy, c, at := many(b)
	plan, err := policy.Plan(c, at)
	require.NoError(b, err)
	matched := len(plan.Rules)
	b.ReportAllocs()
	rounds, start := 0, time.Now()
	for b.Loop() {
		if _, err := compensation.Decide(policy, c, at, nil); err != nil {
			b.Fatal(err)
		}
		rounds++
	}
	whole := time.Since(start)
	start = time.Now()
	for range rounds {
		program.Award(plan)
	}
	awards := time.Since(start)
	b.ReportMetric(float64(matched), "awards/op")
	b.ReportMetric(float64(awards.Nanoseconds())/float64(rounds*matched), "ns/award")
	b.ReportMetric(float64((whole-awards).Nanoseconds())/float64(rounds), "beyond-ns/op")
}
