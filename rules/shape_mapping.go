package rules

import (
	"fmt"
	"slices"

	"gopkg.in/yaml.v3"
)

// name checks a key of a mapping as such, and that it occurs once.
func (r *report) name(n *node, i int, many map[string]int) bool {
	k := n.Content[i]
	switch {
	case k.Kind == yaml.ScalarNode && k.Value == "<<" && k.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0:
		r.at(k, fault{code: codeAnchor, message: "<< merges mappings in YAML", hint: "write the keys out"})
		return false
	case !r.plain(k):
		return false
	case k.Kind != yaml.ScalarNode:
		r.at(k, fault{
			code: codeWrongShape, message: "a list or a mapping cannot be a key",
			hint: "quote the value if it is meant to begin with { or [",
		})
		return false
	}
	if earlier := earlierKey(n, i, many); earlier > 0 {
		r.at(k, fault{
			code: codeDuplicateKey, message: fmt.Sprintf("%s stands here twice", clip(k.Value)),
			hint: fmt.Sprintf("the first is in line %d; keep one of them", earlier),
		})
		return false
	}
	if many != nil {
		many[k.Value] = int(k.line)
	}
	return true
}

// few is how many keys are looked through one by one.
const few = 16

// manyKeys remembers the lines of the keys of a large mapping; it is nil for others.
func manyKeys(n *node) map[string]int {
	if len(n.Content) <= 2*few {
		return nil
	}
	return make(map[string]int, len(n.Content)/2)
}

// earlierKey is the line where the i-th key stands already; 0 when it is new.
func earlierKey(n *node, i int, many map[string]int) int {
	if many != nil {
		return many[n.Content[i].Value]
	}
	for j := 0; j < i; j += 2 {
		if k := n.Content[j]; k.Kind == yaml.ScalarNode && k.Value == n.Content[i].Value {
			return int(k.line)
		}
	}
	return 0
}

func (r *report) mapping(n *node, f *form) {
	if id := value(n, f.id); f.id != "" && id != nil && id.Kind == yaml.ScalarNode {
		outer := r.rule
		r.rule = clip(id.Value)
		defer func() { r.rule = outer }()
	}
	if f.some && len(n.Content) == 0 {
		r.at(n, fault{code: codeEmptyValue, message: f.name + " holds nothing", expected: f.says})
	}
	cut := false
	many := manyKeys(n)
	for i := 0; i+1 < len(n.Content) && !r.full(); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		if !r.name(n, i, many) {
			continue
		}
		known := f.key(k.Value)
		if known == nil {
			cut = r.unknownKey(n, i, f) || cut
			continue
		}
		r.shape(value, known.form)
	}
	if cut {
		return
	}
	for i := range f.keys {
		if k := &f.keys[i]; k.required && value(n, k.name) == nil {
			r.put(r.beginning(n), fault{
				code: codeMissingKey, message: fmt.Sprintf("%s needs the key %s", f.name, k.name), expected: k.name + ": " + k.form.says,
			})
		}
	}
}

// unknownKey reports a key that the mapping does not know. It says whether
// a comma seems to have cut a value in two.
func (r *report) unknownKey(n *node, i int, f *form) (cut bool) {
	k, word := n.Content[i], n.Content[i].Value
	if n.Style&yaml.FlowStyle != 0 && isNull(n.Content[i+1]) && i > 0 {
		r.spoil(n.Content[i-1])
		r.at(k, fault{
			code:    codeCutByComma,
			message: fmt.Sprintf("the comma before %q ends the value of %s", clip(word), clip(n.Content[i-2].Value)),
			hint:    "inside { } quote what holds a comma, or write the mapping over several lines",
		})
		return true
	}
	hint := didYouMean(word, f.keyNames())
	out := fault{
		code: codeUnknownKey, message: fmt.Sprintf("%s has no key %s", f.name, clip(word)),
		expected: wordsOf(f.keyNames()), hint: hint,
	}
	if homes := homesOf(word); hint == "" && len(homes) > 0 {
		out.code = codeMisplacedKey
		out.hint = fmt.Sprintf("%s is a key of %s", word, enumerate(homes))
	}
	r.at(k, out)
	return false
}

// homesOf names the mappings that know a key.
func homesOf(word string) []string {
	var homes []string
	policyForm.walk(func(f *form) {
		if f.key(word) != nil && !slices.Contains(homes, f.name) {
			homes = append(homes, f.name)
		}
	})
	if len(homes) > 3 {
		homes = append(homes[:3], "others")
	}
	return homes
}

func (r *report) entries(n *node, f *form) {
	if f.some && len(n.Content) == 0 {
		r.at(n, fault{code: codeEmptyValue, message: "the mapping is empty", expected: f.says})
	}
	many := manyKeys(n)
	for i := 0; i+1 < len(n.Content) && !r.full(); i += 2 {
		if r.name(n, i, many) {
			r.scalar(n.Content[i], f.names)
			r.shape(n.Content[i+1], f.each)
		}
	}
}
