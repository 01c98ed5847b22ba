package scenario

import (
	"fmt"
	"strconv"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/inside"
	"github.com/amendsgo/amends/rules/internal/lines"
)

// Mutant is a policy with one mistake, as an author might make it.
type Mutant struct {
	Line   int    `json:"line"` // of the policy
	Column int    `json:"column"`
	What   string `json:"what"` // ">= becomes >"
	Of     string `json:"of"`   // what stands there

	text    string // the whole policy
	how     slip
	effects []int // the numbers of the effects that are different; nil: not known
}

// mutator changes the YAML of a policy in one place after the other.
type mutator struct {
	text    offsets
	root    *yaml.Node
	outline outline
	effects map[*yaml.Node][]int // that a scalar, or a rule, is part of
	facts   map[string]*condition.Fact
	list    []Mutant
	seen    map[string]bool // texts, so that none comes twice
	how     slip
	failed  error
}

// slip is what kind of mistake a mutant is.
type slip uint8

const (
	otherAmount    slip = iota // or anything else that is not one of the next
	otherCondition             // nothing but conditions is different
	otherOrder                 // two rules are swapped
)

// mutants lists the policy's mutants, in the order of its sections.
func (c *Coverage) mutants() ([]Mutant, error) {
	o := outlineOf(c.text)
	m := &mutator{
		text: offsets{lines.YAML(c.text)}, root: o.root, outline: o, effects: o.effects(),
		facts: c.program.Scope.Facts, seen: map[string]bool{},
	}
	m.expressions()
	for _, o := range c.observables() {
		m.drop(c, o)
	}
	m.how = otherAmount
	m.amounts()
	m.structure()
	return m.list, m.failed
}

// rewritten is the text of the policy as it is now.
func (m *mutator) rewritten() string {
	data, err := yaml.Marshal(m.root)
	if err != nil {
		m.failed = err
	}
	return string(data)
}

// try takes down a text of the policy.
func (m *mutator) try(text string, at *yaml.Node, effects []int, of, format string, args ...any) {
	if !m.seen[text] {
		m.seen[text] = true
		m.list = append(m.list, Mutant{Line: at.Line, Column: at.Column, Of: of, What: fmt.Sprintf(format, args...), text: text, how: m.how, effects: effects})
	}
}

// scalar tries another text in the place of a scalar.
func (m *mutator) scalar(n *yaml.Node, text, format string, args ...any) {
	if text == n.Value {
		return
	}
	whole, ok := m.spliced(n, text)
	if !ok {
		whole = m.replaced(n, text)
	}
	m.try(whole, n, m.effects[n], n.Value, format, args...)
}

// spliced writes another text in the place of a scalar; false where it cannot be
// sure of the place.
func (m *mutator) spliced(n *yaml.Node, text string) (string, bool) {
	at, ok := m.text.value(n)
	if !ok {
		return "", false
	}
	var there yaml.Node
	data := m.text.String()
	if err := yaml.Unmarshal([]byte(data[at.from:at.to]), &there); err != nil || len(there.Content) != 1 || there.Content[0].Value != n.Value {
		return "", false
	}
	return data[:at.from] + strconv.Quote(text) + data[at.to:], true
}

// replaced rewrites the policy with another text in the place of a scalar.
func (m *mutator) replaced(n *yaml.Node, text string) string {
	was, style := n.Value, n.Style
	defer func() { n.Value, n.Style = was, style }()
	n.Value = text
	if style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		n.Style = yaml.DoubleQuotedStyle // whatever the new text begins with
	}
	return m.rewritten()
}

// observables are the parts of all conditions, each as often as it is used.
func (c *Coverage) observables() []condition.Observable {
	var list []condition.Observable
	add := func(w *watch) {
		if w == nil {
			return
		}
		for i := range w.parts {
			list = append(list, w.parts[i].Observable)
		}
	}
	for i := range c.program.Lanes {
		for j := range c.program.Lanes[i].Rules {
			add(c.rules[c.program.Lanes[i].Rules[j].ID].watch)
		}
		for _, f := range c.program.Lanes[i].Adjust {
			add(c.lanes[i].factors[f.ID].watch)
		}
	}
	for _, lines := range [][]line{c.archetypes, c.approval, c.response} {
		for _, l := range lines {
			add(l.watch)
		}
	}
	return list
}

// drop leaves a part of a condition out: as if it always held, or never.
func (m *mutator) drop(c *Coverage, o condition.Observable) {
	at, ok := inside.Locate(c.policy, o.At)
	if !ok || o.At.Source == nil {
		return
	}
	n := m.written(m.root, o.At.Source.Text, at)
	runes := []rune(o.At.Source.Text)
	if n == nil || o.At.From == 0 && o.At.To == len(runes) {
		return // nothing would be left of it
	}
	for _, word := range []string{"true", "false"} {
		text := string(runes[:o.At.From]) + word + string(runes[o.At.To:])
		before := len(m.list)
		m.scalar(n, text, "%s is taken for %s", o.At.Text(), word)
		if len(m.list) > before {
			m.list[before].Line, m.list[before].Column = at.Line, at.Column
		}
	}
}

// written is the last scalar before a place that holds a text.
func (m *mutator) written(n *yaml.Node, text string, at inside.Place) *yaml.Node {
	var found *yaml.Node
	if n.Kind == yaml.ScalarNode && n.Value == text && (n.Line < at.Line || n.Line == at.Line && n.Column <= at.Column) {
		found = n
	}
	for _, child := range n.Content {
		if later := m.written(child, text, at); later != nil {
			found = later
		}
	}
	return found
}
