package rules

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// node is a part of a document, less than half the size of the library's.
type node struct {
	Kind         yaml.Kind
	Style        yaml.Style
	Value        string // of a scalar; of an alias its name
	Content      []*node
	heavy        *yaml.Node // the library's, where it has an anchor or a tag
	line, column int32      // from 1, in runes
}

// place is where the node begins.
func (n *node) place() place { return place{line: int(n.line), column: int(n.column), width: 1} }

// lighter is the library's tree as nodes.
func lighter(n *yaml.Node) *node {
	out := &node{Kind: n.Kind, Style: n.Style, Value: n.Value, line: int32(n.Line), column: int32(n.Column)} //nolint:gosec // a file has fewer
	if n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		out.heavy = n
	}
	for _, part := range n.Content {
		out.Content = append(out.Content, lighter(part))
	}
	return out
}

// value is what the mapping holds under a name; nil if nothing.
func value(n *node, name string) *node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}

// get is [value], but nil when a fault was reported there.
func (r *report) get(n *node, name string) *node {
	v := value(n, name)
	if v == nil || r.bad[v] {
		return nil
	}
	return v
}

// text is the scalar under a name, and "" when there is none or a faulty one.
func (r *report) text(n *node, name string) string {
	if v := r.get(n, name); v != nil {
		return strings.TrimSpace(v.Value)
	}
	return ""
}

// each is the sound items under a name; a scalar counts as a list of one.
func (r *report) each(n *node, name string) []*node {
	v := r.get(n, name)
	switch {
	case v == nil:
		return nil
	case v.Kind == yaml.ScalarNode:
		return []*node{v}
	}
	return slices.DeleteFunc(slices.Clone(v.Content), func(item *node) bool { return r.bad[item] })
}
