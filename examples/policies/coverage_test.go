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

// survivors are the mistakes that no scenario can notice, and why.
var survivors = map[string]string{
	"cable: match and weather-choice are swapped":   "the better of the two is taken, and 15 is never as much as 5",
	"cable: 0 becomes 1":                            "the least that is paid as a gesture is 3",
	"water: 2025-07-02 becomes 2025-07-01":          "supply_first and supply_more are only asked together: one of the two still refuses an earlier day",
	"webshop: \"stolen\" becomes \"lost\"":          "a rule on trial: it is watched, and gives nothing",
	"webshop: == becomes !=":                        "a rule on trial: it is watched, and gives nothing",
	"webshop: 5 becomes 6":                          "a rule on trial: it is watched, and gives nothing",
	"default: refund and credit-choice are swapped": "the furious are offered refund-choice, which comes before both",
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
			var text strings.Builder
			require.NoError(t, mutation.WriteText(&text))
			assert.GreaterOrEqual(t, mutation.Percent, 95, text.String())
			var found, explained []string
			for i := range mutation.Survivors {
				found = append(found, policy.Name()+": "+mutation.Survivors[i].What)
			}
			for what := range survivors {
				if strings.HasPrefix(what, policy.Name()+":") {
					explained = append(explained, what)
				}
			}
			assert.Subset(t, explained, found, text.String())
			assert.Subset(t, found, explained, "none is explained that is gone")
		})
	}
}
