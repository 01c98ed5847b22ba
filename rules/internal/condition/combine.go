package condition

import (
	"slices"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// Always holds for every case.
func Always() *Condition { return newCondition(constant(true, Span{}), nil) }

// And holds where all of them hold; without any it is [Always]. Nil conditions
// are skipped.
func And(cs ...*Condition) *Condition {
	var room [4]*node
	kids, reads := room[:0], 0
	var first *Condition
	for _, c := range cs {
		if c == nil {
			continue
		}
		if first == nil {
			first = c
		}
		kids, reads = append(kids, c.root), reads+len(c.facts)
	}
	if len(kids) == 1 && first.root.op != opConst {
		return first
	}
	facts := make([]*Fact, 0, reads)
	for _, c := range cs {
		if c == nil {
			continue
		}
		for _, f := range c.facts {
			if !slices.Contains(facts, f) {
				facts = append(facts, f)
			}
		}
	}
	return newCondition(conj(Span{}, kids...), facts)
}

// Not holds where c does not.
func Not(c *Condition) *Condition { return newCondition(negate(c.root), c.facts) }

// DateWindow holds from one day until another, both included; nil is no bound.
// src is shown as its place.
func DateWindow(date *Fact, from, until *int64, src Source) *Condition {
	if from == nil && until == nil {
		return Always()
	}
	s := everything
	if from != nil {
		s = s.and(above(exact.Int(*from), false))
	}
	if until != nil {
		s = s.and(above(exact.Int(*until), true).not())
	}
	at := Span{Source: &src, To: len([]rune(src.Text))}
	return newCondition(atom(date, date.restrict(s), at), []*Fact{date})
}
