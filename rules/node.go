package rules

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// value is what the mapping holds under a name; nil if nothing.
func value(n *yaml.Node, name string) *yaml.Node {
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
func (r *report) get(n *yaml.Node, name string) *yaml.Node {
	v := value(n, name)
	if v == nil || r.bad[v] {
		return nil
	}
	return v
}

// text is the scalar under a name, and "" when there is none or a faulty one.
func (r *report) text(n *yaml.Node, name string) string {
	if v := r.get(n, name); v != nil {
		return strings.TrimSpace(v.Value)
	}
	return ""
}

// each is the sound items under a name; a scalar counts as a list of one.
func (r *report) each(n *yaml.Node, name string) []*yaml.Node {
	v := r.get(n, name)
	switch {
	case v == nil:
		return nil
	case v.Kind == yaml.ScalarNode:
		return []*yaml.Node{v}
	}
	return slices.DeleteFunc(slices.Clone(v.Content), func(item *yaml.Node) bool { return r.bad[item] })
}
