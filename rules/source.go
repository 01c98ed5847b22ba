package rules

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// source is the text of a file, cut into lines where YAML cuts them.
type source struct {
	file   string
	text   string
	starts []int // byte offset of each line
}

func newSource(file, text string) *source {
	s := &source{file: file, text: text, starts: append(make([]int, 0, len(text)/32+1), 0)}
	for i := 0; i < len(text); {
		n := 0
		if b := text[i]; b < ' ' || b >= 0x80 { // as all breaks begin
			n = lineBreak(text[i:])
		}
		if n == 0 {
			i++
			continue
		}
		i += n
		s.starts = append(s.starts, i)
	}
	return s
}

// lineBreak is the length of the line break that text begins with, or 0. Beside
// the usual ones YAML knows next line, line separator and paragraph separator.
func lineBreak(text string) int {
	if text == "" {
		return 0
	}
	switch text[0] {
	case '\n':
		return 1
	case '\r':
		if len(text) > 1 && text[1] == '\n' {
			return 2
		}
		return 1
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

// line returns the n-th line, from 1, without its break.
func (s *source) line(n int) string {
	if n < 1 || n > len(s.starts) {
		return ""
	}
	text := s.text[s.starts[n-1]:]
	if n < len(s.starts) {
		text = text[:s.starts[n]-s.starts[n-1]]
	}
	for text != "" {
		_, size := utf8.DecodeLastRuneInString(text)
		if lineBreak(text[len(text)-size:]) == 0 {
			break
		}
		text = text[:len(text)-size]
	}
	return text
}

// excerpt is the line for a reader; of a line that nobody could read there is none.
func (s *source) excerpt(n int) string {
	const longest = 4096
	if line := s.line(n); len(line) <= longest {
		return line
	}
	return ""
}

// offset is the byte offset of a line and column, both from 1.
func (s *source) offset(line, column int) int {
	if line < 1 || line > len(s.starts) {
		return len(s.text)
	}
	at := s.starts[line-1]
	for ; column > 1 && at < len(s.text); column-- {
		_, size := utf8.DecodeRuneInString(s.text[at:])
		at += size
	}
	return at
}

// place is a span within one line of the file.
type place struct{ line, column, width int }

// inside trims a place so that it lies within the file.
func (s *source) inside(p place) place {
	p.line = min(max(p.line, 1), len(s.starts))
	length := utf8.RuneCountInString(s.line(p.line))
	p.column = min(max(p.column, 1), length+1)
	p.width = max(1, min(p.width, length+1-p.column))
	return p
}

// position is the line and column of a byte offset.
func (s *source) position(offset int) (line, column int) {
	line = sort.SearchInts(s.starts, offset+1)
	return line, utf8.RuneCountInString(s.text[s.starts[line-1]:offset]) + 1
}
