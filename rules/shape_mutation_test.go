package rules_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules"
)

// wrongShapes take the place of a part of a policy.
var wrongShapes = map[string]*yaml.Node{
	"nothing":   {Kind: yaml.ScalarNode, Tag: "!!null"},
	"a text":    {Kind: yaml.ScalarNode, Tag: "!!str", Value: "some text"},
	"a number":  {Kind: yaml.ScalarNode, Tag: "!!int", Value: "-7"},
	"a list":    {Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "x"}}},
	"an empty":  {Kind: yaml.SequenceNode, Style: yaml.FlowStyle},
	"a mapping": {Kind: yaml.MappingNode, Style: yaml.FlowStyle, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "x"}, {Kind: yaml.ScalarNode, Value: "y"}}},
}

// TestMisshapen leaves out every part of a policy and puts something else in its place,
// one at a time: that ends with a policy or with faults. Policies of the tests
// themselves have every key; those of the repository are taken whole with -mutants.
func TestMisshapen(t *testing.T) {
	t.Parallel()
	small, err := filepath.Glob("testdata/diag/*.yaml")
	require.NoError(t, err)
	count := 0
	for _, file := range small {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		count += misshape(t, file, data)
	}
	require.Greater(t, count, 10_000)
	if *everyMutant {
		for name, data := range policies(t) {
			misshape(t, name, data)
		}
	}
}

// misshape loads a policy with each of its parts changed, and counts how many that were.
func misshape(t *testing.T, name string, data []byte) (count int) {
	t.Helper()
	var document yaml.Node
	if yaml.Unmarshal(data, &document) != nil || len(document.Content) == 0 {
		return 0 // what is no YAML has no parts
	}
	try := func(what string, at *yaml.Node) {
		count++
		text, err := yaml.Marshal(&document)
		if err != nil {
			return // an alias whose anchor is gone
		}
		require.NotPanics(t, func() { loads(t, text) }, "%s: %s instead of line %d:%d\n%s", name, what, at.Line, at.Column, text)
	}
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		whole, each := n.Content, 1
		if n.Kind == yaml.MappingNode {
			each = 2
		}
		for i := 0; i+each <= len(whole); i += each {
			n.Content = append(append([]*yaml.Node{}, whole[:i]...), whole[i+each:]...)
			try("nothing at all", whole[i])
			n.Content = append([]*yaml.Node{}, whole...)
			for what, other := range wrongShapes {
				n.Content[i+each-1] = other
				try(what, whole[i])
			}
			n.Content = whole
			walk(whole[i+each-1])
		}
	}
	walk(&document)
	return count
}

// loads loads a policy, which must end with one or with faults inside the file.
func loads(t *testing.T, text []byte) {
	t.Helper()
	if _, err := rules.Parse("p.yaml", text); err != nil {
		var faults *rules.Error
		require.ErrorAs(t, err, &faults)
		require.NotEmpty(t, faults.Diagnostics)
	}
}
