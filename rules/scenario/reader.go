package scenario

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/internal/lines"
)

// reader collects the faults of one file and of the sheets it names.
type reader struct {
	file    string
	sources map[string]lines.Text
	faults  []rules.Diagnostic
}

// The codes of what can be wrong with a file of scenarios.
const (
	badYAML   = "scenario-yaml"   // not YAML, or YAML that is not plain
	badKey    = "scenario-key"    // an unknown key, or one that stands twice
	badShape  = "scenario-shape"  // a list where one value belongs, and the like
	badName   = "scenario-name"   // a scenario without a name, or with another's
	badTable  = "scenario-table"  // columns, rows and sheets that do not fit together
	badWant   = "scenario-want"   // something wanted that can never come
	badFact   = "scenario-fact"   // a fact that the policy does not know
	badBudget = "scenario-budget" // an account that the policy does not have
	badTime   = "scenario-time"   // no time of the decision, or one that is none
	badAsk    = "scenario-ask"    // a wish that cannot be read
)

func (r *reader) fault(c cell, code, hint, format string, args ...any) {
	r.faultAt(c.place(), len([]rune(c.Value)), code, hint, format, args...)
}

func (r *reader) faultAt(at Place, width int, code, hint, format string, args ...any) {
	source := r.sources[at.File]
	line, column, width := source.Inside(at.Line, at.Col, width) // a missing value may lie behind the end
	r.faults = append(r.faults, rules.Diagnostic{
		Code: code, Severity: rules.SeverityError, File: at.File, Line: line, Column: column, Width: width,
		Message: fmt.Sprintf(format, args...), Hint: hint, Excerpt: source.Line(line),
	})
}

// readable tells whether a file is UTF-8, and reports it if not.
func (r *reader) readable(file, code string) bool {
	source := r.sources[file]
	at := source.Invalid()
	if at < 0 {
		return true
	}
	line, column := source.Position(at)
	r.faultAt(Place{file, line, column}, 1, code, "save the file as UTF-8", "byte 0x%02X is not UTF-8", source.String()[at])
	return false
}

// err returns all faults in the order of the files, or nil.
func (r *reader) err() error {
	if len(r.faults) == 0 {
		return nil
	}
	slices.SortStableFunc(r.faults, func(a, b rules.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return &rules.Error{Diagnostics: slices.CompactFunc(r.faults, func(a, b rules.Diagnostic) bool {
		return a.File == b.File && a.Line == b.Line && a.Column == b.Column && a.Code == b.Code // twice the same price is one fault
	})}
}

// plain reports tags, anchors, aliases and repeated keys below a node; an alias
// counts as absent from then on.
func (r *reader) plain(c cell) {
	switch {
	case c.Kind == yaml.AliasNode:
		r.fault(c, badYAML, "write the value again, or put it under base", "references (*%s) are not supported", c.Value)
		*c.Node = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: c.Line, Column: c.Column}
		return
	case c.Anchor != "":
		r.fault(c, badYAML, "write the value without it, or put what is shared under base", "anchors (&%s) are not supported", c.Anchor)
	case c.Style&yaml.TaggedStyle != 0:
		r.fault(c, badYAML, "quote the value if it is meant to begin with an exclamation mark", "%s is a tag to YAML, and tags are not supported", c.Tag)
	}
	if c.Kind == yaml.MappingNode {
		seen := make(map[string]int, len(c.Content)/2)
		for key := range c.keys() {
			if line, twice := seen[key.Value]; twice {
				r.fault(key, badKey, "keep one of the two", "%q stands twice here, first on line %d", key.Value, line)
			}
			seen[key.Value] = key.Line
		}
	}
	for _, child := range c.Content {
		r.plain(cell{file: c.file, Node: child})
	}
}

// keys iterates over the pairs of a mapping.
func (c cell) keys() func(yield func(key, value cell) bool) {
	return func(yield func(key, value cell) bool) {
		for i := 0; i+1 < len(c.Content); i += 2 {
			if !yield(cell{file: c.file, Node: c.Content[i]}, cell{file: c.file, Node: c.Content[i+1]}) {
				return
			}
		}
	}
}

// items iterates over a sequence.
func (c cell) items() func(yield func(i int, item cell) bool) {
	return func(yield func(i int, item cell) bool) {
		for i, node := range c.Content {
			if !yield(i, cell{file: c.file, Node: node}) {
				return
			}
		}
	}
}

// mapping walks over the keys of a mapping; an unknown key is a fault that
// lists the known ones. It is false when c is no mapping.
func (r *reader) mapping(c cell, what string, known []string, each func(key, value cell)) bool {
	if c.Kind != yaml.MappingNode {
		r.fault(c, badShape, "", "%s must be a mapping (name: value), not %s", what, shape(c))
		return false
	}
	for key, value := range c.keys() {
		if known != nil && !slices.Contains(known, key.Value) {
			hint := unknownHint(key.Value, known)
			if value.absent() && c.Style&yaml.FlowStyle != 0 {
				hint = "inside { } a comma ends a value: quote what holds one, and write amounts with a point"
			}
			r.fault(key, badKey, hint, "%s has no key %q", what, key.Value)
			continue
		}
		each(key, value)
	}
	return true
}

// sequence walks over a list.
func (r *reader) sequence(c cell, what string, each func(item cell)) bool {
	if c.Kind != yaml.SequenceNode {
		r.fault(c, badShape, "", "%s must be a list, not %s", what, shape(c))
		return false
	}
	for _, item := range c.items() {
		each(item)
	}
	return true
}

// scalar reads one value as it is written; empty and null are absent.
func (r *reader) scalar(c cell, what string) text {
	if c.Kind != yaml.ScalarNode {
		r.fault(c, badShape, "", "%s must be one value, not %s", what, shape(c))
		return text{}
	}
	return text{value: c.Value, at: c.place(), given: !c.absent()}
}

// words reads a list of words: a list of YAML, or words with spaces between
// them, as in a sheet; "[]" is the empty list.
func (r *reader) words(c cell, what string) []text {
	list := []text{}
	switch {
	case c.Kind == yaml.ScalarNode && c.Value == "[]":
	case c.Kind == yaml.ScalarNode:
		for word := range strings.FieldsSeq(c.Value) {
			list = append(list, text{value: word, at: c.place(), given: true})
		}
	default:
		r.sequence(c, what, func(item cell) {
			if word := r.scalar(item, "an entry of "+what); word.given {
				list = append(list, word)
			}
		})
	}
	return list
}

// values are the words alone.
func values(words []text) []string {
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = word.value
	}
	return list
}

// shape says what a node is, to an author.
func shape(c cell) string {
	switch c.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	default:
		if c.absent() {
			return "nothing"
		}
		return fmt.Sprintf("%q", clip(c.Value))
	}
}

func clip(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return s
}
