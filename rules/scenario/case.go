package scenario

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/amendsgo/amends/compensation"
)

// caseOf makes a case of facts as they are written. A fact's type decides how
// its text is read, never its look: 019.90 is an amount, and "no" a word.
func caseOf(facts []fact, types map[string]string) (compensation.Case, error) {
	tree := group{}
	for _, f := range facts {
		if f.given && !tree.put(strings.Split(f.name, "."), typed(f.value, types[f.name])) {
			return compensation.Case{}, &compensation.InvalidCaseError{Faults: []compensation.Fault{
				{Fact: f.name, Problem: "clashes with another fact", Hint: "a name is either a fact or a group of facts"},
			}}
		}
	}
	data, err := json.Marshal(tree)
	if err != nil {
		return compensation.Case{}, err
	}
	return compensation.ParseCase(data)
}

// group is an object of JSON.
type group map[string]any

// put is false when the name, or the group it stands in, is taken.
func (g group) put(path []string, value any) bool {
	there, taken := g[path[0]]
	if len(path) == 1 {
		g[path[0]] = value
		return !taken
	}
	inner, ok := there.(group)
	if !ok {
		inner = group{}
		g[path[0]] = inner
	}
	return (ok || !taken) && inner.put(path[1:], value)
}

var decimal = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// typed gives a text the type of JSON that the fact's type asks for. What does
// not fit stays a text, and the case says what is wrong with it.
func typed(value, kind string) any {
	switch {
	case kind == "bool" && (value == "true" || value == "false"):
		return value == "true"
	case (kind == "int" || kind == "number") && decimal.MatchString(value):
		return json.Number(plainNumber(value))
	default:
		return value
	}
}

// plainNumber drops the leading zeros that JSON does not allow.
func plainNumber(text string) string {
	digits, negative := strings.CutPrefix(text, "-")
	digits = strings.TrimLeft(digits, "0")
	if digits == "" || digits[0] == '.' {
		digits = "0" + digits
	}
	if negative {
		return "-" + digits
	}
	return digits
}
