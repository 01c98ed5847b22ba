package rules

import (
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// agreesWithLibrary holds the plain reader against the YAML library: what it reads at
// all, it reads the same, and nothing stands behind it.
func agreesWithLibrary(t *testing.T, text string) (plain bool) {
	t.Helper()
	got := plainDocument(text)
	if got == nil {
		return false
	}
	decoder := yaml.NewDecoder(bytes.NewReader([]byte(text)))
	var want yaml.Node
	require.NoError(t, decoder.Decode(&want), text)
	require.Len(t, want.Content, 1)
	sameTree(t, text, lighter(want.Content[0]), got)
	require.ErrorIs(t, decoder.Decode(new(yaml.Node)), io.EOF, text)
	return true
}

func sameTree(t *testing.T, text string, want, got *node) {
	t.Helper()
	type part struct {
		kind         yaml.Kind
		style        yaml.Style
		value        string
		heavy        bool
		line, column int
		parts        int
	}
	of := func(n *node) part {
		return part{n.Kind, n.Style, n.Value, n.heavy != nil, int(n.line), int(n.column), len(n.Content)}
	}
	require.Equal(t, of(want), of(got), text)
	for i := range want.Content {
		sameTree(t, text, want.Content[i], got.Content[i])
	}
}

func policyFiles(t testing.TB) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"*.yaml", "../examples/*/*.yaml", "testdata/*/*.yaml"} {
		found, err := filepath.Glob(pattern)
		require.NoError(t, err)
		files = append(files, found...)
	}
	require.NotEmpty(t, files)
	return files
}

func TestPlainReaderAgreesWithTheLibrary(t *testing.T) {
	for _, file := range policyFiles(t) {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		if text := string(data); utf8.Valid(data) && bytes.HasPrefix(data, []byte("policy:")) && !agreesWithLibrary(t, text) && !strings.Contains(file, "testdata") {
			t.Logf("not plain: %s", file)
		}
	}
	for _, text := range []string{
		"a: b\n", "a: b", "a: b # c", "a:\n  b: c\n  d:\n  - e\n  - f: g\n    h: i\nj: k\n", "# x\n\na:\n- b\n- c\nd: {e: f, g: [h, \"i\", 'j''k'], l: {}}\n",
		"a: -5\nb: 'x: y'\nc: x:y\nd: a#b\n", "\"a\": 1\n'b': 2\n", "ä: ö ü # ß\nb: [é, {ü: -5}]\n", "a:   \n   b:   c   \n", "a: {b:   c ,  d: [ e , f ] }   # g\n",
		"a: b, c\n", "a: 10%\n", "a: \"\"\nb: ''\n", "- a: b\n"[2:],
	} {
		assert.True(t, agreesWithLibrary(t, text), "not plain: %q", text)
	}
	for _, text := range []string{
		"", "\n", "a", "- a\n", "a:\n", "a: |\n  b\n", "a: >-\n  b\n", "a: b\n  c\n", "a: &x b\n", "a: *x\n", "a: !x b\n", "? a\n: b\n", "a: b: c\n", "a : b\n",
		"a: {b}\n", "a: {b: }\n", "a: [b,]\n", "a: [b: c]\n", "a: {b: c\n", "a: [\nb]\n", "---\na: b\n", "a: b\n---\nc: d\n", "a: b\n...\n", "%YAML 1.1\n", "a:\tb\n", "a: b\r\n",
		"a: \"\\n\"\n", "a: 'b\n  c'\n", "a: {\"b\":c}\n", "a: {b:c}\n", "a: @b\n", "a: `b\n", "a: - b\n", "a:\n  - - b\n", "a:\n  -\n    b\n", "a: b\u2028c\n", "a: {b: c}d\n", "a: 'b'c\n",
		"  a: b\n", "a:\n    b: c\n  d: e\n", "a: [b, #c\n d]\n", "a: {? b: c}\n", "a: {b: -}\n", "[a]: b\n",
		"a: " + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "\n",
	} {
		assert.False(t, agreesWithLibrary(t, text), "plain: %q", text)
	}
}

// plainPieces are put together into files, most of them faulty.
var plainPieces = []string{
	"a", "b c", "when", "-", "- ", "- - ", ": ", ":", " : ", "\n", "\n", "\n  ", "\n  - ", "\n- ", "\n    ", "\n\n", " ", "  ", "# c", " # c", "\n# c\n", "{", "}", "[", "]", ", ", ",",
	"'x'", `"y: z"`, "'it''s'", "''", `""`, "'", `"`, "|", ">", "&a ", "*a", "!", "?", "? ", "%", "@", "`", "-5", "1.5", "...", "---", "ü", "a#b", "a:b", "null", "~", "yes", "2026-01-01",
	"k: v", "k: v\n", "{a: b}", "[a, b]", "\nk:\n", "\n  k: v", "\n  - k: v\n    l: w",
}

func TestPlainReaderAgreesWithTheLibraryOnRandomPieces(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4)) // the same every time
	plain := 0
	for range 60_000 {
		var text strings.Builder
		text.WriteString("k: ")
		for range random.IntN(8) {
			text.WriteString(plainPieces[random.IntN(len(plainPieces))])
		}
		if agreesWithLibrary(t, text.String()) {
			plain++
		}
	}
	assert.Greater(t, plain, 1000, "hardly anything was compared")
}

func FuzzPlainReader(f *testing.F) {
	for _, file := range policyFiles(f) {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		if len(data) < 400 {
			f.Add(string(data))
		}
	}
	for _, text := range []string{
		"a: {b: c, d: [e, 'f']} # g\n", "a:\n- b: c\n  d: e\n-  f\n", "a: \"b\"\n'c' : d\n", "a: -b\nb: - c\n", "a: {-: b}\n", "a:\n  b:\n c: d\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if bytes.HasPrefix([]byte(text), []byte("\ufeff")) || !utf8.ValidString(text) {
			t.Skip()
		}
		agreesWithLibrary(t, text)
	})
}
