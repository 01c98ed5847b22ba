package scenario

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules"
)

func run(t *testing.T, name string, o Options) *Results {
	t.Helper()
	suite, err := Load(os.DirFS("testdata/run"), name)
	require.NoError(t, err)
	results, err := suite.Run(nil, o)
	require.NoError(t, err)
	return results
}

func report(t *testing.T, r *Results, all bool) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.WriteText(&b, all))
	return b.String()
}

func TestPasses(t *testing.T) {
	t.Parallel()
	results := run(t, "passes.yaml", Options{})
	assert.True(t, results.OK())
	golden(t, "testdata/run/passes.out", report(t, results, true))
}

func TestFails(t *testing.T) {
	t.Parallel()
	results := run(t, "fails.yaml", Options{})
	assert.False(t, results.OK())
	golden(t, "testdata/run/fails.out", report(t, results, false))
}

// With explanations, a wanted rule that did not win says why.
func TestExplain(t *testing.T) {
	t.Parallel()
	golden(t, "testdata/run/explain.out", report(t, run(t, "explain.yaml", Options{Explain: true}), false))
}

// What the policy does not know is told before anything is run.
func TestWrong(t *testing.T) {
	t.Parallel()
	suite, err := Load(os.DirFS("testdata/run"), "wrong.yaml")
	require.NoError(t, err)
	_, err = suite.Run(nil, Options{})
	invalid, ok := errors.AsType[*rules.Error](err)
	require.True(t, ok, "%v", err)
	golden(t, "testdata/run/wrong.out", rules.Render(invalid.Diagnostics))
	assert.Equal(t, err, suite.Check(nil))
}

// The same file gives the same report, whatever the scheduler does.
func TestDeterministic(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"passes.yaml", "fails.yaml"} {
		first := report(t, run(t, name, Options{}), true)
		for range 20 {
			require.Equal(t, first, report(t, run(t, name, Options{}), true))
		}
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	tests := []struct {
		pattern string
		want    int
	}{
		{"a bad month", 1},
		{"a bad", 0},
		{"uptime/*", 3},
		{"uptime*", 9},
		{"*/row ?", 3},
		{"[", 0},
		{"*", 26},
		{"", 26},
	}
	for _, test := range tests {
		assert.Len(t, run(t, "passes.yaml", Options{Match: test.pattern}).List, test.want, "%q", test.pattern)
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	done, total := 0, 0
	results := run(t, "passes.yaml", Options{Progress: func(d, n int) { done, total = d, n }})
	assert.Equal(t, len(results.List), done)
	assert.Equal(t, len(results.List), total)
}

func TestNoPolicy(t *testing.T) {
	t.Parallel()
	suite := parse(t, "scenarios: [{name: a, want: {value: 1}}]")
	_, err := suite.Run(nil, Options{})
	assert.ErrorContains(t, err, "names no policy")
	suite = parse(t, "policy: none.yaml\nscenarios: [{name: a, want: {value: 1}}]")
	_, err = suite.Run(nil, Options{})
	assert.ErrorIs(t, err, os.ErrNotExist)
}

// Test is what the users of the package call.
func TestFiles(t *testing.T) {
	t.Parallel()
	Test(t, nil, "testdata/run/passes.yaml")
	policy, err := rules.Load(os.DirFS("testdata/run"), "policy.yaml")
	require.NoError(t, err)
	Test(t, policy, "testdata/run/pass*.yaml")
}
