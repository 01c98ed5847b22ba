package policies_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/scenario"
)

func TestScenarios(t *testing.T) {
	scenario.Test(t, nil, "*_cases.yaml", "../../rules/default_cases.yaml")
}

// Every policy has a file of scenarios, and it is worth the name.
func TestEveryPolicyIsTested(t *testing.T) {
	names, err := filepath.Glob("*.yaml")
	require.NoError(t, err)
	for _, name := range names {
		if strings.HasSuffix(name, "_cases.yaml") {
			continue
		}
		cases := strings.TrimSuffix(name, ".yaml") + "_cases.yaml"
		suite, err := scenario.Load(os.DirFS("."), cases)
		require.NoError(t, err)
		assert.Equal(t, name, suite.Policy)
		assert.GreaterOrEqual(t, len(suite.Scenarios), 15)
	}
}
