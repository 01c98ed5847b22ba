package rules_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules"
)

// mutation is one way of getting a token wrong. Each match of the pattern's first group is
// one mutant, with the group replaced.
type mutation struct {
	name    string
	pattern *regexp.Regexp
	replace func(string) string
}

var mutations = []mutation{
	{"misspell a key", regexp.MustCompile(`([A-Za-z_][A-Za-z0-9_.]{2,}):(?: |$)`), dropMiddle},
	{"misspell a fact", regexp.MustCompile(`\b((?:incident|client|order|history|total|case)\.[a-z0-9_]{4,})\b[^:]`), dropMiddle},
	{"misspell a constant", regexp.MustCompile(`(?:[=\[] ?|, )("[a-z_]+")`), func(s string) string { return s[:len(s)-1] + `x"` }},
	{"drop a quote", regexp.MustCompile(`(")`), drop},
	{"drop a colon", regexp.MustCompile(`(:)(?: |$)`), drop},
	{"drop a bracket", regexp.MustCompile(`([()\[\]{}])`), drop},
	{"indent too much", regexp.MustCompile(`^( *)\S`), func(s string) string { return s + " " }},
	{"indent too little", regexp.MustCompile(`^( +)\S`), func(s string) string { return s[1:] }},
	{"number to text", regexp.MustCompile(`[a-z_] (?:[<>]=?|[=!]=) ([0-9.]+)\b`), func(s string) string { return `"` + s + `"` }},
	{"text to number", regexp.MustCompile(`[=!]= ("[a-z_]+")`), func(string) string { return "7" }},
	{"two operators", regexp.MustCompile(` ((?:[<>]=?|[=!]=)) `), func(s string) string { return s + " >" }},
}

func drop(string) string { return "" }

func dropMiddle(word string) string { return word[:len(word)-2] + word[len(word)-1:] }

// prose is what no machine can check: the pattern ends where the text begins.
var prose = regexp.MustCompile(`^( *-? *(?:because|about|note|unit|by|version):)|^ *#|[{,] *(?:about|note|by):| # `)

type mutant struct {
	what string
	line int
	data []byte
}

// mutants are all single-token mutations of a policy that change it.
func mutants(data []byte) []mutant {
	lines := strings.Split(string(data), "\n")
	var all []mutant
	for i, line := range lines {
		readable := line
		if found := prose.FindStringIndex(line); found != nil {
			readable = line[:found[1]]
		}
		if strings.TrimSpace(readable) == "" || strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		for _, m := range mutations {
			for _, at := range m.pattern.FindAllStringSubmatchIndex(readable, -1) {
				changed := slices.Clone(lines)
				changed[i] = line[:at[2]] + m.replace(line[at[2]:at[3]]) + line[at[3]:]
				all = append(all, mutant{m.name, i + 1, []byte(strings.Join(changed, "\n"))})
			}
		}
	}
	return all
}

// policies are all in the repository.
func policies(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../examples/policies/*.yaml")
	require.NoError(t, err)
	found := map[string][]byte{}
	for _, file := range append(files, "default.yaml") {
		if strings.HasSuffix(file, "_cases.yaml") {
			continue
		}
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		found[filepath.Base(file)] = data
	}
	return found
}

var everyMutant = flag.Bool("mutants", false, "load every mutant of every policy, not one in twenty-five")

// tally of the mutants of one kind.
type tally struct{ all, told, right int }

// TestMutations gets tokens of every policy wrong, one at a time, and counts how often
// the fault is told, and in the right line. With -mutants it takes every token, and the
// figures must be those of the reference.
func TestMutations(t *testing.T) {
	byKind, sum := map[string]*tally{}, tally{}
	for _, m := range mutations {
		byKind[m.name] = &tally{}
	}
	for name, data := range policies(t) {
		_, err := rules.Parse(name, data)
		require.NoError(t, err)
		for _, r := range load(t, name, chosen(mutants(data))) {
			if r.same {
				continue
			}
			count := byKind[r.what]
			count.all++
			if r.told {
				count.told++
			}
			if r.right {
				count.right++
			} else {
				t.Logf("%s:%d: %s: %s", name, r.line, r.what, r.text)
			}
		}
	}
	var table strings.Builder
	table.WriteString("| mutation | mutants | told | in the right line |\n|---|---|---|---|\n")
	for _, m := range mutations {
		c := byKind[m.name]
		sum.all, sum.told, sum.right = sum.all+c.all, sum.told+c.told, sum.right+c.right
		fmt.Fprintf(&table, "| %s | %d | %d | %.1f %% |\n", m.name, c.all, c.told, percent(c.right, c.all))
	}
	fmt.Fprintf(&table, "| all | %d | %d | %.1f %% |\n", sum.all, sum.told, percent(sum.right, sum.all))
	t.Log("\n" + table.String())
	assert.GreaterOrEqual(t, percent(sum.right, sum.all), 95.0)
	assert.Positive(t, sum.all)
	if *everyMutant {
		golden(t, "testdata/mutations.md", table.String())
	}
}

// chosen are the mutants that are loaded.
func chosen(all []mutant) []mutant {
	if *everyMutant {
		return all
	}
	var some []mutant
	for i := 0; i < len(all); i += 25 {
		some = append(some, all[i])
	}
	return some
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(max(whole, 1)) }

type result struct {
	mutant
	text              string
	same, told, right bool
}

// load parses all mutants, as many at once as there are processors.
func load(t *testing.T, name string, all []mutant) []result {
	t.Helper()
	results := make([]result, len(all))
	var wg sync.WaitGroup
	next := make(chan int)
	for range 2 {
		wg.Go(func() {
			for i := range next {
				results[i] = judge(t, name, all[i])
			}
		})
	}
	for i := range all {
		next <- i
	}
	close(next)
	wg.Wait()
	return results
}

func judge(t *testing.T, name string, m mutant) result {
	r := result{mutant: m, text: strings.Split(string(m.data), "\n")[m.line-1]}
	policy, err := rules.Parse(name, m.data)
	var found []rules.Diagnostic
	if err == nil {
		found = policy.Warnings()
		r.same = len(found) == 0 && sameDocument(t, name, m)
	} else {
		found = err.(*rules.Error).Diagnostics //nolint:errorlint,forcetypeassert // Parse returns no other
	}
	r.told = len(found) > 0
	for _, d := range found {
		r.right = r.right || d.Line == m.line
	}
	return r
}

// sameDocument says that the mutant means the same to YAML.
func sameDocument(t *testing.T, name string, m mutant) bool {
	var a, b any
	if yaml.Unmarshal(policies(t)[name], &a) != nil || yaml.Unmarshal(m.data, &b) != nil {
		return false
	}
	return assert.ObjectsAreEqual(a, b)
}
