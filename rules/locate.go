package rules

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules/internal/lines"
)

// locate says where the runes [from, to) of a scalar's value stand in the file.
//
// YAML folds, indents and escapes what an author wrote, but it never reorders:
// value and raw text are walked side by side, blanks apart. When they do not
// agree, which only a tag or an anchor can cause, the place is the scalar's start.
func (s *source) locate(n *node, from, to int) place {
	start := n.place()
	w := walker{text: s.String(), at: s.Offset(start.line, start.column), line: start.line, column: start.column}
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		w.skipLine()
	case n.Style&yaml.DoubleQuotedStyle != 0:
		w.quote = '"'
		w.step()
	case n.Style&yaml.SingleQuotedStyle != 0:
		w.quote = '\''
		w.step()
	}
	first, last := start, start
	index := 0
	for _, r := range n.Value {
		if index >= to && index > from {
			break
		}
		at, ok := w.find(r)
		if !ok {
			return s.inside(start)
		}
		if index <= from {
			first = at
		}
		last = at
		index++
	}
	if from >= index && index > 0 { // behind the last rune
		first = place{line: last.line, column: last.column + last.width, width: 1}
		return s.inside(first)
	}
	if to <= from {
		return s.inside(first)
	}
	if last.line == first.line {
		first.width = last.column + last.width - first.column
	} else {
		first.width = utf8.RuneCountInString(s.Line(first.line)) + 1 - first.column
	}
	return s.inside(first)
}

// walker reads raw text rune by rune, with its place.
type walker struct {
	text         string
	at           int
	line, column int
	quote        rune // 0 for a scalar without quotes
}

// step passes one rune or line break.
func (w *walker) step() {
	if n := lines.Break(w.text[w.at:]); n > 0 {
		w.at += n
		w.line++
		w.column = 1
		return
	}
	_, size := utf8.DecodeRuneInString(w.text[w.at:])
	w.at += size
	w.column++
}

func (w *walker) skipLine() {
	for line := w.line; w.line == line && w.at < len(w.text); {
		w.step()
	}
}

// find returns the place of the next rune of the value. A blank is not looked
// for: YAML may have made it from any others.
func (w *walker) find(r rune) (place, bool) {
	here := place{line: w.line, column: w.column, width: 1}
	if blank(r) {
		return here, true
	}
	for w.at < len(w.text) {
		got, length := w.peek()
		here = place{line: w.line, column: w.column, width: length}
		for range length {
			w.step()
		}
		switch {
		case got == r:
			return here, true
		case got != ignored && !blank(got):
			return here, false
		}
	}
	return here, false
}

// ignored stands for raw text that yields nothing: an escaped line break.
const ignored rune = -1

// peek decodes the rune of the value that the raw text goes on with, and says how
// many raw runes it takes.
func (w *walker) peek() (decoded rune, length int) {
	text := w.text[w.at:]
	r, _ := utf8.DecodeRuneInString(text)
	switch {
	case w.quote == '\'' && strings.HasPrefix(text, "''"):
		return '\'', 2
	case w.quote == '"' && r == '\\' && len(text) > 1:
		return unescape(text[1:])
	default:
		return r, 1
	}
}

// escapes are those of YAML that stand for something else than themselves.
var escapes = map[byte]rune{
	'0': 0, 'a': '\a', 'b': '\b', 't': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r', 'e': '\x1b',
	'N': '\u0085', '_': '\u00a0', 'L': '\u2028', 'P': '\u2029',
}

// unescape decodes what follows a backslash in a double-quoted scalar.
func unescape(text string) (decoded rune, length int) {
	if lines.Break(text) > 0 {
		return ignored, 1
	}
	if digits, ok := map[byte]int{'x': 2, 'u': 4, 'U': 8}[text[0]]; ok && len(text) > digits {
		code, err := strconv.ParseUint(text[1:1+digits], 16, 32)
		if err == nil {
			return rune(code), 2 + digits //nolint:gosec // yaml has checked that it is a rune
		}
	}
	if r, ok := escapes[text[0]]; ok {
		return r, 2
	}
	r, _ := utf8.DecodeRuneInString(text)
	return r, 2
}

func blank(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}
