package scenario

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/compensation"
)

// sameSteps wants these alternatives, all and in this order.
type sameSteps struct{ list [][]want }

// alternatives reads a list of steps. A step is a list of its remedies, one
// remedy, or a mapping of what is wanted of it.
func (r *reader) alternatives(c cell) matcher {
	m := &sameSteps{list: [][]want{}}
	if c.Kind == yaml.ScalarNode { // a cell of a sheet
		for _, word := range r.words(c, "alternatives") {
			node := *c.Node
			node.Value = word.value
			m.list = append(m.list, r.alternative(cell{c.file, &node, c.sheet}))
		}
		return m
	}
	if !r.sequence(c, "alternatives", func(item cell) { m.list = append(m.list, r.alternative(item)) }) {
		return nil
	}
	return m
}

func (r *reader) alternative(c cell) []want {
	var wants []want
	switch {
	case c.Kind == yaml.SequenceNode:
		return r.want(wants, "remedies", c)
	case c.Kind == yaml.ScalarNode || slices.ContainsFunc(c.Content, func(n *yaml.Node) bool { return n.Value == "kind" }):
		single := yaml.Node{Kind: yaml.SequenceNode, Line: c.Line, Column: c.Column, Content: []*yaml.Node{c.Node}}
		return r.want(wants, "remedies", cell{c.file, &single, c.sheet})
	}
	r.mapping(c, "an alternative", stepKeys, func(key, value cell) { wants = r.want(wants, key.Value, value) })
	return wants
}

func (m *sameSteps) want() string {
	texts := make([]string, len(m.list))
	for i, wants := range m.list {
		texts[i] = stepText(wants, func(w want) string { return w.want() })
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

func (m *sameSteps) got(o *outcome) (string, bool) {
	came := o.rec.Alternatives
	same := len(came) == len(m.list)
	texts := make([]string, len(came))
	for i := range came {
		wants := []want{{key: "remedies", matcher: &sameRemedies{}}}
		if i < len(m.list) {
			wants = m.list[i]
		}
		one := &outcome{rec: &compensation.Recommendation{Outcome: came[i]}, pool: o.pool}
		texts[i] = stepText(wants, func(w want) string {
			text, ok := w.got(one)
			same = same && ok
			return text
		})
	}
	return "[" + strings.Join(texts, ", ") + "]", same
}

func stepText(wants []want, of func(want) string) string {
	parts := make([]string, len(wants))
	for i, w := range wants {
		parts[i] = w.key + ": " + of(w)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
