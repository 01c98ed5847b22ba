package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// generated is a policy of so many rules; about one in eight matches [benchCase].
func generated(rules int, pick string) []byte {
	var b strings.Builder
	b.WriteString("policy: generated\nversion: \"1\"\ncurrency: EUR\n")
	b.WriteString("facts:\n  incident.kind: {values: [outage, delay, defect, billing]}\n  client.tier: {values: [basic, silver, gold]}\n")
	b.WriteString("definitions:\n  ours: incident.responsibility in [\"ours\", \"shared\"]\n  loyal: client.tenure_months >= 24\n")
	fmt.Fprintf(&b, "lanes:\n  - lane: gesture\n    pick: %s\n    rules:\n", pick)
	kinds, tiers := []string{"outage", "delay", "defect", "billing"}, []string{"basic", "silver", "gold"}
	for i := range rules {
		fmt.Fprintf(&b, "      - id: rule-%d\n", i)
		fmt.Fprintf(&b, "        when: incident.kind == %q and incident.severity >= %d and ours and client.tier in [%q, \"gold\"] and order.price >= %d\n",
			kinds[i%4], 2+i%4, tiers[i%3], 1+i%97*3)
		fmt.Fprintf(&b, "        unless: loyal and incident.repeats > %d\n", i%3)
		fmt.Fprintf(&b, "        give: {refund: {percent: %d, at_most: 200}, apology: {}}\n", 1+i%90)
		b.WriteString("        because: one of many\n")
	}
	return []byte(b.String())
}

func benchCase() compensation.Case {
	return compensation.Case{
		Incident: compensation.Incident{
			ID: "i1", Kind: "outage", Severity: 4, Responsibility: "ours", Failure: "service", Date: compensation.MustDate("2026-11-20"),
			Fixable: new(true),
		},
		Client: compensation.Client{ID: "c1", Tier: "gold", TenureMonths: new(12), AnnualValue: compensation.MustMoney("1200 EUR")},
		Order:  compensation.Order{ID: "o1", Price: compensation.MustMoney("120 EUR"), Refundable: compensation.MustMoney("120 EUR")},
	}
}

// benchOne has one step on the built-in policy.
func benchOne() compensation.Case {
	c := benchCase()
	c.Client.Archetype = archetype.Entitled
	return c
}

// benchChanged has steps whose sums factors and a deduction change.
func benchChanged() compensation.Case {
	c := benchCase()
	c.Incident.Repeats, c.Incident.Compensated = 3, compensation.MustMoney("7.50 EUR")
	return c
}

var benchPolicies = []struct {
	name string
	data func(testing.TB) []byte
}{
	{"100", func(testing.TB) []byte { return generated(100, "best") }},
	{"1000", func(testing.TB) []byte { return generated(1000, "best") }},
	{"1000first", func(testing.TB) []byte { return generated(1000, "first") }},
}

// On the built-in policy the case has a ladder of three steps.
func BenchmarkDecide(b *testing.B) {
	run := func(name string, policy *rules.Policy, c compensation.Case) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := compensation.Decide(policy, c, midday, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, p := range benchPolicies {
		policy, err := rules.Parse(p.name, p.data(b))
		require.NoError(b, err)
		run(p.name, policy, benchCase())
	}
	run("default", rules.Default(), benchCase())
	run("default_one", rules.Default(), benchOne())
	run("default_changed", rules.Default(), benchChanged())
}
