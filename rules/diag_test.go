package rules_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules"
)

var update = flag.Bool("update", false, "write what the tests find as what they want")

// diagnostics returns what is said about a policy, warnings included.
func diagnostics(t testing.TB, name string, data []byte) []rules.Diagnostic {
	t.Helper()
	policy, err := rules.Parse(name, data)
	if err == nil {
		return policy.Warnings()
	}
	invalid := new(rules.Error)
	require.ErrorAs(t, err, &invalid)
	require.NotEmpty(t, invalid.Diagnostics)
	return invalid.Diagnostics
}

func TestDiagnostics(t *testing.T) {
	files, err := filepath.Glob("testdata/diag/*.yaml")
	require.NoError(t, err)
	assert.GreaterOrEqual(t, len(files), 80)
	told := map[string]bool{}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			found := diagnostics(t, filepath.Base(file), data)
			for _, d := range found {
				told[d.Code] = true
			}
			golden(t, strings.TrimSuffix(file, ".yaml")+".out", rules.Render(found))
		})
	}
	for _, code := range rules.Codes() {
		assert.True(t, told[code.Name] || inGo[code.Name], "no file shows %s", code.Name)
	}
	for name := range told {
		assert.True(t, known(name), "%s is not among the codes", name)
	}
}

// inGo are the codes that tests in Go show, because their files would be too large.
var inGo = map[string]bool{"too-large": true, "too-many-faults": true, "expression-too-long": true}

func known(name string) bool {
	for _, code := range rules.Codes() {
		if code.Name == name {
			return true
		}
	}
	return false
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o600))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func TestTwentyFaultsInOneRun(t *testing.T) {
	data, err := os.ReadFile("testdata/diag/twenty.yaml")
	require.NoError(t, err)
	lines := map[int]bool{}
	for _, d := range diagnostics(t, "twenty.yaml", data) {
		lines[d.Line] = true
	}
	assert.GreaterOrEqual(t, len(lines), 20)
}
