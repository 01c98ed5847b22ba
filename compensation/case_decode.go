package compensation

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/amendsgo/amends/archetype"
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

// scalar sets a field, which stays missing if the value is of another type.
func (d *caseDecoder) scalar(fact string, field any, n node) {
	expected := ""
	var err error
	switch p := field.(type) {
	case *string:
		expected = setText(p, n)
	case *Failure:
		expected = setText(p, n)
	case *Responsibility:
		expected = setText(p, n)
	case *FoundBy:
		expected = setText(p, n)
	case *Evidence:
		expected = setText(p, n)
	case *archetype.Kind:
		var word string
		if expected = setText(&word, n); expected == "" {
			err = p.UnmarshalText([]byte(word))
		}
	case *int:
		expected = setInt(p, n)
		if *p == 0 && expected == "" && zeroIsMissing(fact) {
			expected = "1 or more" // kept as 0 it would read as missing
		}
	case **int:
		var i int
		if expected = setInt(&i, n); expected == "" {
			*p = &i
		}
	case *bool:
		expected = setBool(p, n)
	case **bool:
		var b bool
		if expected = setBool(&b, n); expected == "" {
			*p = &b
		}
	case *Money:
		expected = "an amount, as \"19.99\" or \"19.99 EUR\""
		if n.kind == textNode || n.kind == numberNode {
			expected = ""
			*p, err = ParseMoney(n.text)
		}
	case *Date:
		expected = "a day, as \"2026-11-21\""
		if n.kind == textNode {
			expected = ""
			*p, err = ParseDate(n.text)
		}
	}
	switch {
	case err != nil:
		d.fault(Fault{Fact: fact, Problem: "cannot be read: " + err.Error()})
	case expected != "":
		d.fault(Fault{Fact: fact, Problem: "is " + n.String(), Expected: expected})
	}
}

func setText[T ~string](p *T, n node) (expected string) {
	if n.kind != textNode {
		return "a text in quotes"
	}
	*p = T(n.text)
	return ""
}

func setInt(p *int, n node) (expected string) {
	i, err := strconv.Atoi(n.text)
	if n.kind != numberNode || err != nil {
		return "a whole number"
	}
	*p = i
	return ""
}

func setBool(p *bool, n node) (expected string) {
	if n.kind != boolNode {
		return "true or false"
	}
	*p = n.text == "true"
	return ""
}

func zeroIsMissing(fact string) bool {
	return fact == "incident.severity" || fact == "incident.affected"
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
