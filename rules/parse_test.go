package rules_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules"
)

const tiny = `policy: tiny
version: "1"
currency: EUR
lanes:
  - lane: gesture
    rules:
      - {id: major, when: incident.severity >= 4, give: {refund: 25%}}
`

func TestLoad(t *testing.T) {
	policy, err := rules.Load(fstest.MapFS{"a/tiny.yaml": {Data: []byte(tiny)}}, "a/tiny.yaml")
	require.NoError(t, err)
	assert.Equal(t, "tiny", policy.Name())
	assert.Equal(t, "1", policy.Version())
	assert.Equal(t, "EUR", policy.Currency())
	assert.Equal(t, "UTC", policy.Zone().String())
	assert.Empty(t, policy.Warnings())
	assert.Len(t, policy.Digest(), 64)

	_, err = rules.Load(fstest.MapFS{}, "none.yaml")
	require.ErrorIs(t, err, fs.ErrNotExist)
	_, err = rules.Load(fstest.MapFS{"dir/x": {}}, "dir")
	require.Error(t, err)
	_, err = rules.Load(fstest.MapFS{"bad.yaml": {Data: []byte("a: b")}}, "bad.yaml")
	require.ErrorAs(t, err, new(*rules.Error))
	assert.Contains(t, err.Error(), "bad.yaml:1:1: ")
}

func TestDigestIsOfEveryByte(t *testing.T) {
	a := rules.MustParse("a.yaml", []byte(tiny))
	b := rules.MustParse("b.yaml", []byte(tiny))
	c := rules.MustParse("c.yaml", []byte(tiny+"\n"))
	assert.Equal(t, a.Digest(), b.Digest(), "the name of the file is no part of it")
	assert.NotEqual(t, a.Digest(), c.Digest())
}

func TestMustParsePanicsWithTheFaults(t *testing.T) {
	assert.PanicsWithError(t, "x.yaml:1:1: the file holds no policy [empty]", func() { rules.MustParse("x.yaml", nil) })
}

func TestBuiltInPolicyLoads(t *testing.T) {
	policy := rules.Default()
	assert.Equal(t, "default", policy.Name())
	assert.Empty(t, policy.Warnings())
}

func TestPoliciesOfExamplesLoad(t *testing.T) {
	files, err := filepath.Glob("../examples/policies/*.yaml")
	require.NoError(t, err)
	for _, file := range files {
		if strings.HasSuffix(file, "_cases.yaml") {
			continue
		}
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		_, err = rules.Parse(file, data)
		assert.NoError(t, err)
	}
}

// TestHugeInput: whatever the size or the nesting, a clear error and no hang.
func TestHugeInput(t *testing.T) {
	condition := func(text string) string {
		return strings.Replace(tiny, "when: incident.severity >= 4", "when: '"+text+"'", 1)
	}
	for _, test := range []struct{ name, text, code string }{
		{"10 MB", strings.Repeat("# nothing\n", 1<<20), "too-large"},
		{"condition of 1 MB", condition(strings.Repeat("incident.severity >= 4 and ", 40_000) + "true"), "expression-too-long"},
		{"a million parentheses", condition(strings.Repeat("(", 1<<20)), "expression-too-long"},
		{"nested flow", tiny + "limits: " + strings.Repeat("[", 200_000), "syntax"},
		{"nested flow, closed", tiny + "limits: " + strings.Repeat("[", 5_000) + strings.Repeat("]", 5_000), "wrong-shape"},
		{"nested braces", strings.Repeat("{a: ", 200_000), "syntax"},
		{"nested lists", strings.Repeat("- ", 100_000), "syntax"},
		{"many keys", tiny + manyKeys(50_000), "too-many-faults"},
		{"the same key", tiny + strings.Repeat("about: x\n", 50_000), "too-many-faults"},
		{"one long line", tiny + "about: " + strings.Repeat("x", 1<<20) + ": y", "syntax"},
		{"unclosed quote", tiny + `about: "` + strings.Repeat("word\n  ", 50_000), "syntax"},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := diagnostics(t, "huge.yaml", []byte(test.text))
			codes := map[string]bool{}
			for _, d := range found {
				codes[d.Code] = true
			}
			assert.True(t, codes[test.code], "%v", codes)
			assert.LessOrEqual(t, len(found), 1001)
			assert.Less(t, len(rules.Render(found)), 2<<20)
		})
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "key%d: x\n", i)
	}
	return b.String()
}

func TestPolicyIsSafeForManyAtOnce(t *testing.T) {
	policy := rules.Default()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			assert.NotEmpty(t, policy.Facts())
			policy.Facts()[0].Name = "changed"
			assert.NotEqual(t, "changed", policy.Facts()[0].Name)
		})
	}
	wg.Wait()
}

// FuzzParse: no panic; every failure is an [*rules.Error]; every span lies inside the file.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/diag/*.yaml", "default.yaml", "../examples/policies/*.yaml"} {
		files, err := filepath.Glob(pattern)
		require.NoError(f, err)
		for _, file := range files {
			data, err := os.ReadFile(file)
			require.NoError(f, err)
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip("larger files only cost time")
		}
		found := diagnostics(t, "fuzz.yaml", data)
		lines := linesOf(data)
		for i, d := range found {
			require.NotEmpty(t, d.Message)
			require.True(t, known(d.Code), d.Code)
			require.GreaterOrEqual(t, d.Line, 1)
			require.LessOrEqual(t, d.Line, len(lines))
			require.GreaterOrEqual(t, d.Column, 1)
			require.GreaterOrEqual(t, d.Width, 1)
			length := utf8.RuneCount(lines[d.Line-1])
			require.LessOrEqual(t, d.Column, length+1, d.String())
			require.LessOrEqual(t, d.Column+d.Width-1, max(length, d.Column), d.String())
			if i > 0 {
				require.LessOrEqual(t, found[i-1].Line, d.Line, "sorted")
			}
		}
		rules.Render(found)
	})
}

// linesOf cuts a file as YAML does.
func linesOf(data []byte) [][]byte {
	for _, br := range []string{"\r\n", "\r", "\u0085", "\u2028", "\u2029"} {
		data = bytes.ReplaceAll(data, []byte(br), []byte("\n"))
	}
	return bytes.Split(data, []byte("\n"))
}
