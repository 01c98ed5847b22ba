package policies_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/scenario"
)

// unreachable is what no case can show of a policy, and why.
var unreachable = map[string]string{
	"total.goodwill is never 0.01": "cable: the least that is paid as a gesture is 3",
}

// The scenarios show all of their policies, and would notice nearly every mistake.
func TestScenariosProveTheirPolicies(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("*_cases.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range append(names, "../../rules/default_cases.yaml") {
		t.Run(strings.TrimSuffix(filepath.Base(name), "_cases.yaml"), func(t *testing.T) {
			t.Parallel()
			suite, err := scenario.Open(name)
			require.NoError(t, err)
			policy, err := suite.LoadPolicy()
			require.NoError(t, err)

			coverage := scenario.NewCoverage(policy)
			_, err = suite.Run(policy, scenario.Options{Coverage: coverage})
			require.NoError(t, err)
			for _, goal := range coverage.Report().Missing() {
				assert.Contains(t, unreachable, goal.Missing, "%s:%d:%d: %s", suite.Policy, goal.Line, goal.Column, goal.Of)
			}

			mutation, err := scenario.Mutate(policy, []*scenario.Suite{suite}, nil)
			require.NoError(t, err)
			var survivors strings.Builder
			require.NoError(t, mutation.WriteText(&survivors))
			assert.GreaterOrEqual(t, mutation.Percent, 95, survivors.String())
			t.Log(survivors.String())
		})
	}
}
