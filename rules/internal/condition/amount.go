package condition

import (
	"iter"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// Status is the outcome of an amount.
type Status uint8

// The outcomes, as for a [Verdict]: open hangs on a missing fact, failed on
// something that cannot be computed.
const (
	AmountOK Status = iota
	AmountFailed
	AmountOpen
)

// Amount is an exact arithmetic expression. It is immutable and safe for
// concurrent use.
type Amount struct{}

// Type is Money, Number or Date.
func (a *Amount) Type() Type { return Money }

// Eval is the value: money in minor units, not rounded; a date in days.
func (a *Amount) Eval(v *Values) (exact.Num, Status) { return exact.Num{}, AmountOK }

// Why yields what an open or failed amount hangs on.
func (a *Amount) Why(v *Values) iter.Seq[Need] { return func(func(Need) bool) {} }

// Reads yields every fact that the amount reads, each once.
func (a *Amount) Reads() iter.Seq[*Fact] { return func(func(*Fact) bool) {} }

// Constant is the value when no fact is read, and false otherwise.
func (a *Amount) Constant() (exact.Num, bool) { return exact.Num{}, false }
