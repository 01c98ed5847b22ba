// Package inside lets the tools of this module, such as scenarios and coverage,
// see the compiled policy behind a loaded one, while its public face stays free of
// internal types.
package inside

import "github.com/amendsgo/amends/rules/internal/program"

// Holder is a policy that package rules has loaded.
type Holder interface{ compiled() *program.Policy }

// Seal keeps a compiled policy. Embedded, it makes a [Holder] of a type and
// shows nothing to those who cannot import this package.
type Seal struct{ policy *program.Policy }

// New seals a compiled policy.
func New(policy *program.Policy) Seal { return Seal{policy} }

func (s Seal) compiled() *program.Policy { return s.policy }

// Program returns the compiled policy, which the caller must not change.
func Program(h Holder) *program.Policy { return h.compiled() }
