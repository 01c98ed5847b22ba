package condition

import "github.com/amendsgo/amends/rules/internal/exact"

// Scope is what expressions may name. Fill the fields, declare the definitions,
// then check them with [Scope.Definitions] and read conditions and amounts. A
// scope is not for concurrent use; what it returns is.
type Scope struct {
	Facts    map[string]*Fact
	Rates    map[string]*Rate
	Currency string  // ISO 4217, for messages
	Digits   int     // of the currency's minor unit: 2 for EUR
	Holidays []int64 // days since 1970-01-01, ascending

	definitions map[string]*definition
}

// Rate is a named number, or a table of them by date.
type Rate struct {
	Name string
	// Dated rates have the value that is in force on incident.date; others have
	// one entry.
	Dated   bool
	Entries []RateEntry // ascending by From
}

// RateEntry is what a rate is from a day on.
type RateEntry struct {
	From  int64 // days since 1970-01-01; only of dated rates
	Value exact.Num
}

// Use says where an expression stands, and so what it may read.
type Use struct {
	// Totals allows total.* facts.
	Totals bool
	// Forbid maps facts that must not be read here, also through definitions, to
	// the reason why.
	Forbid map[string]string
}

// Want is what an amount must be.
type Want uint8

// The wants.
const (
	WantMoney  Want = iota // money, or plain numbers that stand for it
	WantNumber             // a number without unit
	WantAny                // money, a number or a date
)

// Define declares a definition: a condition, or an amount, or a date. All are
// declared before anything is checked, so their order is of no matter. The
// caller has made sure that the name is unique among facts, rates and definitions.
func (s *Scope) Define(name string, src Source) {}

// Definitions checks all definitions and returns their faults, in order of
// declaration. An expression that uses a faulty definition does not repeat them.
func (s *Scope) Definitions() []Fault { return nil }

// Condition reads a boolean expression. Of the faults some may be warnings; the
// condition is nil when there is any other.
func (s *Scope) Condition(src Source, use Use) (*Condition, []Fault) { return Always(), nil }

// Amount reads an expression that is a number, money or a date. Of the faults
// some may be warnings; the amount is nil when there is any other.
func (s *Scope) Amount(src Source, want Want, use Use) (*Amount, []Fault) { return nil, nil }

type definition struct{}
