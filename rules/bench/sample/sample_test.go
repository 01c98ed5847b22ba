package sample_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/amendsgo/amends/rules/bench/sample"
)

func TestShareOfMatchesIsAsSaid(t *testing.T) {
	cases := sample.Cases(2_000)
	for _, want := range []struct {
		share sample.Share
		part  float64
	}{{sample.Dense, 0.12}, {sample.Sparse, 0.006}} {
		for _, size := range sample.Sizes() {
			policy := sample.Draw(want.share, size)
			t.Run(policy.Name(), func(t *testing.T) {
				matches := 0
				for i := range cases {
					for j := range policy.Rules {
						if policy.Rules[j].Matches(&cases[i]) {
							matches++
						}
					}
				}
				part := float64(matches) / float64(len(cases)*size)
				assert.InEpsilon(t, want.part, part, 0.15)
			})
		}
	}
}

func TestConditionsHaveOneToFourAtomsOverAllFacts(t *testing.T) {
	lengths, facts := map[int]int{}, map[int]int{}
	for _, rule := range sample.Draw(sample.Dense, 1_000).Rules {
		atoms := 0
		for _, any := range rule.All {
			atoms += len(any)
			for _, atom := range any {
				facts[atom.Fact]++
			}
		}
		lengths[atoms]++
	}
	assert.Len(t, lengths, 4)
	assert.Len(t, facts, len(sample.Facts()))
}
