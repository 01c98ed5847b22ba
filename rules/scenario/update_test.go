package scenario

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules"
)

// What came is written over what was wanted, and nothing else changes.
func TestUpdate(t *testing.T) {
	t.Parallel()
	suite, err := Open("testdata/update/cases.yaml")
	require.NoError(t, err)
	results, err := suite.Run(nil, Options{})
	require.NoError(t, err)
	files, left, err := suite.Update(results)
	require.NoError(t, err)
	require.Len(t, files, 2)
	golden(t, "testdata/update/cases.golden", string(files["testdata/update/cases.yaml"]))
	golden(t, "testdata/update/sheet.golden", string(files["testdata/update/sheet.csv"]))

	var places []string
	for _, d := range left {
		places = append(places, d.At.String()+" "+d.Key)
	}
	golden(t, "testdata/update/left.golden", strings.Join(places, "\n")+"\n")

	// Written to disk and run again, only what was left is different.
	folder := t.TempDir()
	require.NoError(t, os.CopyFS(filepath.Join(folder, "run"), os.DirFS("testdata/run")))
	require.NoError(t, os.Mkdir(filepath.Join(folder, "update"), 0o700))
	for name, data := range files {
		require.NoError(t, os.WriteFile(filepath.Join(folder, "update", filepath.Base(name)), data, 0o600))
	}
	again, err := Open(filepath.ToSlash(filepath.Join(folder, "update", "cases.yaml")))
	require.NoError(t, err)
	results, err = again.Run(nil, Options{})
	require.NoError(t, err)
	different := 0
	for i := range results.List {
		different += len(results.List[i].Differences)
	}
	assert.Equal(t, len(left), different)
	_, leftAgain, err := again.Update(results)
	require.NoError(t, err)
	assert.Len(t, leftAgain, len(left))
}

// However a file's lines end, the same places are written, and the ends stay.
func TestUpdateOtherBreaks(t *testing.T) {
	t.Parallel()
	read := func(name string) string {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		return string(data)
	}
	for _, br := range []string{"\r\n", "\r", "\u0085", "\u2028"} {
		suite, err := load(func(name string) ([]byte, error) {
			text := read(name)
			if name == "testdata/update/cases.yaml" {
				text = strings.ReplaceAll(text, "\n", br)
			}
			return []byte(text), nil
		}, "testdata/update/cases.yaml")
		require.NoError(t, err, "%q", br)
		results, err := suite.Run(nil, Options{})
		require.NoError(t, err, "%q", br)
		files, _, err := suite.Update(results)
		require.NoError(t, err, "%q", br)
		got := string(files["testdata/update/cases.yaml"])
		assert.Equal(t, read("testdata/update/cases.golden"), strings.ReplaceAll(got, br, "\n"), "%q", br)
		assert.Equal(t, read("testdata/update/sheet.golden"), string(files["testdata/update/sheet.csv"]), "%q", br)
	}
}

// A suite that passes is left alone.
func TestUpdateNothing(t *testing.T) {
	t.Parallel()
	suite, err := Load(os.DirFS("testdata/run"), "passes.yaml")
	require.NoError(t, err)
	results, err := suite.Run(nil, Options{})
	require.NoError(t, err)
	files, left, err := suite.Update(results)
	require.NoError(t, err)
	assert.Empty(t, files)
	assert.Empty(t, left)
}

// Whatever changes in a policy, the updated files say what comes now.
func TestUpdateAfterAnyMistake(t *testing.T) {
	t.Parallel()
	suite, err := Open("testdata/run/passes.yaml")
	require.NoError(t, err)
	policy, err := suite.LoadPolicy()
	require.NoError(t, err)
	mutants, err := NewCoverage(policy).mutants()
	require.NoError(t, err)
	changed := 0
	for _, m := range mutants {
		mutated, err := rules.Parse("policy.yaml", []byte(m.text))
		if err != nil {
			continue
		}
		results, err := suite.Run(mutated, Options{})
		if err != nil {
			continue // a line that the scenarios name is gone
		}
		files, left, err := suite.Update(results)
		require.NoError(t, err, m.What)
		again, err := load(func(name string) ([]byte, error) {
			if data, there := files[name]; there {
				return data, nil
			}
			return suite.read(name)
		}, suite.File)
		require.NoError(t, err, m.What)
		results, err = again.Run(mutated, Options{})
		require.NoError(t, err, m.What)
		different := 0
		for i := range results.List {
			different += len(results.List[i].Differences)
		}
		require.Equal(t, len(left), different, "%d: %s", m.Line, m.What)
		changed += len(files)
	}
	assert.Greater(t, changed, 20)
}
