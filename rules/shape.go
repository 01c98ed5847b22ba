package rules

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// shape checks a node and all below it against its form: the first of the two
// passes over a file. What does not fit is reported and marked, and the second
// pass leaves it out.
func (r *report) shape(n *yaml.Node, f *form) {
	if !r.plain(n) {
		return
	}
	for alternative := f; alternative != nil; alternative = alternative.or {
		if n.Kind != alternative.kind() {
			continue
		}
		switch alternative.holds {
		case scalar:
			r.scalar(n, alternative)
		case list:
			r.items(n, alternative)
		case mapping:
			r.mapping(n, alternative)
		case entries:
			r.entries(n, alternative)
		}
		return
	}
	r.wrongShape(n, f)
}

func (f *form) kind() yaml.Kind {
	switch f.holds {
	case list:
		return yaml.SequenceNode
	case mapping, entries:
		return yaml.MappingNode
	default:
		return yaml.ScalarNode
	}
}

// plain refuses what YAML has beyond scalars, lists and mappings.
func (r *report) plain(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		r.word(n, len(n.Value)+1, fault{
			code: codeAnchor, message: fmt.Sprintf("*%s is an alias to YAML", clip(n.Value)),
			hint: "write the value out; quote it if it is meant to begin with *",
		})
	case n.Anchor != "":
		r.word(n, len(n.Anchor)+1, fault{
			code: codeAnchor, message: fmt.Sprintf("&%s is an anchor to YAML", clip(n.Anchor)),
			hint: "write the value out wherever it is needed; quote it if it is meant to begin with &",
		})
	case n.Style&yaml.TaggedStyle != 0:
		hint := "leave the tag out, or quote the value if it is meant to begin with !"
		if !strings.HasPrefix(n.Tag, "!!") && n.Kind == yaml.ScalarNode {
			hint = fmt.Sprintf("write not %s, or quote the whole condition", clip(strings.TrimPrefix(n.Tag, "!")))
		}
		r.word(n, len(n.Tag), fault{code: codeTag, message: clip(n.Tag) + " is a tag to YAML", hint: hint})
	default:
		return true
	}
	return false
}

// word reports the first few bytes of a node.
func (r *report) word(n *yaml.Node, width int, f fault) {
	r.spoil(n)
	r.put(place{line: n.Line, column: n.Column, width: width}, f)
}

// isNull says that a key has no value at all.
func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == "" && n.Style == 0
}

func (r *report) wrongShape(n *yaml.Node, f *form) {
	if isNull(n) {
		r.at(n, fault{code: codeEmptyValue, message: "the value is missing", expected: f.says})
		return
	}
	found, hint := "a list", ""
	switch n.Kind {
	case yaml.MappingNode:
		found = "a mapping"
		if f.holds == scalar && n.Style&yaml.FlowStyle != 0 {
			hint = "to YAML, { begins a mapping: quote the value"
		} else if f.holds == list {
			hint = "begin each item with '- '"
		}
	case yaml.SequenceNode:
		if f.holds == scalar && n.Style&yaml.FlowStyle != 0 {
			hint = "to YAML, [ begins a list: quote the value"
		}
	default:
		found = fmt.Sprintf("%q", clip(n.Value))
	}
	r.at(n, fault{code: codeWrongShape, message: found + " cannot stand here", expected: f.says, hint: hint})
}

func (r *report) scalar(n *yaml.Node, f *form) {
	if isNull(n) {
		r.at(n, fault{code: codeEmptyValue, message: "the value is missing", expected: f.says})
		return
	}
	message, hint := "%q does not fit here", ""
	switch {
	case f.words != nil && !slices.Contains(f.words, n.Value):
		hint = didYouMean(n.Value, f.words)
		if slices.Contains(f.words, "true") {
			hint = flagHint(n.Value)
		}
	case f.pattern != nil && !f.pattern.MatchString(n.Value):
		hint = scalarHint(f, n.Value)
	case f.problem != nil && f.problem(n.Value) != "":
		message = "%q: " + f.problem(n.Value)
	default:
		return
	}
	r.at(n, fault{code: f.code, message: fmt.Sprintf(message, clip(n.Value)), expected: f.says, hint: hint})
}

func flagHint(text string) string {
	switch strings.ToLower(text) {
	case "yes", "on", "y", "true", "1":
		return "write true"
	case "no", "off", "n", "false", "0":
		return "write false"
	}
	return ""
}

// scalarHint explains the usual ways of writing it wrongly.
func scalarHint(f *form, text string) string {
	switch f.code {
	case codeBadNumber:
		return "write a plain decimal: no thousands separator, no exponent, no unit"
	case codeBadPercent:
		return "write it with a percent sign, 3% and not 0.03"
	case codeBadDate:
		return "write year-month-day with two digits each, and no time"
	case codeUnknownCurrency:
		if upper := strings.ToUpper(strings.TrimSpace(text)); f.pattern.MatchString(upper) {
			return "write " + upper
		}
	}
	return ""
}

func (r *report) items(n *yaml.Node, f *form) {
	if f.some && len(n.Content) == 0 {
		r.at(n, fault{code: codeEmptyValue, message: "the list is empty", expected: f.says})
	}
	for _, item := range n.Content {
		if !r.full() {
			r.shape(item, f.each)
		}
	}
}

// name checks a key of a mapping as such, and that it occurs once.
func (r *report) name(n *yaml.Node, i int, many map[string]int) bool {
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
		many[k.Value] = k.Line
	}
	return true
}

// few is how many keys are looked through one by one.
const few = 16

// manyKeys remembers the lines of the keys of a large mapping; it is nil for others.
func manyKeys(n *yaml.Node) map[string]int {
	if len(n.Content) <= 2*few {
		return nil
	}
	return make(map[string]int, len(n.Content)/2)
}

// earlierKey is the line where the i-th key stands already; 0 when it is new.
func earlierKey(n *yaml.Node, i int, many map[string]int) int {
	if many != nil {
		return many[n.Content[i].Value]
	}
	for j := 0; j < i; j += 2 {
		if k := n.Content[j]; k.Kind == yaml.ScalarNode && k.Value == n.Content[i].Value {
			return k.Line
		}
	}
	return 0
}

func (r *report) mapping(n *yaml.Node, f *form) {
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
		known, ok := f.key(k.Value)
		if !ok {
			cut = r.unknownKey(n, i, f) || cut
			continue
		}
		r.shape(value, known.form)
	}
	if cut {
		return
	}
	for _, k := range f.keys {
		if k.required && value(n, k.name) == nil {
			r.put(r.beginning(n), fault{
				code: codeMissingKey, message: fmt.Sprintf("%s needs the key %s", f.name, k.name), expected: k.name + ": " + k.form.says,
			})
		}
	}
}

// unknownKey reports a key that the mapping does not know. It says whether
// a comma seems to have cut a value in two.
func (r *report) unknownKey(n *yaml.Node, i int, f *form) (cut bool) {
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
		if _, ok := f.key(word); ok && !slices.Contains(homes, f.name) {
			homes = append(homes, f.name)
		}
	})
	if len(homes) > 3 {
		homes = append(homes[:3], "others")
	}
	return homes
}

func (r *report) entries(n *yaml.Node, f *form) {
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

// value is what the mapping holds under a name; nil if nothing.
func value(n *yaml.Node, name string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}

// get is [value], but nil when a fault was reported there.
func (r *report) get(n *yaml.Node, name string) *yaml.Node {
	v := value(n, name)
	if v == nil || r.bad[v] {
		return nil
	}
	return v
}

// text is the scalar under a name, and "" when there is none or a faulty one.
func (r *report) text(n *yaml.Node, name string) string {
	if v := r.get(n, name); v != nil {
		return strings.TrimSpace(v.Value)
	}
	return ""
}

// each is the sound items under a name; a scalar counts as a list of one.
func (r *report) each(n *yaml.Node, name string) []*yaml.Node {
	v := r.get(n, name)
	switch {
	case v == nil:
		return nil
	case v.Kind == yaml.ScalarNode:
		return []*yaml.Node{v}
	}
	return slices.DeleteFunc(slices.Clone(v.Content), func(item *yaml.Node) bool { return r.bad[item] })
}
