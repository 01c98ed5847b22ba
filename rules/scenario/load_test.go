package scenario

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/internal/lines"
)

var update = flag.Bool("update", false, "write the golden files")

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(name, []byte(got), 0o600))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err, "run go test with -update")
	assert.Equal(t, string(want), got)
}

// Every fault of a file is told at once, with its place and a hint.
func TestFaults(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/faults/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			_, err := Load(os.DirFS("testdata/faults"), filepath.Base(name))
			invalid, ok := errors.AsType[*rules.Error](err)
			require.True(t, ok, "%v", err)
			golden(t, strings.TrimSuffix(name, ".yaml")+".out", rules.Render(invalid.Diagnostics))
		})
	}
}

func TestLoadFails(t *testing.T) {
	t.Parallel()
	_, err := Load(fstest.MapFS{}, "none.yaml")
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

// A scenario's facts lie over those of its table, and these over the base.
func TestMerge(t *testing.T) {
	t.Parallel()
	suite := parse(t, `
base: {order: {price: 100, refundable: 50}, sla: {uptime: 99}}
scenarios:
  - name: alone
    case: {sla: {uptime: 010.50}, order: {refundable: null}}
    want: {value: 1}
  - table: together
    case: {order: {price: 7}}
    columns: [sla.uptime, order.refundable, name, want.value]
    rows:
      - [no, 3, a row, 1]
      - [null, "", another, 2]
`)
	require.Len(t, suite.Scenarios, 3)
	assert.Equal(t, map[string]string{"order.price": "100", "sla.uptime": "010.50"}, facts(suite.Scenarios[0]))
	assert.Equal(t, map[string]string{"order.price": "7", "sla.uptime": "no", "order.refundable": "3"}, facts(suite.Scenarios[1]))
	assert.Equal(t, map[string]string{"order.price": "7", "sla.uptime": "99", "order.refundable": ""}, facts(suite.Scenarios[2]))
	assert.Equal(t, "together/a row", suite.Scenarios[1].Name)
	assert.Equal(t, Place{File: "file.yaml", Line: 10, Col: 9}, suite.Scenarios[1].At)
}

// A sheet has a scenario for each line; an empty cell is absent, and every cell knows its place.
func TestSheet(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{
		"in/file.yaml": {Data: []byte("base: {a: {b: 1}}\nscenarios:\n  - {table: sheet, csv: ../out/s.csv}\n")},
		"out/s.csv":    {Data: []byte("\ufeffa.b,name,want.rules,want.value\n2,\"one, two\",x y,\n,none,[],3\n")},
	}
	suite, err := Load(fsys, "in/file.yaml")
	require.NoError(t, err)
	require.Len(t, suite.Scenarios, 2)
	first, second := suite.Scenarios[0], suite.Scenarios[1]
	assert.Equal(t, "sheet/one, two", first.Name)
	assert.Equal(t, map[string]string{"a.b": "2"}, facts(first))
	require.Len(t, first.wants, 1)
	assert.Equal(t, "[x, y]", first.wants[0].want())
	assert.Equal(t, Place{File: "out/s.csv", Line: 2, Col: 14}, first.wants[0].cell.place())
	assert.Equal(t, map[string]string{"a.b": "1"}, facts(second))
	require.Len(t, second.wants, 2)
	assert.Equal(t, "[]", second.wants[0].want())
}

func parse(t *testing.T, text string) *Suite {
	t.Helper()
	suite, err := Load(fstest.MapFS{"file.yaml": {Data: []byte(strings.TrimPrefix(text, "\n"))}}, "file.yaml")
	require.NoError(t, err)
	return suite
}

func facts(s *Scenario) map[string]string {
	all := map[string]string{}
	for _, f := range s.own() {
		all[f.name] = f.value
	}
	return all
}

// Whatever the bytes, loading ends with a suite or with faults that lie in the file.
func FuzzLoad(f *testing.F) {
	names, err := filepath.Glob("testdata/*/*.yaml")
	require.NoError(f, err)
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(f, err)
		f.Add(data, []byte("order.price,want.value\n1,2\n"))
	}
	for _, br := range []string{"\r", "\u0085", "\u2028"} { // breaks of YAML, which a sheet does not have
		f.Add([]byte("#"+br+"0"), []byte(nil))
		f.Add([]byte("tables:"+br+"  - name: t"+br+"    csv: s.csv"+br), []byte("order.price,"+br+"want.value\n1,2\n"))
	}
	f.Add([]byte("\xff\xfea\x00"), []byte(nil))
	f.Add([]byte("---"), []byte(nil))
	f.Add([]byte("tables:\n  - name: t\n    csv: s.csv\n"), []byte("\ufeff\"a\"x,b\n"))
	f.Fuzz(func(t *testing.T, data, sheet []byte) {
		_, err := Load(fstest.MapFS{"f.yaml": {Data: data}, "s.csv": {Data: sheet}}, "f.yaml")
		if err == nil {
			return
		}
		invalid, ok := errors.AsType[*rules.Error](err)
		require.True(t, ok, "%v", err)
		require.NotEmpty(t, invalid.Diagnostics)
		for _, d := range invalid.Diagnostics {
			source := lines.YAML(string(data))
			if d.File == "s.csv" {
				source = lines.CSV(string(sheet))
			}
			length := utf8.RuneCountInString(source.Line(d.Line))
			require.GreaterOrEqual(t, d.Line, 1, "%s", d)
			require.LessOrEqual(t, d.Line, source.Count(), "%s", d)
			require.GreaterOrEqual(t, d.Column, 1, "%s", d)
			require.LessOrEqual(t, d.Column, length+1, "%s", d)
			require.GreaterOrEqual(t, d.Width, 1, "%s", d)
			require.LessOrEqual(t, d.Column+d.Width-1, max(length, d.Column), "%s", d)
		}
	})
}
