// Package misshapen makes wrong files of sound ones, for tests of those that read them.
package misshapen

import (
	"fmt"

	"gopkg.in/yaml.v3"
)

// instead is what takes the place of a part.
var instead = []struct {
	what string
	node *yaml.Node
}{
	{"null", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}},
	{"a text", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "some text"}},
	{"a number", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: "-7"}},
	{"a list", &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "x"}}}},
	{"an empty list", &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}},
	{"a mapping", &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "x"}, {Kind: yaml.ScalarNode, Value: "y"}}}},
}

// Each leaves out every part of a YAML document, and puts something else in its place,
// one at a time, and tries the text. What is no YAML has no parts. It returns how many
// texts were tried.
func Each(data []byte, try func(what string, text []byte)) (tried int) {
	var document yaml.Node
	if yaml.Unmarshal(data, &document) != nil {
		return 0
	}
	walk(&document, func(what string, at *yaml.Node) {
		if text, err := yaml.Marshal(&document); err == nil { // else an alias has lost its anchor
			tried++
			try(fmt.Sprintf("%s in line %d, column %d", what, at.Line, at.Column), text)
		}
	})
	return tried
}

func walk(n *yaml.Node, changed func(what string, at *yaml.Node)) {
	whole, each := n.Content, 1
	if n.Kind == yaml.MappingNode {
		each = 2
	}
	for i := 0; i+each <= len(whole); i += each {
		n.Content = append(append([]*yaml.Node{}, whole[:i]...), whole[i+each:]...)
		changed("nothing", whole[i])
		n.Content = append([]*yaml.Node{}, whole...)
		for _, other := range instead {
			n.Content[i+each-1] = other.node
			changed(other.what, whole[i])
		}
		n.Content = whole
		walk(whole[i+each-1], changed)
	}
}
