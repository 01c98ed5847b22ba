package scenario

import (
	"bytes"
	"os"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Scenarios are made for what is missing; they pass, and show what they were made for.
func TestGenerate(t *testing.T) {
	t.Parallel()
	suite, err := Load(os.DirFS("testdata/cover"), "some.yaml")
	require.NoError(t, err)
	policy, err := suite.LoadPolicy()
	require.NoError(t, err)
	c := NewCoverage(policy)
	_, err = suite.Run(policy, Options{Coverage: c})
	require.NoError(t, err)
	made, left, err := suite.Generate(policy, c)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, suite.WriteGenerated(&b, made))
	golden(t, "testdata/cover/generated.golden", b.String())
	assert.Len(t, c.Report().Missing(), len(left))

	policyText, err := os.ReadFile("testdata/cover/policy.yaml")
	require.NoError(t, err)
	generated, err := Load(fstest.MapFS{"g.yaml": {Data: b.Bytes()}, "policy.yaml": {Data: policyText}}, "g.yaml")
	require.NoError(t, err)
	again := NewCoverage(policy)
	_, err = suite.Run(policy, Options{Coverage: again})
	require.NoError(t, err)
	results, err := generated.Run(policy, Options{Coverage: again})
	require.NoError(t, err)
	assert.True(t, results.OK(), report(t, results, false))
	assert.Len(t, again.Report().Missing(), len(left))
	assert.Empty(t, left)
}
