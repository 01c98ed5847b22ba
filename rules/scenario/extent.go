package scenario

import (
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules/internal/lines"
)

// extent is a range of bytes in a file.
type extent struct{ from, to int }

// offsets finds places of a file by its lines.
type offsets struct{ lines.Text }

// at is the offset of a line and column; false where there is no such line.
func (o offsets) at(line, column int) (int, bool) {
	return o.Offset(line, column), line >= 1 && line <= o.Count()
}

// value is the extent of a node of YAML, without the comments behind it; false
// where it cannot be replaced by one line of text.
func (o offsets) value(node *yaml.Node) (extent, bool) {
	from, ok := o.at(node.Line, node.Column)
	if !ok {
		return extent{}, false
	}
	if block := node.Kind != yaml.ScalarNode && node.Style&yaml.FlowStyle == 0; block {
		return o.block(from, node)
	}
	to, ok := o.end(from, node)
	return extent{from, to}, ok
}

// end is where a node of one line ends.
func (o offsets) end(from int, node *yaml.Node) (int, bool) {
	line := o.Rest(from)
	switch {
	case node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0, len(line) == 0:
		return 0, false
	case line[0] == '"' || line[0] == '\'':
		end := quoted(line)
		return from + end, end > 0
	case line[0] == '[' || line[0] == '{':
		end := bracketed(o.String()[from:])
		return from + end, end > 0
	default:
		text := node.Value
		return from + len(text), strings.HasPrefix(line, text) && text != ""
	}
}

// block is the extent of a list or mapping of several lines, from the colon of
// its key, so that a value may follow on the same line.
func (o offsets) block(from int, node *yaml.Node) (extent, bool) {
	last := node
	for last.Style&yaml.FlowStyle == 0 && len(last.Content) > 0 {
		last = last.Content[len(last.Content)-1]
	}
	start, ok := o.at(last.Line, last.Column)
	if !ok || last == node {
		return extent{}, false
	}
	to, ok := o.end(start, last)
	before := strings.TrimRight(o.String()[:from], " \t\r\n\u0085\u2028\u2029")
	ok = ok && strings.HasSuffix(before, ":") && !strings.Contains(o.String()[from:to], "#")
	return extent{len(before), to}, ok
}

// field is the extent of a cell of a sheet.
func (o offsets) field(node *yaml.Node) (extent, bool) {
	from, ok := o.at(node.Line, node.Column)
	if !ok {
		return extent{}, false
	}
	line := o.Rest(from)
	if len(line) > 0 && line[0] == '"' {
		end := 1
		for end < len(line) && (line[end] != '"' || end+1 < len(line) && line[end+1] == '"') {
			if line[end] == '"' {
				end++
			}
			end++
		}
		return extent{from, from + end + 1}, end < len(line)
	}
	text, _, _ := strings.Cut(line, ",")
	return extent{from, from + len(text)}, true
}

// quoted is the length of the quoted text that a line begins with; 0 without an end.
func quoted(line string) int {
	quote := line[0]
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == '\\' && quote == '"':
			i++
		case line[i] == quote && quote == '\'' && i+1 < len(line) && line[i+1] == quote:
			i++
		case line[i] == quote:
			return i + 1
		}
	}
	return 0
}

// bracketed is the length of the flow list or mapping that a text begins with; 0
// when it does not end, or when a comment stands in it.
func bracketed(data string) int {
	depth := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'':
			if i > 0 && strings.IndexByte(" \t\n[{,:", data[i-1]) >= 0 {
				end := quoted(data[i:])
				if end == 0 {
					return 0
				}
				i += end - 1
			}
		case '#':
			if i > 0 && (data[i-1] == ' ' || data[i-1] == '\t' || data[i-1] == '\n') {
				return 0
			}
		}
	}
	return 0
}
