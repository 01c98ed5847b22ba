package scenario

import (
	"bytes"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// extent is a range of bytes in a file.
type extent struct{ from, to int }

// offsets finds places of a file by its lines.
type offsets struct {
	data  []byte
	lines []int // where each begins
}

func newOffsets(data []byte) *offsets {
	o := &offsets{data: data, lines: []int{0}}
	for i, b := range data {
		if b == '\n' {
			o.lines = append(o.lines, i+1)
		}
	}
	return o
}

// at is the offset of a line and column, which counts letters.
func (o *offsets) at(line, column int) (int, bool) {
	if line < 1 || line > len(o.lines) {
		return 0, false
	}
	offset := o.lines[line-1]
	for ; column > 1 && offset < len(o.data); column-- {
		_, size := utf8.DecodeRune(o.data[offset:])
		offset += size
	}
	return offset, true
}

// value is the extent of a node of YAML, without the comments behind it; false
// where it cannot be replaced by one line of text.
func (o *offsets) value(node *yaml.Node) (extent, bool) {
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
func (o *offsets) end(from int, node *yaml.Node) (int, bool) {
	line, _, _ := bytes.Cut(o.data[from:], []byte("\n"))
	switch {
	case node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0, len(line) == 0:
		return 0, false
	case line[0] == '"' || line[0] == '\'':
		end := quoted(line)
		return from + end, end > 0
	case line[0] == '[' || line[0] == '{':
		end := bracketed(o.data[from:])
		return from + end, end > 0
	default:
		text := []byte(node.Value)
		return from + len(text), bytes.HasPrefix(line, text) && len(text) > 0
	}
}

// block is the extent of a list or mapping of several lines, from the colon of
// its key, so that a value may follow on the same line.
func (o *offsets) block(from int, node *yaml.Node) (extent, bool) {
	last := node
	for last.Style&yaml.FlowStyle == 0 && len(last.Content) > 0 {
		last = last.Content[len(last.Content)-1]
	}
	start, ok := o.at(last.Line, last.Column)
	if !ok || last == node {
		return extent{}, false
	}
	to, ok := o.end(start, last)
	before := bytes.TrimRight(o.data[:from], " \t\r\n")
	ok = ok && bytes.HasSuffix(before, []byte(":")) && !bytes.Contains(o.data[from:to], []byte("#"))
	return extent{len(before), to}, ok
}

// field is the extent of a cell of a sheet.
func (o *offsets) field(node *yaml.Node) (extent, bool) {
	from, ok := o.at(node.Line, node.Column)
	if !ok {
		return extent{}, false
	}
	line, _, _ := bytes.Cut(o.data[from:], []byte("\n"))
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
	text, _, _ := bytes.Cut(bytes.TrimSuffix(line, []byte("\r")), []byte(","))
	return extent{from, from + len(text)}, true
}

// quoted is the length of the quoted text that a line begins with; 0 without an end.
func quoted(line []byte) int {
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
func bracketed(data []byte) int {
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
			if i > 0 && bytes.IndexByte([]byte(" \t\n[{,:"), data[i-1]) >= 0 {
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
