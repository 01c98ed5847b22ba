package rules_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/scenario"
)

// TestDiagnosticsReference keeps DIAGNOSTICS.md what the loader really says.
func TestDiagnosticsReference(t *testing.T) {
	figures, err := os.ReadFile("testdata/mutations.md")
	require.NoError(t, err)
	shown := showcases(t)
	var b strings.Builder
	b.WriteString(preface)
	for _, code := range rules.Codes() {
		fmt.Fprintf(&b, "- [`%s`](#%s) %s\n", code.Name, code.Name, code.Severity)
	}
	fmt.Fprintf(&b, "\n## How often the place is right\n\n%s\n%s", measured, figures)
	for _, code := range rules.Codes() {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", code.Name, code.About)
		if one, ok := shown[code.Name]; ok {
			fmt.Fprintf(&b, "\n```yaml\n%s```\n\n```text\n%s```\n", one.text, one.output)
			continue
		}
		large := tooLongToShow[code.Name]
		require.NotEmpty(t, large.text, code.Name)
		output := rules.Render(only(code.Name, diagnostics(t, "policy.yaml", []byte(large.text))))
		fmt.Fprintf(&b, "\nIn %s:\n\n```text\n%s```\n", large.says, output)
	}
	golden(t, "DIAGNOSTICS.md", b.String())
}

const preface = `# Diagnostics

What the loader says about a policy, one section for each code: when it occurs, a policy that has it, and what is
said. A test writes this file from the loader's real output (` + "`go test ./rules -run Reference -update`" + `).

A diagnostic has a code that stays the same, the place as file:line:column with its width, the rule it belongs to, a
message, what was expected, and a hint. All faults of a file are told at once, in its order. A policy with
errors cannot be used; one with warnings alone can.

`

const measured = `Every policy of this repository is taken, and every token of a fixed list is got wrong, one at a time; a mutant that
means the same to YAML is not counted. The test prints the figures (` + "`go test ./rules -run Mutations -mutants -v`" + `).
`

// tooLongToShow are the codes of files that nobody would read.
var tooLongToShow = map[string]struct{ says, text string }{
	"too-large":           {"a file of 10 MB", strings.Repeat("# nothing\n", 1<<20)},
	"too-many-faults":     {"a file with 2,000 unknown keys", tiny + manyKeys(2_000)},
	"expression-too-long": {"a condition of a million parentheses", strings.Replace(tiny, "incident.severity >= 4", `"`+strings.Repeat("(", 1<<20)+`"`, 1)},
}

// only is the first diagnostic with this code.
func only(code string, found []rules.Diagnostic) []rules.Diagnostic {
	i := slices.IndexFunc(found, func(d rules.Diagnostic) bool { return d.Code == code })
	return found[i : i+1]
}

type showcase struct {
	text, output string
	weight       int // of what a reader has to take in
}

// showcases chooses for each code the shortest of the golden files that has it.
func showcases(t *testing.T) map[string]showcase {
	t.Helper()
	files, err := filepath.Glob("testdata/diag/*.yaml")
	require.NoError(t, err)
	shown := map[string]showcase{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		if strings.HasPrefix(filepath.Base(file), "place_") || slices.Contains(data, '\r') {
			continue
		}
		found := diagnostics(t, "policy.yaml", data)
		for _, d := range found {
			one := showcase{
				text: strings.ToValidUTF8(string(data), "\uFFFD"), output: rules.Render(only(d.Code, found)), weight: len(data) + 200*len(found),
			}
			if best, ok := shown[d.Code]; !ok || one.weight < best.weight {
				shown[d.Code] = one
			}
		}
	}
	return shown
}

// TestLanguageReference loads every policy of LANGUAGE.md, runs the cases below it, and
// keeps the tables those of the loader.
func TestLanguageReference(t *testing.T) {
	data, err := os.ReadFile("LANGUAGE.md")
	require.NoError(t, err)
	text := string(data)
	for _, table := range regexp.MustCompile(`(?s)<!-- ([a-z:, ]+) -->\n(.*?)<!-- end -->\n`).FindAllStringSubmatch(text, -1) {
		text = strings.Replace(text, table[0], fmt.Sprintf("<!-- %s -->\n%s<!-- end -->\n", table[1], tableOf(t, table[1])), 1)
	}
	golden(t, "LANGUAGE.md", text)

	blocks := regexp.MustCompile("(?s)```yaml ?(\\w*)\n(.*?)```\n").FindAllStringSubmatch(text, -1)
	require.NotEmpty(t, blocks)
	for i, block := range blocks {
		if block[1] == "cases" {
			require.Equal(t, "policy", blocks[i-1][1])
			continue
		}
		require.Equal(t, "policy", block[1], "a block is a policy, or cases")
		require.Less(t, i+1, len(blocks))
		require.Equal(t, "cases", blocks[i+1][1], "cases show what a policy does:\n%s", block[2])
		name := strings.TrimPrefix(strings.Split(block[2], "\n")[0], "policy: ")
		t.Run(name, func(t *testing.T) {
			policy, err := rules.Parse(name+".yaml", []byte(block[2]))
			require.NoError(t, err)
			assert.Empty(t, policy.Warnings())
			suite, err := scenario.Load(fstest.MapFS{"cases.yaml": {Data: []byte(blocks[i+1][2])}}, "cases.yaml")
			require.NoError(t, err)
			results, err := suite.Run(policy, scenario.Options{})
			require.NoError(t, err)
			var told strings.Builder
			require.NoError(t, results.WriteText(&told, false))
			assert.True(t, results.OK(), told.String())
		})
	}
}

// tableOf is a table of the loader's, as Markdown.
func tableOf(t *testing.T, name string) string {
	t.Helper()
	switch what, of, _ := strings.Cut(name, ": "); what {
	case "keys":
		table := rules.KeyTable(of)
		require.NotEmpty(t, table, of)
		return table
	case "kinds":
		return rules.KindTable()
	case "facts":
		return rules.FactTable()
	}
	t.Fatalf("no table %q", name)
	return ""
}
