// Package lines cuts a text into lines and finds places in it. Lines and columns
// count from 1, columns in letters.
package lines

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Text is a text with the places where its lines begin, which it looks for when they
// are first needed. The zero value is the empty text.
type Text struct {
	text string
	cuts func() []int
	brk  func(text string) int
}

// YAML cuts where YAML does.
func YAML(text string) Text { return cut(text, Break) }

// CSV cuts where sheets do: at line feeds alone.
func CSV(text string) Text { return cut(text, feed) }

func cut(text string, brk func(string) int) Text {
	return Text{text: text, brk: brk, cuts: sync.OnceValue(func() []int {
		starts := append(make([]int, 0, len(text)/32+1), 0)
		for i := 0; i < len(text); {
			n := 0
			if b := text[i]; b < ' ' || b >= utf8.RuneSelf { // as all breaks begin
				n = brk(text[i:])
			}
			if n == 0 {
				i++
				continue
			}
			i += n
			starts = append(starts, i)
		}
		return starts
	})}
}

// Break is the length of the break of YAML that text begins with, or 0. Beside the
// usual ones YAML knows next line, line separator and paragraph separator.
func Break(text string) int {
	if text == "" {
		return 0
	}
	switch text[0] {
	case '\n', '\r':
		return max(1, feed(text))
	case 0xC2:
		if strings.HasPrefix(text, "\u0085") {
			return 2
		}
	case 0xE2:
		if strings.HasPrefix(text, "\u2028") || strings.HasPrefix(text, "\u2029") {
			return 3
		}
	}
	return 0
}

// feed is the length of the line feed that text begins with, or 0.
func feed(text string) int {
	switch {
	case strings.HasPrefix(text, "\n"):
		return 1
	case strings.HasPrefix(text, "\r\n"):
		return 2
	}
	return 0
}

func (t Text) starts() []int {
	if t.cuts == nil {
		return []int{0}
	}
	return t.cuts()
}

// String is the text.
func (t Text) String() string { return t.text }

// Invalid is the offset of the first byte that is not UTF-8, or -1.
func (t Text) Invalid() int {
	if utf8.ValidString(t.text) {
		return -1
	}
	at := 0
	for {
		r, size := utf8.DecodeRuneInString(t.text[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
}

// Count is the number of lines; the last may be empty.
func (t Text) Count() int { return len(t.starts()) }

// Start is the offset at which line n begins.
func (t Text) Start(n int) int { return t.starts()[n-1] }

// Line is the n-th line without its break; empty where there is none.
func (t Text) Line(n int) string {
	if n < 1 || n > t.Count() {
		return ""
	}
	return t.Rest(t.Start(n))
}

// Rest is what its line holds from an offset on, without the break.
func (t Text) Rest(offset int) string {
	rest := t.text[offset:]
	for i := range len(rest) {
		if b := rest[i]; (b < ' ' || b >= utf8.RuneSelf) && t.brk(rest[i:]) > 0 {
			return rest[:i]
		}
	}
	return rest
}

// Offset is where a line and column lie; the end of the text where there is no such
// line.
func (t Text) Offset(line, column int) int {
	if line < 1 || line > t.Count() {
		return len(t.text)
	}
	at := t.Start(line)
	for ; column > 1 && at < len(t.text); column-- {
		_, size := utf8.DecodeRuneInString(t.text[at:])
		at += size
	}
	return at
}

// Position is the line and column of an offset.
func (t Text) Position(offset int) (line, column int) {
	line, found := slices.BinarySearch(t.starts(), offset)
	if found {
		line++
	}
	return line, utf8.RuneCountInString(t.text[t.Start(line):offset]) + 1
}

// Inside trims a span within one line so that it lies in the text; it may begin just
// behind the line.
func (t Text) Inside(line, column, width int) (inLine, inColumn, inWidth int) {
	line = min(max(line, 1), t.Count())
	length := utf8.RuneCountInString(t.Line(line))
	column = min(max(column, 1), length+1)
	return line, column, max(1, min(width, length+1-column))
}
