package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/expr-lang/expr"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

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

var benchPolicies = []struct {
	name string
	data func(testing.TB) []byte
}{
	{"100", func(testing.TB) []byte { return generated(100, "best") }},
	{"1000", func(testing.TB) []byte { return generated(1000, "best") }},
	{"1000first", func(testing.TB) []byte { return generated(1000, "first") }},
}

// BenchmarkLoad is a policy from bytes to ready; ns/rule is what the reference promises.
func BenchmarkLoad(b *testing.B) {
	for _, policy := range benchPolicies {
		data := policy.data(b)
		b.Run(policy.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := rules.Parse("bench.yaml", data); err != nil {
					b.Fatal(err)
				}
			}
			perRule(b, data)
		})
	}
	faulty := []byte(strings.ReplaceAll(string(generated(1000, "best")), "incident.severity", "incident.sevrity"))
	b.Run("1000faulty", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := rules.Parse("bench.yaml", faulty); err == nil {
				b.Fatal("no fault found")
			}
		}
		perRule(b, faulty)
	})
	b.Run("default", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			rules.Default()
		}
	})
}

func perRule(b *testing.B, data []byte) {
	b.Helper()
	n := strings.Count(string(data), "      - id:")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/rule")
}

// BenchmarkLoadNaively is what one would write without this library: decode the YAML into
// structs and compile each condition. It checks no constant and no amount.
func BenchmarkLoadNaively(b *testing.B) {
	data := generated(1000, "best")
	env := map[string]any{
		"incident": map[string]any{"kind": "", "severity": 0, "repeats": 0}, "client": map[string]any{"tier": ""},
		"order": map[string]any{"price": 0.0}, "ours": false, "loyal": false,
	}
	b.ReportAllocs()
	for b.Loop() {
		var policy struct {
			Lanes []struct {
				Rules []struct {
					ID, When, Unless, Because string
					Give                      map[string]any
				}
			}
		}
		if err := yaml.Unmarshal(data, &policy); err != nil {
			b.Fatal(err)
		}
		for _, rule := range policy.Lanes[0].Rules {
			for _, text := range []string{rule.When, rule.Unless} {
				if _, err := expr.Compile(text, expr.Env(env), expr.AsBool()); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	perRule(b, data)
}

func BenchmarkDecide(b *testing.B) {
	c := benchCase()
	run := func(name string, policy *rules.Policy) {
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
		run(p.name, policy)
	}
	run("default", rules.Default())
}
