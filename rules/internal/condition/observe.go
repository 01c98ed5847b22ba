package condition

import (
	"slices"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// Observable is a part of a condition that is true or false by itself: an atom, a
// known(fact), or a leaf that is evaluated as a whole.
type Observable struct {
	At   Span
	Fact *Fact // nil for a leaf

	root, node *node
	facts      []*Fact
}

// Observables are the parts of the condition in the order in which it is
// written. What stands once in a definition comes once for each use.
func (c *Condition) Observables() []Observable {
	var list []Observable
	c.root.parts(func(n *node) {
		list = append(list, Observable{At: n.at, Fact: n.fact, root: c.root, node: n, facts: c.facts})
	})
	return list
}

// Verdict is what becomes of the part, as it stands in the policy: before any
// "not" around it.
func (o Observable) Verdict(v *Values) Verdict {
	verdict := o.node.eval(v)
	if o.node.negated {
		return verdict.not()
	}
	return verdict
}

// Decides tells whether the whole condition would be the other way round if this
// part alone were.
func (o Observable) Decides(v *Values) bool {
	whole, own := o.root.eval(v), o.node.eval(v)
	if whole > True || own > True {
		return false
	}
	other := o.root.with(o.node, own.not()).eval(v)
	if o.node.op == opKnown && !v.known[o.Fact.Slot] {
		return other != whole // were the fact known, what reads it would be of interest
	}
	return other == whole.not()
}

// Deciding holds for the cases in which the part has the verdict, which is True or
// False, and decides.
func (o Observable) Deciding(verdict Verdict) *Condition {
	yes, no := o.root.with(o.node, True), o.root.with(o.node, False)
	if o.node.op == opKnown {
		yes, no = yes.assume(o.Fact), no.assume(o.Fact)
	}
	differ := conj(Span{}, yes, negate(no))
	if o.root.chooses() { // what a choice asks may turn it either way
		differ = disj(Span{}, differ, conj(Span{}, negate(yes), no))
	}
	return newCondition(conj(Span{}, o.being(verdict), differ), o.facts)
}

// Being holds for the cases in which the part has the verdict, True or False.
func (o Observable) Being(verdict Verdict) *Condition {
	return newCondition(o.being(verdict), o.facts)
}

func (o Observable) being(verdict Verdict) *node {
	if o.node.negated == (verdict == True) {
		return negate(o.node)
	}
	return o.node
}

// parts yields the nodes that have no kids, constants apart.
func (n *node) parts(see func(*node)) {
	if n.op == opAtom || n.op == opKnown || n.op == opLeaf {
		see(n)
	}
	for _, k := range n.kids {
		k.parts(see)
	}
}

// assume is the formula where every part that reads the fact holds.
func (n *node) assume(f *Fact) *node {
	if n.op == opAtom && n.fact == f || n.op == opLeaf && !n.leaf.reads(func(read *Fact) bool { return read != f }) {
		return constant(true, n.at)
	}
	if len(n.kids) == 0 {
		return n
	}
	m := *n
	m.kids = make([]*node, len(n.kids))
	for i, k := range n.kids {
		m.kids[i] = k.assume(f)
	}
	return &m
}

// chooses tells whether a choice is part of the formula.
func (n *node) chooses() bool { return n.op == opIf || slices.ContainsFunc(n.kids, (*node).chooses) }

// with is the formula with a constant in the place of one part.
func (n *node) with(part *node, verdict Verdict) *node {
	if n == part {
		return constant(verdict == True, n.at)
	}
	if len(n.kids) == 0 {
		return n
	}
	m := *n
	m.kids = make([]*node, len(n.kids))
	for i, k := range n.kids {
		m.kids[i] = k.with(part, verdict)
	}
	return &m
}

// Edge is a pair of neighbouring values of a fact between which an atom turns.
type Edge struct {
	Below, Above Value
}

// Edges are the thresholds of an atom over numbers or dates that the fact can lie
// on both sides of; none for other parts.
func (o Observable) Edges() []Edge {
	n := o.node
	if n.op != opAtom || n.fact.Type == Text || n.fact.Type == OneOf || n.fact.Type == Bool {
		return nil
	}
	var edges []Edge
	domain := n.fact.domain()
	for _, c := range n.set.cuts {
		step := exact.Int(1)
		if !n.fact.stepped() {
			step = exact.Min(exact.Frac(1, 100), lastPlace(c.at))
		}
		e := Edge{Below: Value{Num: c.at.Sub(step)}, Above: Value{Num: c.at}}
		if c.after {
			e = Edge{Below: Value{Num: c.at}, Above: Value{Num: c.at.Add(step)}}
		}
		if domain.has(e.Below) && domain.has(e.Above) {
			edges = append(edges, e)
		}
	}
	return edges
}
