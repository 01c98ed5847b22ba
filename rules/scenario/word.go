package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
)

// sameWord wants one word.
type sameWord struct {
	word text
	of   func(o *outcome) string
}

func (m *sameWord) want() string { return quote(m.word.value) }

func (m *sameWord) got(o *outcome) (string, bool) {
	got := m.of(o)
	return quote(got), got == m.word.value
}

// word reads one of the known words; any word when known is nil.
func (r *reader) word(key string, c cell, known []string, of func(o *outcome) string) matcher {
	w := r.scalar(c, "want."+key)
	if !w.given {
		return nil
	}
	if known != nil && !slices.Contains(known, w.value) {
		r.fault(c, badWant, unknownHint(w.value, known), "want.%s is never %q", key, clip(w.value))
		return nil
	}
	return &sameWord{w, of}
}

func decisions() []string {
	return []string{string(compensation.Auto), string(compensation.NeedReview), string(compensation.None)}
}

func archetypes() []string {
	var words []string
	for _, kind := range archetype.All() {
		words = append(words, kind.String())
	}
	return words
}

// approver is who must agree, "none" when nobody has to.
func approver(o *outcome) string {
	if a := o.step().Approval; a != nil {
		return a.By
	}
	return "none"
}

// sameWords wants exactly these words, in whatever order.
type sameWords struct {
	words []text
	of    func(o *outcome) []string
}

func (m *sameWords) want() string { return flowList(values(m.words)) }

func (m *sameWords) got(o *outcome) (string, bool) {
	got := m.of(o)
	return flowList(got), slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(values(m.words))))
}

// limiters wants exactly these limits, caps and pool, by their names; "pool" is
// the account that pays, whatever its name is in this case.
type limiters struct{ sameWords }

func (m *limiters) got(o *outcome) (string, bool) {
	plain := func(name string) string {
		if name == o.pool {
			return "pool"
		}
		return name
	}
	got, want := o.step().LimitedBy, values(m.words)
	same := &sameWords{of: func(*outcome) []string { return mapped(got, plain) }}
	for _, name := range want {
		same.words = append(same.words, text{value: plain(name)})
	}
	_, ok := same.got(o)
	return flowList(got), ok
}

func mapped(words []string, by func(string) string) []string {
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = by(word)
	}
	return list
}

// noneOf wants that none of these words comes.
type noneOf struct {
	words []text
	of    func(o *outcome) []string
}

func (m *noneOf) want() string { return flowList(values(m.words)) }

// got tells which of the words came all the same.
func (m *noneOf) got(o *outcome) (string, bool) {
	came := m.split(o, true)
	return flowList(came) + " came", len(came) == 0
}

func (m *noneOf) split(o *outcome, came bool) []string {
	all := m.of(o)
	return slices.DeleteFunc(values(m.words), func(word string) bool { return slices.Contains(all, word) != came })
}

// won lists the rules that were picked, in the order of the policy.
func won(o *outcome) []string {
	var ids []string
	for _, rule := range o.rec.Rules {
		if rule.Outcome == compensation.Won && !rule.Shadow {
			ids = append(ids, rule.Rule)
		}
	}
	return ids
}

// containsText wants an error whose message holds a text.
type containsText struct{ text string }

func (r *reader) failure(key string, c cell) matcher {
	w := r.scalar(c, "want."+key)
	if !w.given {
		return nil
	}
	return &containsText{w.value}
}

func (m *containsText) want() string { return quote(m.text) }

func (m *containsText) got(o *outcome) (string, bool) {
	if o.err == nil {
		return fmt.Sprintf("no error, but the decision %s", o.rec.Decision), false
	}
	return quote(o.err.Error()), strings.Contains(o.err.Error(), m.text)
}

// quote writes a word as YAML reads it back inside a flow list.
func quote(word string) string {
	if word == "" || strings.ContainsAny(word, ",[]{}:#&*!|>'\"%@`\n\\") || strings.TrimSpace(word) != word || word[0] == '-' || word[0] == '?' {
		return strconv.Quote(word)
	}
	return word
}

func flowList(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = quote(word)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
