package condition

import (
	"iter"
	"slices"

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
type Amount struct {
	root  *term
	typ   Type
	facts []*Fact
}

// Type is Money, Date, or a number: Int where it is certainly whole, else Number.
func (a *Amount) Type() Type { return a.typ }

// Eval is the value: money in minor units, not rounded; a date in days.
func (a *Amount) Eval(v *Values) (exact.Num, Status) { return a.root.eval(v) }

// Same tells whether two amounts are the same for every case, as far as can be seen
// without effort. Either may be nil.
func (a *Amount) Same(b *Amount) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, y := a.root, b.root
	switch {
	case x == y:
		return true // of the same definition, say
	case x.op != y.op:
		return false
	}
	return x.op == numConst && x.num.Cmp(y.num) == 0 || x.op == numFact && x.fact == y.fact
}

// Prepare makes Eval fast, as [Condition.Prepare] does.
func (a *Amount) Prepare() { a.root.prepare() }

func (t *term) prepare() {
	if t.cond != nil && t.quick == nil {
		q := t.cond.quick()
		t.quick = &q
	}
	for _, arg := range t.args {
		arg.prepare()
	}
}

// Why yields what an open or failed amount hangs on.
func (a *Amount) Why(v *Values) iter.Seq[Need] {
	return func(yield func(Need) bool) {
		if _, outcome := a.Eval(v); outcome != AmountOK {
			a.root.why(v, outcome, yield)
		}
	}
}

// Reads yields every fact that the amount reads, each once.
func (a *Amount) Reads() iter.Seq[*Fact] { return slices.Values(a.facts) }

// Constant is the value when no fact is read, and false otherwise.
func (a *Amount) Constant() (exact.Num, bool) {
	if !a.root.fixed() {
		return exact.Num{}, false
	}
	n, status := a.root.eval(nil)
	return n, status == AmountOK
}
