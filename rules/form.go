package rules

import (
	"regexp"
)

// form describes what a place of a policy may hold. Tables of forms drive the
// check of a file's shape, its suggestions, and the JSON Schema, so that the
// three never disagree.
type form struct {
	name  string // of a mapping, as messages call it: "a rule"
	says  string // what is expected, in words
	holds holds
	code  string // of the diagnostic when a scalar does not fit

	words   []string                 // scalar: the only ones
	pattern *regexp.Regexp           // scalar: what it looks like
	plainly func(text string) bool   // scalar: what surely fits, so that nothing else need be asked
	problem func(text string) string // scalar: what else is wrong with it; empty: nothing
	json    []string                 // scalar: its types as an editor reads YAML; string if empty

	keys  []key  // mapping
	id    string // mapping: the key that names it in [Diagnostic.Rule]
	names *form  // entries: their names
	each  *form  // entries, list: what each is
	some  bool   // entries, list: at least one

	or *form // what may stand here instead, told apart by the kind of node
}

// holds is the kind of node that a form wants.
type holds uint8

const (
	scalar  holds = iota
	list          // of each
	mapping       // with keys
	entries       // named freely
)

// key is one key of a mapping.
type key struct {
	name     string
	form     *form
	required bool
	about    string
}

// key is the one of that name, nil if there is none.
func (f *form) key(name string) *key {
	for i := range f.keys {
		if f.keys[i].name == name {
			return &f.keys[i]
		}
	}
	return nil
}

func (f *form) keyNames() []string {
	names := make([]string, 0, len(f.keys))
	for _, k := range f.keys {
		names = append(names, k.name)
	}
	return names
}

// walk visits a form and all forms below it, each once.
func (f *form) walk(visit func(*form)) { f.walkOnce(visit, map[*form]bool{}) }

func (f *form) walkOnce(visit func(*form), seen map[*form]bool) {
	if f == nil || seen[f] {
		return
	}
	seen[f] = true
	visit(f)
	for _, k := range f.keys {
		k.form.walkOnce(visit, seen)
	}
	f.names.walkOnce(visit, seen)
	f.each.walkOnce(visit, seen)
	f.or.walkOnce(visit, seen)
}

// listOf wants one item or more.
func listOf(each *form, says string) *form {
	return &form{holds: list, each: each, some: true, says: says}
}

// oneOf wants one of a few words.
func oneOf(words ...string) *form {
	return &form{says: wordsOf(words), words: words, code: codeUnknownWord}
}

func wordsOf(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return "one of " + enumerate(words)
}
