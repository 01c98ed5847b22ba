package condition

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The straight way to see that a condition is possible says nothing that its normal form
// denies, and needs that form seldom.
func TestImpossibleAgreesWithNormalForm(t *testing.T) {
	s := testScope(t)
	straight, impossible, all := 0, 0, 0
	for seed := range uint64(3000) {
		g := generator{rand.New(rand.NewPCG(seed, 5))}
		source := g.condition(2) + " and " + g.condition(1) + " and " + g.test(0)
		c, _ := s.Condition(Source{Text: source}, Use{})
		if c == nil {
			continue // one of its parts is the same for every case
		}
		n := c.normal()
		want := n.short && !slices.ContainsFunc(n.products, func(p product) bool { return !p.empty() })
		require.Equal(t, want, Impossible(c), source)
		if _, ok := c.root.satisfy(nil); ok {
			straight++
		}
		if want {
			impossible++
		}
		all++
	}
	assert.Greater(t, impossible, 30)
	assert.Greater(t, straight, all/5)
}
