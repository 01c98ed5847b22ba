package scenario

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules"
)

func covered(t *testing.T, name string, o Options) *Report {
	t.Helper()
	suite, err := Load(os.DirFS("testdata/cover"), name)
	require.NoError(t, err)
	policy, err := suite.LoadPolicy()
	require.NoError(t, err)
	o.Coverage = NewCoverage(policy)
	_, err = suite.Run(policy, o)
	require.NoError(t, err)
	return o.Coverage.Report()
}

func coverText(t *testing.T, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.WriteText(&b))
	return b.String()
}

// What a few scenarios leave open.
func TestCoverage(t *testing.T) {
	t.Parallel()
	golden(t, "testdata/cover/some.out", coverText(t, covered(t, "some.yaml", Options{})))
}

// Nothing run, nothing covered.
func TestCoverageOfNothing(t *testing.T) {
	t.Parallel()
	r := covered(t, "some.yaml", Options{Match: "no such scenario"})
	assert.Zero(t, r.Covered)
	assert.Zero(t, r.Percent)
	assert.Len(t, r.Missing(), r.Total)
}

// Cover is what the users of the package call; what is shown suffices here.
func TestCover(t *testing.T) {
	t.Parallel()
	policy, err := rules.Load(os.DirFS("testdata/cover"), "policy.yaml")
	require.NoError(t, err)
	Cover(t, policy, 60, "testdata/cover/some.yaml")
}
