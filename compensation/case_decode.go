package compensation

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// MaxCaseSize is the longest JSON of a case, in bytes.
const MaxCaseSize = 1 << 20

// maxParts is how many parts a fact's dotted name may have.
const maxParts = 8

// ParseCase reads a case from JSON, as [Case.UnmarshalJSON] does. Text that is no
// JSON at all is an [*InvalidCaseError], too, which says line and column.
func ParseCase(data []byte) (Case, error) {
	var c Case
	if len(data) > MaxCaseSize {
		return c, tooLong(data)
	}
	tree, err := parseTree(data)
	if err != nil {
		return c, invalidCase([]Fault{{Problem: "is no JSON: " + err.Error()}})
	}
	err = c.decode(tree)
	return c, err
}

// UnmarshalJSON reads an object of groups:
//
//	{"id": "c-17", "currency": "EUR", "incident": {"severity": 4}, "order": {"price": "19.99"}, "sla": {"uptime": 98.2}}
//
// The standard facts go to their fields, all others, whatever their group, to
// Facts under dotted names, where the policy judges them. Keys match by exact
// case; null is missing; money is a string or a number, read from its text.
//
// An [*InvalidCaseError] lists all faults at once: keys that are repeated or
// belong to no group, lists, values of another type. The case then holds
// what could be read, so that a policy can look for further faults.
func (c *Case) UnmarshalJSON(data []byte) error {
	if len(data) > MaxCaseSize {
		return tooLong(data)
	}
	tree, err := parseTree(data)
	if err != nil {
		return invalidCase([]Fault{{Problem: "is no JSON: " + err.Error()}})
	}
	if tree.kind == nullNode {
		return nil
	}
	return c.decode(tree)
}

func tooLong(data []byte) error {
	return invalidCase([]Fault{{
		Problem:  fmt.Sprintf("has %d bytes", len(data)),
		Expected: fmt.Sprintf("at most %d", MaxCaseSize),
	}})
}

func (c *Case) decode(tree node) error {
	*c = Case{}
	if tree.kind != objectNode {
		return invalidCase([]Fault{{Problem: "is " + tree.String(), Expected: "an object of groups of facts"}})
	}
	d := caseDecoder{c: c}
	for _, m := range d.distinct("", tree.members) {
		switch {
		case m.kind == nullNode:
		case m.key == "id":
			d.scalar("id", &c.ID, m.node)
		case m.key == "currency":
			d.scalar("currency", &c.Currency, m.node)
		case m.kind == objectNode && (m.key == "" || strings.Contains(m.key, ".")):
			d.badKey("", m.key)
		case m.kind == objectNode:
			d.group(m.key, m.node)
		default:
			d.fault(Fault{
				Fact: m.key, Problem: "is " + m.String(),
				Expected: "id, currency, or a group, which is an object of facts", Hint: placeOf(m.key),
			})
		}
	}
	return invalidCase(d.faults)
}

// caseDecoder collects the faults of one case.
type caseDecoder struct {
	c      *Case
	faults []Fault
}

func (d *caseDecoder) fault(f Fault) {
	f.Fact = clip(f.Fact)
	d.faults = append(d.faults, f)
}

// distinct returns the first of each key and faults the others.
func (d *caseDecoder) distinct(group string, members []member) []member {
	seen := make(map[string]bool, len(members))
	return slices.DeleteFunc(members, func(m member) bool {
		if seen[m.key] {
			d.fault(Fault{Fact: dotted(group, m.key), Problem: "is given more than once"})
			return true
		}
		seen[m.key] = true
		return false
	})
}

func (d *caseDecoder) group(group string, n node) {
	if strings.Count(group, ".") >= maxParts-1 {
		d.fault(Fault{Fact: group, Problem: "is nested too deep", Expected: fmt.Sprintf("names of at most %d parts", maxParts)})
		return
	}
	for _, m := range d.distinct(group, n.members) {
		name := dotted(group, m.key)
		switch field := d.c.field(name); {
		case m.kind == nullNode:
		case m.key == "" || strings.Contains(m.key, "."):
			d.badKey(group, m.key)
		case field != nil:
			d.scalar(name, field, m.node)
		case m.kind == objectNode:
			d.group(name, m.node)
		default:
			d.own(name, m.node)
		}
	}
}

// badKey faults a key that would make two names of one.
func (d *caseDecoder) badKey(group, key string) {
	d.fault(Fault{
		Fact: dotted(group, key), Problem: fmt.Sprintf("has the key %q", clip(key)),
		Expected: "keys that are not empty and have no dots", Hint: "nest the groups instead",
	})
}

// own keeps a fact of the policy's own as it was written.
func (d *caseDecoder) own(fact string, n node) {
	var value any
	switch n.kind {
	case listNode:
		d.fault(Fault{Fact: fact, Problem: "is a list", Expected: "one value"})
		return
	case numberNode:
		value = json.Number(n.text)
	case boolNode:
		value = n.text == "true"
	default:
		value = n.text
	}
	if d.c.Facts == nil {
		d.c.Facts = map[string]any{}
	}
	d.c.Facts[fact] = value
}

func dotted(group, key string) string {
	if group == "" {
		return key
	}
	return group + "." + key
}

// placeOf hints where a key that stands at the top belongs.
func placeOf(key string) string {
	for _, known := range []string{"id", "currency"} {
		if strings.EqualFold(key, known) {
			return fmt.Sprintf("write %q", known)
		}
	}
	for _, fact := range standardFacts() {
		group, name, _ := strings.Cut(fact, ".")
		if key == fact || key == name {
			return fmt.Sprintf(`write {%q: {%q: …}}`, group, name)
		}
	}
	if group, name, found := strings.Cut(key, "."); found {
		return fmt.Sprintf(`write {%q: {%q: …}}`, clip(group), clip(name))
	}
	return ""
}
