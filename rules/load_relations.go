package rules

import "gopkg.in/yaml.v3"

// relations checks what can be seen only when everything is read.
func (l *loader) relations(root *yaml.Node) {}

var _ = yaml.ScalarNode
