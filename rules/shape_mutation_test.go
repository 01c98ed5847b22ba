package rules_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/internal/misshapen"
)

// Whatever stands in place of a part of a policy, loading ends with a policy or with
// faults. Policies of the tests themselves have every key; those of the repository are
// taken too with -mutants.
func TestMisshapen(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/diag/*.yaml")
	require.NoError(t, err)
	texts := map[string][]byte{}
	if *everyMutant {
		texts = policies(t)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		texts[file] = data
	}
	tried := 0
	for name, data := range texts {
		tried += misshapen.Each(data, func(what string, text []byte) {
			require.NotPanics(t, func() {
				if _, err := rules.Parse(name, text); err != nil {
					var faults *rules.Error
					require.ErrorAs(t, err, &faults)
					require.NotEmpty(t, faults.Diagnostics)
				}
			}, "%s: %s\n%s", name, what, text)
		})
	}
	require.Greater(t, tried, 10_000)
}
