// Package archetype is a catalogue of the clients one meets after something
// went wrong: how each kind shows, what works with them, what to avoid, and the
// plan to follow.
//
// An archetype is a guess about a person. It may change the order, the form,
// the speed, the wording and the approval of a remedy. It never decides what is
// owed, and it is kept out of logs: see [Kind.LogValue].
package archetype

import (
	"fmt"
	"log/slog"
)

// Kind names an archetype. The zero value means that nobody has said; it is
// not valid. [Unknown] says that somebody looked and could not tell.
type Kind string

// The nine kinds.
const (
	Furious      Kind = "furious"
	EvenTempered Kind = "even_tempered"
	Quiet        Kind = "quiet"
	Key          Kind = "key"
	KnowItAll    Kind = "know_it_all"
	Entitled     Kind = "entitled"
	Whiny        Kind = "whiny"
	Negativist   Kind = "negativist"
	Unknown      Kind = "unknown"
)

// All returns the nine kinds, Unknown last.
func All() []Kind {
	return []Kind{
		Furious, EvenTempered, Quiet, Key, KnowItAll, Entitled, Whiny, Negativist, Unknown,
	}
}

// Parse reads the word of a kind, as in "know_it_all". Anything else is an
// error that says what was expected, the empty text too.
func Parse(text string) (Kind, error) {
	if kind := Kind(text); kind.Valid() {
		return kind, nil
	}
	if text == "" {
		return "", fmt.Errorf("archetype is empty: want one of %s", words())
	}
	if near, ok := nearest(text); ok {
		return "", fmt.Errorf("unknown archetype %q: did you mean %q?", clip(text), near)
	}
	return "", fmt.Errorf("unknown archetype %q: want one of %s", clip(text), words())
}

// Valid says whether k is one of the nine kinds.
func (k Kind) Valid() bool {
	switch k {
	case Furious, EvenTempered, Quiet, Key, KnowItAll, Entitled, Whiny, Negativist, Unknown:
		return true
	default:
		return false
	}
}

// String returns the word that [Parse] reads.
func (k Kind) String() string { return string(k) }

// MarshalText writes the word, and thereby JSON and map keys. The zero Kind is
// written as an empty text; any other invalid one is an error.
func (k Kind) MarshalText() ([]byte, error) {
	if k == "" {
		return []byte{}, nil
	}
	if _, err := Parse(string(k)); err != nil {
		return nil, err
	}
	return []byte(k), nil
}

// UnmarshalText reads what MarshalText writes: an empty text is the zero Kind.
func (k *Kind) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*k = ""
		return nil
	}
	kind, err := Parse(string(text))
	if err != nil {
		return err
	}
	*k = kind
	return nil
}

// LogValue hides the kind: a log is no place for labels of people.
func (k Kind) LogValue() slog.Value { return slog.StringValue("[redacted]") }
