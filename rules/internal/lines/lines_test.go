package lines

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLines(t *testing.T) {
	for _, c := range []struct {
		text      string
		yaml, csv []string
	}{
		{"", []string{""}, []string{""}},
		{"a", []string{"a"}, []string{"a"}},
		{"a\n", []string{"a", ""}, []string{"a", ""}},
		{"a\r\nb\n\nc", []string{"a", "b", "", "c"}, []string{"a", "b", "", "c"}},
		{"a\rb\r\r\nc\n\r", []string{"a", "b", "", "c", "", ""}, []string{"a\rb\r", "c", "\r"}},
		{"ä\u0085ö\u2028ü\u2029ß", []string{"ä", "ö", "ü", "ß"}, []string{"ä\u0085ö\u2028ü\u2029ß"}},
		{"\xc2\xe2\x80\n\xff", []string{"\xc2\xe2\x80", "\xff"}, []string{"\xc2\xe2\x80", "\xff"}},
	} {
		for _, cut := range []struct {
			of   Text
			want []string
		}{{YAML(c.text), c.yaml}, {CSV(c.text), c.csv}} {
			var got []string
			for n := range cut.of.Count() {
				got = append(got, cut.of.Line(n+1))
			}
			assert.Equal(t, cut.want, got, "%q", c.text)
		}
	}
	assert.Equal(t, 1, Text{}.Count())
	line, column, width := Text{}.Inside(3, 3, 3)
	assert.Equal(t, []int{1, 1, 1}, []int{line, column, width})
	assert.Empty(t, Text{}.Line(1))
	assert.Empty(t, YAML("a\nb").Line(0))
	assert.Empty(t, YAML("a\nb").Line(3))
}

func TestInvalid(t *testing.T) {
	assert.Equal(t, -1, YAML("").Invalid())
	assert.Equal(t, -1, YAML("ä\ufffd").Invalid(), "the letter that stands for a bad byte is a letter")
	assert.Equal(t, 5, YAML("ä\ufffd\xff").Invalid())
	assert.Equal(t, 2, YAML("ab\xe2\x80").Invalid())
}

// Every place of a text is found again, and lines and breaks make up the text.
func FuzzText(f *testing.F) {
	f.Add("a\r\nbä\u2028c\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, cut := range []Text{YAML(text), CSV(text)} {
			for at := 0; at < len(text); {
				_, size := utf8.DecodeRuneInString(text[at:])
				line, column := cut.Position(at)
				require.Equal(t, at, cut.Offset(line, column))
				require.GreaterOrEqual(t, at, cut.Start(line))
				require.True(t, strings.HasPrefix(text[at:], cut.Rest(at)))
				at += size
			}
			require.Equal(t, len(text), cut.Offset(cut.Count()+1, 1))
			rest := text
			for n := range cut.Count() {
				line := cut.Line(n + 1)
				require.True(t, strings.HasPrefix(rest, line))
				rest = rest[len(line):]
				if n+1 < cut.Count() {
					broken := cut.brk(rest)
					require.Positive(t, broken)
					rest = rest[broken:]
				}
			}
			require.Empty(t, rest)
		}
	})
}
