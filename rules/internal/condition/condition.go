package condition

import (
	"iter"
	"slices"
	"sync/atomic"
)

// Verdict is the truth of a condition for one case.
type Verdict uint8

// The verdicts. What the known facts decide is False or True, in whatever order
// the condition is written. Else it is Open if a missing fact could decide it,
// and else Failed: it hangs on something that cannot be computed.
const (
	False Verdict = iota
	True
	Failed
	Open
)

var verdictNames = [...]string{"false", "true", "failed", "open"}

// String is the verdict in lower case.
func (v Verdict) String() string { return verdictNames[v] }

// Condition is a boolean expression, or several combined. It is immutable and
// safe for concurrent use.
type Condition struct {
	root  *node
	facts []*Fact
	kept  atomic.Pointer[normalForm] // once it was needed more than in passing
	quick *quick                     // nil unless prepared
}

// normalForm is a condition as a disjunction of products, unless that would be too long.
type normalForm struct {
	products []product
	short    bool
}

// mostProducts bounds the normal form of a condition.
const mostProducts = 64

func newCondition(root *node, facts []*Fact) *Condition {
	return &Condition{root: root, facts: facts}
}

// normal is the normal form, which is not kept: that would take far more memory than an
// index does.
func (c *Condition) normal() *normalForm {
	if n := c.kept.Load(); n != nil {
		return n
	}
	products, short := c.root.normal(mostProducts)
	return &normalForm{products, short}
}

// products is the normal form, false if it would be too long; it is kept until
// [Condition.Release].
func (c *Condition) products() ([]product, bool) {
	n := c.normal()
	c.kept.Store(n)
	return n.products, n.short
}

// Keep works out what is needed to compare the condition with others, and keeps it.
func (c *Condition) Keep() { c.products() }

// Release gives back what was kept to compare the condition with others.
func (c *Condition) Release() { c.kept.Store(nil) }

// Eval is the verdict for these values.
func (c *Condition) Eval(v *Values) Verdict {
	if c.quick != nil {
		return c.quick.eval(v)
	}
	return c.root.eval(v)
}

// Need is one thing on which an Open or Failed outcome hangs.
type Need struct {
	// Fact is what is missing, or what is known but of no use (a date before the
	// first entry of a rate): then Problem says why. Nil for a failure.
	Fact *Fact
	// Problem is empty for a fact that is simply missing.
	Problem string
	// At is where it is needed.
	At Span
}

// Why yields what an Open or Failed verdict hangs on; nothing for True and False.
// A part that is decided already is left out.
func (c *Condition) Why(v *Values) iter.Seq[Need] {
	return func(yield func(Need) bool) {
		if verdict := c.Eval(v); verdict > True {
			c.root.why(v, verdict, yield)
		}
	}
}

// Reads yields every fact that the condition reads, each once, also through
// definitions and dated rates.
func (c *Condition) Reads() iter.Seq[*Fact] { return slices.Values(c.facts) }

// Constant is the verdict when no fact can change it, and false when one can.
func (c *Condition) Constant() (Verdict, bool) {
	if !c.root.reads(func(*Fact) bool { return false }) {
		return False, false
	}
	return c.root.eval(nil), true
}
