package rules

import (
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// nodes are made several at a time, the more the more there are.
type nodes struct {
	spare []node
	made  int // the last time
}

func (s *nodes) next() *node {
	const first, most = 32, 256
	if len(s.spare) == 0 {
		s.made = min(max(first, 2*s.made), most)
		s.spare = make([]node, s.made)
	}
	n := &s.spare[0]
	s.spare = s.spare[1:]
	return n
}

// node makes one that begins at an offset within the line.
func (p *plainReader) node(from *nodes, kind yaml.Kind, style yaml.Style, value string, at int) *node {
	if at < p.seen {
		p.seen, p.column = p.start, 0
	}
	p.column += utf8.RuneCountInString(p.text[p.seen:at])
	p.seen = at
	n := from.next()
	n.Kind, n.Style, n.Value = kind, style, value
	n.line, n.column = int32(p.line), int32(p.column)+1 //nolint:gosec // a file has fewer
	return n
}

// collect ends a collection whose parts are those behind the first few.
func (p *plainReader) collect(n *node, before int) *node {
	parts := p.parts[before:]
	if len(p.room) < len(parts) {
		p.room = make([]*node, max(p.others.made, len(parts)))
	}
	n.Content, p.room = p.room[:len(parts):len(parts)], p.room[len(parts):]
	copy(n.Content, parts)
	p.parts = p.parts[:before]
	return n
}
