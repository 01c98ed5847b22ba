package scenario

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Which mistakes a few scenarios notice, and which they do not.
func TestMutate(t *testing.T) {
	t.Parallel()
	suite, err := Load(os.DirFS("testdata/cover"), "some.yaml")
	require.NoError(t, err)
	policy, err := suite.LoadPolicy()
	require.NoError(t, err)
	m, err := Mutate(policy, []*Suite{suite}, nil)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, m.WriteText(&b))
	golden(t, "testdata/cover/mutants.out", b.String())

	again, err := Mutate(policy, []*Suite{suite}, nil)
	require.NoError(t, err)
	assert.Equal(t, m, again)
}

// Scenarios that fail on the policy itself cannot tell a mistake.
func TestMutateFailing(t *testing.T) {
	t.Parallel()
	suite, err := Load(os.DirFS("testdata/run"), "fails.yaml")
	require.NoError(t, err)
	policy, err := suite.LoadPolicy()
	require.NoError(t, err)
	_, err = Mutate(policy, []*Suite{suite}, nil)
	assert.ErrorContains(t, err, "fails on the policy itself")
	_, err = Mutate(policy, nil, nil)
	assert.ErrorContains(t, err, "no scenarios")
}
