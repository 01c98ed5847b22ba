package compensation

import (
	"strconv"

	"github.com/amendsgo/amends/archetype"
)

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
