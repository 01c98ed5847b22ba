package rules

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"
)

// shape checks a node and all below it against its form: the first of the two
// passes over a file. What does not fit is reported and marked, and the second
// pass leaves it out. Nodes with a fault somewhere in them are remembered.
func (r *report) shape(n *node, f *form) {
	before := r.errors
	r.take(n, f)
	if r.errors > before {
		if r.faulty == nil {
			r.faulty = map[*node]bool{}
		}
		r.faulty[n] = true
	}
}

// take checks a node against the alternative of its kind.
func (r *report) take(n *node, f *form) {
	if !r.plain(n) {
		return
	}
	for alternative := f; alternative != nil; alternative = alternative.or {
		if n.Kind != alternative.kind() {
			continue
		}
		switch alternative.holds {
		case scalar:
			r.scalar(n, alternative)
		case list:
			r.items(n, alternative)
		case mapping:
			r.mapping(n, alternative)
		case entries:
			r.entries(n, alternative)
		}
		return
	}
	r.wrongShape(n, f)
}

func (f *form) kind() yaml.Kind {
	switch f.holds {
	case list:
		return yaml.SequenceNode
	case mapping, entries:
		return yaml.MappingNode
	default:
		return yaml.ScalarNode
	}
}

// plain refuses what YAML has beyond scalars, lists and mappings.
func (r *report) plain(n *node) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		r.word(n, len(n.Value)+1, fault{
			code: codeAnchor, message: fmt.Sprintf("*%s is an alias to YAML", clip(n.Value)),
			hint: "write the value out; quote it if it is meant to begin with *",
		})
	case n.heavy != nil && n.heavy.Anchor != "":
		r.word(n, len(n.heavy.Anchor)+1, fault{
			code: codeAnchor, message: fmt.Sprintf("&%s is an anchor to YAML", clip(n.heavy.Anchor)),
			hint: "write the value out wherever it is needed; quote it if it is meant to begin with &",
		})
	case n.Style&yaml.TaggedStyle != 0:
		hint := "leave the tag out, or quote the value if it is meant to begin with !"
		if !strings.HasPrefix(n.heavy.Tag, "!!") && n.Kind == yaml.ScalarNode {
			hint = fmt.Sprintf("write not %s, or quote the whole condition", clip(strings.TrimPrefix(n.heavy.Tag, "!")))
		}
		r.word(n, len(n.heavy.Tag), fault{code: codeTag, message: clip(n.heavy.Tag) + " is a tag to YAML", hint: hint})
	default:
		return true
	}
	return false
}

// word reports the first few bytes of a node.
func (r *report) word(n *node, width int, f fault) {
	r.spoil(n)
	p := n.place()
	p.width = width
	r.put(p, f)
}

func (r *report) wrongShape(n *node, f *form) {
	if isNull(n) {
		r.at(n, fault{code: codeEmptyValue, message: "the value is missing", expected: f.says})
		return
	}
	found, hint := "a list", ""
	switch n.Kind {
	case yaml.MappingNode:
		found = "a mapping"
		if f.holds == scalar && n.Style&yaml.FlowStyle != 0 {
			hint = "to YAML, { begins a mapping: quote the value"
		} else if f.holds == list {
			hint = "begin each item with '- '"
		}
	case yaml.SequenceNode:
		if f.holds == scalar && n.Style&yaml.FlowStyle != 0 {
			hint = "to YAML, [ begins a list: quote the value"
		}
	default:
		found = fmt.Sprintf("%q", clip(n.Value))
	}
	r.at(n, fault{code: codeWrongShape, message: found + " cannot stand here", expected: f.says, hint: hint})
}

func (r *report) items(n *node, f *form) {
	if f.some && len(n.Content) == 0 {
		r.at(n, fault{code: codeEmptyValue, message: "the list is empty", expected: f.says})
	}
	for _, item := range n.Content {
		if !r.full() {
			r.shape(item, f.each)
		}
	}
}
