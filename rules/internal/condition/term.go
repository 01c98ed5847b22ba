package condition

import "github.com/amendsgo/amends/rules/internal/exact"

// arith says what a term computes.
type arith uint8

const (
	numConst arith = iota // num
	numFact               // the fact's value, as stored
	numRate               // the rate that is in force on the fact's date
	numAdd
	numSub
	numMul
	numQuo
	numRem // of whole numbers, with the sign of the first
	numMin
	numMax
	numFloor
	numCeil
	numWorkdays     // working days after the first day, up to and including the second
	numPlusWorkdays // the working day that lies so many after a day
	numIf           // cond ? first : second
)

// term is an exact computation. Money is in minor units, dates are in days; the
// checker has seen to it that units fit. Terms are immutable and shared.
type term struct {
	op       arith
	num      exact.Num
	fact     *Fact
	rate     *Rate
	args     []*term
	cond     *node
	quick    *quick // of cond; nil unless prepared
	calendar *calendar
	at       Span
	size     int
}

func number(n exact.Num, at Span) *term { return &term{op: numConst, num: n, at: at, size: 1} }

// constant is a number that stands there.
func (c *checker) constant(n exact.Num, at Span) *term {
	t := c.newTerm()
	*t = term{op: numConst, num: n, at: at, size: 1}
	return t
}

// newTerm is room for a term. That of a definition stays, whatever it is used for.
func (c *checker) newTerm() *term {
	if c.inDefinition {
		return new(term)
	}
	return c.scope.terms.next()
}

// compute applies an operation; of constants at once, but for a division by zero,
// which stays to be told as a failure.
func compute(op arith, at Span, args ...*term) *term {
	t := &term{op: op, args: args, at: at, size: 1}
	constant := true
	for _, a := range args {
		t.size += a.size
		constant = constant && a.op == numConst
	}
	if constant {
		if n, status := t.eval(nil); status == AmountOK {
			return number(n, at)
		}
	}
	return t
}

// reads yields every fact that the term reads, as often as it does.
func (t *term) reads(yield func(*Fact) bool) bool {
	if t.fact != nil && !yield(t.fact) {
		return false
	}
	if t.cond != nil && !t.cond.reads(yield) {
		return false
	}
	for _, a := range t.args {
		if !a.reads(yield) {
			return false
		}
	}
	return true
}

// fixed tells whether the value is the same for every case.
func (t *term) fixed() bool { return t.reads(func(*Fact) bool { return false }) }
