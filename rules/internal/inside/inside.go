// Package inside lets the tools of this module, such as scenarios and coverage,
// see the compiled policy behind a loaded one, while its public face stays free of
// internal types.
package inside

import (
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/program"
)

// Holder is a policy that package rules has loaded.
type Holder interface{ seal() *Seal }

// Seal keeps a compiled policy and its text. Embedded by pointer, it makes a
// [Holder] of a type and shows nothing to those who cannot import this package.
type Seal struct {
	program *program.Policy
	file    string
	text    string
	locate  func(condition.Span) (Place, bool)
	variant func(name, text string) (Holder, error)
}

// Place is where in the file a part of a condition stands; lines and columns
// count from 1, columns and width in runes. It ends within the line.
type Place struct{ Line, Column, Width int }

// New seals a compiled policy, the text that it was loaded from, how to find
// spans of its conditions there, and how to load a variant of it.
func New(policy *program.Policy, file, text string, locate func(condition.Span) (Place, bool), variant func(name, text string) (Holder, error)) *Seal {
	return &Seal{policy, file, text, locate, variant}
}

func (s *Seal) seal() *Seal { return s }

// Program returns the compiled policy, which the caller must not change.
func Program(h Holder) *program.Policy { return h.seal().program }

// Text returns the file that the policy was loaded from, and its name.
func Text(h Holder) (file, text string) { return h.seal().file, h.seal().text }

// Variant loads a slightly different text as a policy of the same type, without
// the warnings that take long to find.
func Variant(h Holder, text string) (Holder, error) { return h.seal().variant(h.seal().file, text) }

// Locate finds a span in the file; false for what no author wrote.
func Locate(h Holder, span condition.Span) (Place, bool) { return h.seal().locate(span) }
