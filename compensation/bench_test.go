package compensation_test

import (
	"encoding/json"
	"testing"

	"github.com/amendsgo/amends/compensation"
)

// The policy's own part of a decision is small here: what is measured is this
// package.
func BenchmarkDecide(b *testing.B) {
	for name, snapshot := range map[string]*compensation.Snapshot{
		"unasked": nil, "roomy": capped(100000, 0, 0), "trimmed": capped(1500, 0, 0),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			policy := house{yearly: 10000, awards: 2, drafts: draftOf(sum("a", 1000), sum("b", 2000))}
			c := outage()
			for b.Loop() {
				if _, err := compensation.Decide(policy, c, noon, snapshot); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParseCase(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compensation.ParseCase([]byte(fullCase)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMarshalRecommendation(b *testing.B) {
	rec, err := compensation.Decide(house{}, outage(), noon, holds(100000))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := json.Marshal(rec); err != nil {
			b.Fatal(err)
		}
	}
}
