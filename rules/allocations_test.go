//go:build !race

package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// A decision on the built-in policy, with its explanation, takes half a dozen allocations. Under
// the race detector pools forget at random, so that there it takes more.
func TestADecisionTakesFewAllocations(t *testing.T) {
	policy := rules.Default()
	for name, c := range map[string]compensation.Case{
		"a ladder of three": benchCase(), "one step": benchOne(), "changed sums": benchChanged(),
	} {
		assert.LessOrEqual(t, testing.AllocsPerRun(200, func() {
			_, err := compensation.Decide(policy, c, midday, nil)
			require.NoError(t, err)
		}), 6.0, name)
	}
}
