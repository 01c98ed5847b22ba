package scenario

import (
	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules/internal/inside"
)

// outline is the YAML of a loaded policy, to find where its parts stand.
type outline struct{ root *yaml.Node }

func outlineOf(text string) outline {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil || len(doc.Content) == 0 {
		return outline{&yaml.Node{}} // cannot be: the policy was loaded from it
	}
	return outline{doc.Content[0]}
}

// at follows keys and numbers of entries; nil where there is nothing.
func (o outline) at(path ...any) *yaml.Node {
	n := o.root
	for _, step := range path {
		if n = child(n, step); n == nil {
			return nil
		}
	}
	return n
}

func child(n *yaml.Node, step any) *yaml.Node {
	switch step := step.(type) {
	case string:
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == step {
				return n.Content[i+1]
			}
		}
	case int:
		if n.Kind == yaml.SequenceNode && step < len(n.Content) {
			return n.Content[step]
		}
	}
	return nil
}

// place is where a part of the policy begins: at its id, where it has one.
func (o outline) place(path ...any) (inside.Place, string) {
	n := o.at(path...)
	if n == nil {
		return inside.Place{Line: 1, Column: 1, Width: 1}, ""
	}
	for _, name := range []string{"id", "lane", "kind"} {
		if id := child(n, name); id != nil {
			n = id
			break
		}
	}
	for n.Kind != yaml.ScalarNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	width := max(1, len([]rune(n.Value)))
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		width += 2
	}
	return inside.Place{Line: n.Line, Column: n.Column, Width: width}, n.Value
}
