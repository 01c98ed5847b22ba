package scenario

import (
	"os"
	"path"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/internal/misshapen"
)

// Whatever stands in place of a part of a file, it ends with faults, or with scenarios
// that run and can be written.
func TestMisshapen(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/*/*.yaml")
	require.NoError(t, err)
	tried, ran := 0, 0
	policies := map[string]*rules.Policy{} // by name, loaded once
	for _, name := range names {
		if path.Base(name) == "policy.yaml" {
			continue
		}
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		tried += misshapen.Each(data, func(what string, text []byte) {
			require.NotPanics(t, func() {
				var faults *rules.Error
				suite, err := load(func(file string) ([]byte, error) {
					if file == name {
						return text, nil
					}
					return os.ReadFile(path.Clean(file))
				}, name)
				if err != nil {
					require.ErrorAs(t, err, &faults)
					return
				}
				policy := policies[suite.Policy]
				if policy == nil {
					if policy, err = suite.LoadPolicy(); err != nil {
						return // it names none
					}
					policies[suite.Policy] = policy
				}
				results, err := suite.Run(policy, Options{})
				if err != nil {
					require.ErrorAs(t, err, &faults) // it names what the policy does not have
					return
				}
				ran++
				_, _, err = suite.Update(results)
				require.NoError(t, err)
			}, "%s: %s\n%s", name, what, text)
		})
	}
	require.Greater(t, tried, 1000)
	require.Greater(t, ran, 100)
}
