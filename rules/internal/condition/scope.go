package condition

import (
	"slices"
	"sync"

	"github.com/amendsgo/amends/rules/internal/exact"
)

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
	declared    []*definition // in order
	path        []*definition // that are being checked, each named by the one before
	used        map[string]bool
	// What is made once, when it is first needed.
	sorted    []string
	meant     map[string]string // the nearest name to an unknown one
	functions map[string]function
	working   *calendar
	pool      *sync.Pool
	text      text // that was read last
	checker   checker
	terms     room[term]
	atoms     room[node]
	amounts   room[Amount]
	sources   room[Source]
	clauses   map[string]clause
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

// allows tells whether the fact may be read.
func (u *Use) allows(f *Fact) bool {
	if f.Total && !u.Totals {
		return false
	}
	_, forbidden := u.Forbid[f.Name]
	return !forbidden
}

// Want is what an amount must be.
type Want uint8

// The wants.
const (
	WantMoney  Want = iota // money, or plain numbers that stand for it
	WantNumber             // a number without unit
	WantAny                // money, a number or a date
)

// Condition reads a boolean expression. Of the faults some may be warnings; the
// condition is nil when there is any other.
func (s *Scope) Condition(src Source, use Use) (*Condition, []Fault) {
	if s.clauses == nil {
		s.clauses = map[string]clause{}
	}
	c, value := s.check(src, use, s.clauses)
	if c.text == nil {
		return nil, c.faults
	}
	root := c.condition(value, "this place")
	if root == nil || c.failed() {
		return nil, c.faults
	}
	return newCondition(root, c.facts), c.faults
}

// Amount reads an expression that is a number, money or a date. Of the faults
// some may be warnings; the amount is nil when there is any other.
func (s *Scope) Amount(src Source, want Want, use Use) (*Amount, []Fault) {
	if a := s.literal(src, want); a != nil {
		return a, nil
	}
	c, value := s.check(src, use, nil)
	if c.text == nil || value.bad() {
		return nil, c.faults
	}
	value = c.wanted(value, want)
	if value.bad() || c.failed() {
		return nil, c.faults
	}
	return &Amount{root: value.term, typ: value.typ, facts: c.facts}, c.faults
}

func (s *Scope) atom(f *Fact, values set, at Span) *node {
	n := s.atoms.next()
	*n = node{op: opAtom, fact: f, set: values, at: at, size: 1}
	return n
}

// Done gives back what only reading expressions needs.
func (s *Scope) Done() {
	s.text, s.checker, s.clauses = text{}, checker{}, nil
	s.terms, s.atoms, s.amounts, s.sources = room[term]{}, room[node]{}, room[Amount]{}, room[Source]{}
	s.sorted, s.meant, s.functions = nil, nil, nil
}

// Used tells whether an expression of the scope named the fact, rate or definition.
func (s *Scope) Used(name string) bool { return s.used[name] }

func (s *Scope) note(name string) {
	if s.used == nil {
		s.used = map[string]bool{}
	}
	s.used[name] = true
}

func (s *Scope) keep(src Source) *Source {
	kept := s.sources.next()
	*kept = src
	return kept
}

// check reads and checks a source; without a text there is only a fault.
func (s *Scope) check(src Source, use Use, clauses map[string]clause) (*checker, operand) {
	s.checker = checker{scope: s, use: use, items: s.checker.items[:0]}
	c := &s.checker
	s.text.clauses, s.text.use = clauses, use
	if fault := s.text.read(s.keep(src)); fault != nil {
		c.faults = []Fault{*fault}
		return c, operand{}
	}
	c.text = &s.text
	return c, c.part(c.text.root)
}

func (c *checker) failed() bool {
	return slices.ContainsFunc(c.faults, func(f Fault) bool { return !f.Warning })
}

// wanted brings an amount to what its place asks for.
func (c *checker) wanted(o operand, want Want) operand {
	switch {
	case o.opaque, !o.numeric() && o.typ != Date:
		return c.fault(CodeWanted, o, c.describe(o)+", not an amount", wantNames[want], "")
	case want == WantMoney && o.typ == Date, want == WantNumber && (o.typ == Date || o.typ == Money):
		return c.fault(CodeWanted, o, c.describe(o), wantNames[want], "")
	case want == WantMoney && o.typ != Money && !o.plain:
		return c.fault(CodeUnit, o, c.describe(o)+" without unit", "money",
			timesWorth)
	case want == WantMoney:
		return c.money(o)
	}
	return o
}

var wantNames = [...]string{WantMoney: "money", WantNumber: "a number", WantAny: "money, a number or a date"}
