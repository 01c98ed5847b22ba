package scenario

import (
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/compensation"
)

// remedyKeys may be wanted of a remedy.
var remedyKeys = []string{"kind", "value", "cost", "lane", "rule", "owed", "percent", "periods", "form", "valid_until", "due_by", "note"}

// remedyKinds are the words for kind.
func remedyKinds() []string {
	var words []string
	for _, kind := range compensation.RemedyKinds() {
		words = append(words, string(kind))
	}
	return words
}

// sameRemedies wants these remedies, all and in this order.
type sameRemedies struct{ list []oneRemedy }

// oneRemedy names what is wanted of one remedy; the rest is not compared.
type oneRemedy []field

// field is one key of a remedy as the author wrote it.
type field struct {
	key    string
	word   text
	amount compensation.Money // of value and cost
}

// remedies reads a list of remedies; a word alone is a kind.
func (r *reader) remedies(c cell) matcher {
	m := &sameRemedies{list: []oneRemedy{}}
	if c.Kind == yaml.ScalarNode { // a cell of a sheet
		for _, word := range r.words(c, "remedies") {
			node := *c.Node
			node.Value = word.value
			m.list = append(m.list, r.remedy(cell{c.file, &node, c.sheet}))
		}
		return m
	}
	if !r.sequence(c, "remedies", func(item cell) { m.list = append(m.list, r.remedy(item)) }) {
		return nil
	}
	return m
}

func (r *reader) remedy(c cell) oneRemedy {
	var fields oneRemedy
	read := func(key string, value cell) {
		w := r.scalar(value, key)
		if !w.given {
			return
		}
		f := field{key: key, word: w}
		switch key {
		case "kind":
			if !slices.Contains(remedyKinds(), w.value) {
				r.fault(value, badWant, unknownHint(w.value, remedyKinds()), "no remedy is of the kind %q", clip(w.value))
			}
		case "value", "cost":
			amount, err := compensation.ParseMoney(w.value)
			if err != nil {
				r.fault(value, badWant, "write it as 19.99, or as 19.99 EUR", "%s: %v", key, err)
			}
			f.amount = amount
		case "owed":
			if w.value != "true" && w.value != "false" {
				r.fault(value, badWant, "write true or false", "owed is never %q", clip(w.value))
			}
		}
		fields = append(fields, f)
	}
	if c.Kind == yaml.ScalarNode {
		read("kind", c)
		return fields
	}
	r.mapping(c, "a remedy", remedyKeys, func(key, value cell) { read(key.Value, value) })
	return fields
}

func (m *sameRemedies) want() string {
	texts := make([]string, len(m.list))
	for i, one := range m.list {
		texts[i] = one.text(func(f field) string { return f.word.value })
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

func (m *sameRemedies) got(o *outcome) (string, bool) {
	came := o.step().Remedies
	same := len(came) == len(m.list)
	texts := make([]string, len(came))
	for i, remedy := range came {
		one := oneRemedy{{key: "kind"}, {key: "value"}}
		if i < len(m.list) {
			one = m.list[i]
			same = same && one.is(remedy)
		}
		texts[i] = one.text(func(f field) string { return part(remedy, f.key) })
	}
	return "[" + strings.Join(texts, ", ") + "]", same
}

func (one oneRemedy) text(of func(field) string) string {
	parts := make([]string, len(one))
	for i, f := range one {
		parts[i] = f.key + ": " + quote(of(f))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func (one oneRemedy) is(remedy compensation.Remedy) bool {
	for _, f := range one {
		switch f.key {
		case "value":
			if !equal(f.amount, remedy.Value) {
				return false
			}
		case "cost":
			if !equal(f.amount, remedy.Cost) {
				return false
			}
		default:
			if part(remedy, f.key) != f.word.value {
				return false
			}
		}
	}
	return true
}

// part is one key of a remedy as text.
func part(remedy compensation.Remedy, key string) string {
	switch key {
	case "kind":
		return string(remedy.Kind)
	case "value":
		return shown(remedy.Value)
	case "cost":
		return shown(remedy.Cost)
	case "lane":
		return remedy.Lane
	case "rule":
		return remedy.Rule
	case "owed":
		return strconv.FormatBool(remedy.Owed)
	case "percent":
		return remedy.Percent
	case "periods":
		return remedy.Periods
	case "form":
		return remedy.Form
	case "valid_until":
		return remedy.ValidUntil.String()
	case "due_by":
		return remedy.DueBy.String()
	default:
		return remedy.Note
	}
}
