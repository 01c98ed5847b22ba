package cases_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// line is a row of the README: the case, and the policy that decides it.
var line = regexp.MustCompile(`(?m)^\| \[(\S+\.json)\]\(\S+\) \| (built in|\[(\S+)\]\(\S+\)) \|`)

// The README lists every case with its policy, and each of them is decided the
// same way run after run.
func TestCases(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	files, err := filepath.Glob("*.json")
	require.NoError(t, err)

	var listed []string
	shown := map[archetype.Kind]bool{}
	for _, row := range line.FindAllStringSubmatch(string(readme), -1) {
		name, policy := row[1], load(t, row[3])
		listed = append(listed, name)
		t.Run(name, func(t *testing.T) {
			rec := decide(t, name, policy)
			if row[3] == "" {
				shown[rec.Archetype] = true
			}
			first, err := json.Marshal(rec)
			require.NoError(t, err)
			second, err := json.Marshal(decide(t, name, policy))
			require.NoError(t, err)
			assert.Equal(t, string(first), string(second))
			assert.NoError(t, compensation.Replay(policy, rec))
		})
	}
	assert.ElementsMatch(t, files, listed)
	for _, kind := range archetype.All() {
		assert.True(t, shown[kind], "a case for %s", kind)
	}
}

func load(t *testing.T, name string) *rules.Policy {
	t.Helper()
	if name == "" {
		return rules.Default()
	}
	policy, err := rules.Load(os.DirFS("../policies"), name+".yaml")
	require.NoError(t, err)
	return policy
}

func decide(t *testing.T, name string, policy *rules.Policy) *compensation.Recommendation {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	c, err := compensation.ParseCase(data)
	require.NoError(t, err)
	require.False(t, c.Date.IsMissing(), "a case that names no day comes out differently tomorrow")
	at := time.Unix(c.Date.Days()*24*60*60, 0).UTC().Add(12 * time.Hour)
	rec, err := compensation.Decide(policy, c, at, nil)
	require.NoError(t, err)
	return rec
}
