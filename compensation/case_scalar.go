package compensation

import (
	"strconv"
	"strings"

	"github.com/amendsgo/amends/archetype"
)

// wanted is what a field should have carried, and a hint; both empty for a value
// that is right.
type wanted struct{ expected, hint string }

// scalar sets a field, which stays missing if the value is of another type. It
// speaks of a fault as a policy does of its own facts.
func (d *caseDecoder) scalar(fact string, field any, n node) {
	var w wanted
	switch p := field.(type) {
	case *string:
		w = setText(p, n)
	case *Failure:
		w = setText(p, n, FailureService, FailureGoods, FailureMoney, FailureAttention, FailureUnknown)
	case *Responsibility:
		w = setText(p, n, ResponsibilityOurs, ResponsibilityShared, ResponsibilityThirdParty, ResponsibilityClient, ResponsibilityNobody, ResponsibilityUnknown)
	case *FoundBy:
		w = setText(p, n, FoundByUs, FoundByClient, FoundByUnknown)
	case *Evidence:
		w = setText(p, n, EvidenceConfirmed, EvidenceClaimed, EvidenceNone, EvidenceUnknown)
	case *archetype.Kind:
		w = setKind(p, n)
	case *int:
		w = setInt(fact, p, n)
	case **int:
		var i int
		if w = setInt(fact, &i, n); w.expected == "" {
			*p = &i
		}
	case *bool:
		w = setBool(p, n)
	case **bool:
		var b bool
		if w = setBool(&b, n); w.expected == "" {
			*p = &b
		}
	case *Money:
		w = setMoney(p, n)
	case *Date:
		w = setDate(p, n)
	}
	if w.expected != "" {
		d.fault(Fault{Fact: fact, Problem: "is " + n.quoted(), Expected: w.expected, Hint: w.hint})
	}
}

// quoted is a value as a fault shows it: texts in quotes.
func (n node) quoted() string {
	if n.kind == textNode {
		return strconv.Quote(clip(n.text))
	}
	return n.String()
}

// setText sets a text. Whether a word is one of those that a fact can have is for
// the policy to say, which may narrow them.
func setText[T ~string](p *T, n node, words ...T) wanted {
	switch {
	case n.kind == textNode:
		*p = T(n.text)
		return wanted{}
	case len(words) > 0:
		return wanted{expected: "one of " + oneOf(words)}
	}
	return wanted{expected: "a text"}
}

func setKind(p *archetype.Kind, n node) wanted {
	w := wanted{expected: "one of " + oneOf(archetype.All())}
	if n.kind != textNode {
		return w
	}
	kind, err := archetype.Parse(n.text)
	if err == nil {
		*p = kind
		return wanted{}
	}
	const near = `did you mean "`
	if i := strings.LastIndex(err.Error(), near); i >= 0 {
		w.hint = strings.ReplaceAll(err.Error()[i:], `"`, "")
	}
	return w
}

func setInt(fact string, p *int, n node) wanted {
	w := wanted{expected: "a whole number, at least 0"}
	switch fact {
	case "incident.severity":
		w.expected = "a whole number from 1 to 5"
	case "incident.affected":
		w.expected = "a whole number, at least 1"
	}
	i, err := strconv.Atoi(n.text)
	switch zeroIsMissing := fact == "incident.severity" || fact == "incident.affected"; {
	case n.kind == textNode && err == nil:
		w.hint = "give it as a number, without quotes"
	case n.kind == numberNode && err == nil && (i != 0 || !zeroIsMissing): // kept as 0 it would read as missing
		*p = i
		return wanted{}
	}
	return w
}

func setBool(p *bool, n node) wanted {
	if n.kind != boolNode {
		return wanted{expected: "true or false"}
	}
	*p = n.text == "true"
	return wanted{}
}

func setMoney(p *Money, n node) wanted {
	w := wanted{expected: "an amount such as 19.99, at least 0"}
	if n.kind != textNode && n.kind != numberNode {
		return w
	}
	amount, err := ParseMoney(n.text)
	if err == nil {
		*p = amount
		return wanted{}
	}
	number, _, _ := strings.Cut(n.text, " ")
	if _, _, bad := parseDecimal(number); bad == nil {
		w.hint = err.Error() // the number is right: it is the currency
	}
	return w
}

func setDate(p *Date, n node) wanted {
	day, err := ParseDate(n.text)
	if n.kind != textNode || err != nil {
		return wanted{expected: "a day such as 2026-11-21"}
	}
	*p = day
	return wanted{}
}
