package condition

import (
	"sync/atomic"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// Type is what kind of value a fact has.
type Type uint8

// The types. Unknown is invalid.
const (
	Unknown Type = iota
	Bool
	Int
	Number
	Money
	OneOf
	Text
	Date
)

var typeNames = [...]string{"unknown", "bool", "int", "number", "money", "one_of", "text", "date"}

// String is the type's name in a policy.
func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return typeNames[Unknown]
}

// Fact is a typed value that a case may carry. A text fact whose values the
// policy lists is a OneOf.
type Fact struct {
	Name        string // dotted, at least two segments
	Type        Type
	Unit, About string
	// Min and Max bound an int, number, money or date fact, both included. Nil is
	// no bound. In the stored unit of [Value]: money in minor units, a date in days.
	Min, Max *exact.Num
	Values   []string // of a OneOf
	Default  *Value   // a fact with a default is never missing
	// Slot is the fact's place in [Values], from 0, unique in its scope.
	Slot int
	// Total marks total.*: known in approval and response only.
	Total bool
	// Listed marks a text fact that may be compared with constants only once the
	// policy lists its values, because a misspelt constant cannot be found otherwise.
	Listed bool

	all atomic.Pointer[set] // what domain has found
}

// Value is one value of a fact. Which field counts follows from the fact's type.
type Value struct {
	// Num is a bool as 0 or 1, an int or number as it is, money in minor units,
	// a one_of as the index in Fact.Values, a date in days since 1970-01-01.
	Num exact.Num
	// Text is a text fact's value.
	Text string
}
