package scenario

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The examples of the page run, and it names every key.
func TestPageOfTheFormat(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("README.md")
	require.NoError(t, err)
	policy, err := os.ReadFile("testdata/readme/policy.yaml")
	require.NoError(t, err)
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(data), -1)
	require.NotEmpty(t, blocks)
	for _, block := range blocks {
		suite, err := Load(fstest.MapFS{"cases.yaml": {Data: []byte(block[1])}, "policy.yaml": {Data: policy}}, "cases.yaml")
		require.NoError(t, err)
		results, err := suite.Run(nil, Options{})
		require.NoError(t, err)
		assert.True(t, results.OK(), report(t, results, false))
		assert.Equal(t, 1, results.Count(Skipped))
	}
	for _, keys := range [][]string{wantKeys, scenarioKeys, {"table", "columns", "rows", "csv"}, plainColumns} {
		for _, key := range keys {
			assert.True(t, strings.Contains(string(data), "`"+key), key)
		}
	}
}
