package scenario

import (
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// amounts changes every number that money depends on by one in its last place.
func (m *mutator) amounts() {
	m.numbers(m.outline.at("rates"))
	for i := range entries(m.outline.at("lanes")) {
		for _, key := range []string{"at_least", "at_most", "pay_from", "pay_above"} {
			m.numbers(m.outline.at("lanes", i, key))
		}
		for j := range entries(m.outline.at("lanes", i, "rules")) {
			m.numbers(m.outline.at("lanes", i, "rules", j, "give"))
		}
		for j := range entries(m.outline.at("lanes", i, "adjust")) {
			m.numbers(m.outline.at("lanes", i, "adjust", j, "times"))
		}
	}
	for i := range entries(m.outline.at("limits")) {
		m.numbers(m.outline.at("limits", i, "at_most"))
	}
	for i := range entries(m.outline.at("budget", "caps")) {
		m.numbers(m.outline.at("budget", "caps", i, "at_most"))
		m.numbers(m.outline.at("budget", "caps", i, "count"))
	}
	m.numbers(m.outline.at("budget", "cost"))
}

// forPeople are the keys of a remedy that are for people and hosts, not for money.
var forPeople = []string{"form", "note", "valid_days", "due_days", "due_workdays"}

var number = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?`)

// numbers changes the numbers of a scalar, or of all below a list or mapping.
// Days that name the entries of a rate are shifted.
func (m *mutator) numbers(n *yaml.Node) {
	switch {
	case n == nil:
	case n.Kind == yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			if slices.Contains(forPeople, key.Value) {
				continue
			}
			for _, days := range []int{-1, 1} {
				if day, ok := shifted(key.Value, days); ok {
					m.scalar(key, day, "%s becomes %s", key.Value, day)
				}
			}
			m.numbers(n.Content[i+1])
		}
	case n.Kind == yaml.SequenceNode:
		for _, item := range n.Content {
			m.numbers(item)
		}
	default:
		text := n.Value
		for _, at := range number.FindAllStringIndex(text, -1) {
			if at[0] > 0 && strings.ContainsAny(text[at[0]-1:at[0]], "_abcdefghijklmnopqrstuvwxyz") {
				continue // part of a name
			}
			was := text[at[0]:at[1]]
			m.scalar(n, text[:at[0]]+nudged(was, 1)+text[at[1]:], "%s becomes %s", was, nudged(was, 1))
		}
	}
}

// structure drops factors, ceilings and lines, and swaps neighbouring rules.
func (m *mutator) structure() {
	for _, section := range []string{"limits", "approval", "response", "archetypes"} {
		m.remove(m.root, section)
	}
	if budget := m.outline.at("budget"); budget != nil {
		m.remove(budget, "caps")
	}
	for _, lane := range entries(m.outline.at("lanes")) {
		m.remove(lane, "adjust")
		m.remove(lane, "deduct")
		for _, key := range []string{"at_least", "at_most", "pay_from", "pay_above"} {
			m.removeKey(lane, key)
		}
		m.how = otherOrder
		list := entries(child(lane, "rules"))
		for j := 0; j+1 < len(list); j++ {
			list[j], list[j+1] = list[j+1], list[j]
			both := slices.Concat(m.effects[list[j]], m.effects[list[j+1]])
			m.try(m.rewritten(), list[j+1], both, id(list[j+1]), "%s and %s are swapped", id(list[j+1]), id(list[j]))
			list[j], list[j+1] = list[j+1], list[j]
		}
		m.how = otherAmount
	}
}

// remove drops each entry of a list; with the last one goes the list.
func (m *mutator) remove(mapping *yaml.Node, key string) {
	list := child(mapping, key)
	all := entries(list)
	if len(all) == 1 {
		m.removeKey(mapping, key)
		return
	}
	for i := range all {
		list.Content = slices.Delete(slices.Clone(all), i, i+1)
		m.try(m.rewritten(), all[i], m.effects[all[i]], id(all[i]), "the entry of %s is dropped", key)
		list.Content = all
	}
}

func (m *mutator) removeKey(mapping *yaml.Node, key string) {
	all := mapping.Content
	for i := 0; i+1 < len(all); i += 2 {
		if all[i].Value == key {
			mapping.Content = slices.Delete(slices.Clone(all), i, i+2)
			m.try(m.rewritten(), all[i], m.effectsOf(all[i+1]), id(all[i+1]), "%s is dropped", key)
			mapping.Content = all
		}
	}
}

// effectsOf are those of a list's only entry.
func (m *mutator) effectsOf(n *yaml.Node) []int {
	if list := entries(n); len(list) == 1 {
		return m.effects[list[0]]
	}
	return nil
}

// id names an entry: by its id, else by what it ends with.
func id(n *yaml.Node) string {
	if name := child(n, "id"); name != nil {
		return name.Value
	}
	for n.Kind != yaml.ScalarNode && len(n.Content) > 0 {
		n = n.Content[len(n.Content)-1]
	}
	return n.Value
}
