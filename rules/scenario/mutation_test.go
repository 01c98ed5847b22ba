package scenario

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

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

// What is listed as the smallest case that nobody noticed is one: written as a scenario
// that wants the money as it is, it notices the mistake.
func TestSurvivorsAreNoticedByTheirCases(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/cover/some.yaml")
	require.NoError(t, err)
	policyText, err := os.ReadFile("testdata/cover/policy.yaml")
	require.NoError(t, err)
	load := func(text string) *Mutation {
		suite, err := Load(fstest.MapFS{"some.yaml": {Data: []byte(text)}, "policy.yaml": {Data: policyText}}, "some.yaml")
		require.NoError(t, err, text)
		policy, err := suite.LoadPolicy()
		require.NoError(t, err)
		m, err := Mutate(policy, []*Suite{suite}, nil)
		require.NoError(t, err, text)
		return m
	}
	var more strings.Builder
	cases := map[string]bool{}
	for i, s := range load(string(data)).Survivors {
		money, found := strings.CutPrefix(s.Difference, "value ")
		if s.Base == "" || !found {
			continue
		}
		was, _, _ := strings.Cut(money, " becomes ")
		fmt.Fprintf(&more, "  - name: case %d\n    want: {value: %s}\n%s", i, was, caseText(s.With))
		cases[fmt.Sprint(s.Line, s.Column, s.What)] = true
	}
	assert.Greater(t, len(cases), 15)
	for _, s := range load(string(data) + more.String()).Survivors {
		assert.False(t, cases[fmt.Sprint(s.Line, s.Column, s.What)], "%d: %s survives its own case", s.Line, s.What)
	}
}

// caseText writes what a case has beside the base as YAML.
func caseText(with string) string {
	text, left := "", ""
	for extra := range strings.SplitSeq(with, " and ") {
		name, value, _ := strings.Cut(extra, " ")
		if account, ok := strings.CutPrefix(name, "budget."); ok {
			left = fmt.Sprintf("    budget: {%s: %s}\n", account, value)
			continue
		}
		text += fmt.Sprintf("      %s: %s\n", name, value)
	}
	if text != "" {
		text = "    case:\n" + text
	}
	return text + left
}
