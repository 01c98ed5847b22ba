package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/expr-lang/expr"
	"github.com/stretchr/testify/assert"
	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules"
)

// usual is a policy whose rules are as long as those of the real ones of this repository
// are on average: 1.1 conditions with 2.2 comparisons in 55 characters, 2.2 remedies.
// Those of [generated] are three times as long.
func usual(rules int) []byte {
	var b strings.Builder
	b.WriteString("policy: usual\nversion: \"1\"\ncurrency: EUR\n")
	b.WriteString("facts:\n  incident.kind: {values: [outage, delay, defect, billing]}\n  client.tier: {values: [basic, silver, gold]}\n")
	b.WriteString("definitions:\n  loyal: client.tenure_months >= 24\n")
	b.WriteString("lanes:\n  - lane: gesture\n    pick: best\n    rules:\n")
	kinds, tiers := []string{"outage", "delay", "defect", "billing"}, []string{"basic", "silver", "gold"}
	for i := range rules {
		fmt.Fprintf(&b, "      - id: rule-%d\n        when: incident.kind == %q and order.price >= %d", i, kinds[i%4], 1+i%97*3)
		if i%4 == 0 {
			fmt.Fprintf(&b, " and client.tier == %q", tiers[i%3])
		}
		if i%12 == 0 {
			b.WriteString("\n        unless: loyal")
		}
		fmt.Fprintf(&b, "\n        give: {refund: {percent: %d, at_most: 200}, apology: {}}\n        because: one of many\n", 1+i%90)
	}
	return []byte(b.String())
}

// BenchmarkLoad is a policy from bytes to ready, its index included, and beside it what
// one would write without this library: the YAML decoded into structs and each condition
// compiled, with no constant and no amount checked.
func BenchmarkLoad(b *testing.B) {
	faulty := func(data []byte) []byte { // one in each rule
		return []byte(strings.ReplaceAll(strings.ReplaceAll(string(data), "order.price", "order.prise"), "incident.severity", "incident.sevrity"))
	}
	for _, policy := range []struct {
		name string
		data []byte
	}{
		{"usual=100", usual(100)},
		{"usual=1000", usual(1000)},
		{"long=1000", generated(1000, "best")},
		{"long=1000,first", generated(1000, "first")},
	} {
		b.Run(policy.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := rules.Parse("bench.yaml", policy.data); err != nil {
					b.Fatal(err)
				}
			}
			perRule(b, policy.data)
		})
		faults := faulty(policy.data)
		b.Run(policy.name+",faulty", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := rules.Parse("bench.yaml", faults); err == nil {
					b.Fatal("no fault found")
				}
			}
			perRule(b, faults)
		})
		b.Run(policy.name+",naive", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				loadNaively(b, policy.data)
			}
			perRule(b, policy.data)
		})
	}
	b.Run("default", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			rules.Default()
		}
	})
}

// What reading a rule allocates grows with what it says, not with how many there are.
func TestLoadAllocations(t *testing.T) {
	for name, most := range map[string]int{"usual": 20, "long": 42} {
		data := map[string][]byte{"usual": usual(500), "long": generated(500, "best")}[name]
		n := testing.AllocsPerRun(1, func() { rules.MustParse("bench.yaml", data) })
		assert.Less(t, int(n)/500, most, name)
	}
}

func perRule(b *testing.B, data []byte) {
	b.Helper()
	n := strings.Count(string(data), "      - id:")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/rule")
}

func loadNaively(b *testing.B, data []byte) {
	b.Helper()
	env := map[string]any{
		"incident": map[string]any{"kind": "", "severity": 0, "repeats": 0}, "client": map[string]any{"tier": ""},
		"order": map[string]any{"price": 0.0}, "ours": false, "loyal": false,
	}
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
			if text == "" {
				continue
			}
			if _, err := expr.Compile(text, expr.Env(env), expr.AsBool()); err != nil {
				b.Fatal(err)
			}
		}
	}
}
