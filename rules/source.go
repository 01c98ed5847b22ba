package rules

import "github.com/amendsgo/amends/rules/internal/lines"

// source is the text of a file.
type source struct {
	lines.Text
	file string
}

func newSource(file, text string) *source { return &source{Text: lines.YAML(text), file: file} }

// excerpt is the line for a reader; of a line that nobody could read there is none.
func (s *source) excerpt(n int) string {
	const longest = 4096
	if line := s.Line(n); len(line) <= longest {
		return line
	}
	return ""
}

// place is a span within one line of the file.
type place struct{ line, column, width int }

// inside trims a place so that it lies within the file.
func (s *source) inside(p place) place {
	p.line, p.column, p.width = s.Inside(p.line, p.column, p.width)
	return p
}
