package condition

import (
	"fmt"
	"slices"

	"github.com/expr-lang/expr/ast"
)

// listOf is [a, b, …], which only `in` and the functions on texts take.
func (c *checker) listOf(n *ast.ArrayNode, o operand) operand {
	before, all := len(c.items), len(c.items)+len(n.Nodes)
	c.items = slices.Grow(c.items, len(n.Nodes))[:all]
	o.list, o.items = true, c.items[before:all]
	for at, item := range n.Nodes {
		i := &o.items[at]
		*i = c.value(item)
		o.list = o.list && !i.bad()
		o.opaque = o.opaque || i.opaque
	}
	return o
}

// membership is `x in [a, b]` and `x in a..b`.
func (c *checker) membership(n *ast.BinaryNode) operand {
	left := c.value(n.Left)
	first, _ := c.text.widen(left.first, left.last)
	if left.fact != nil {
		c.beside = left.fact
		defer func() { c.beside = nil }()
	}
	if bounds, ok := n.Right.(*ast.BinaryNode); ok && bounds.Operator == ".." {
		low, high := c.value(bounds.Left), c.value(bounds.Right)
		_, last := c.text.widen(high.first, high.last)
		return c.inRange(operand{first: first, last: last, node: n}, left, low, high)
	}
	right := c.value(n.Right)
	_, last := c.text.widen(right.first, right.last)
	o := operand{first: first, last: last, node: n}
	switch {
	case left.bad() || right.bad() || c.stopped:
		return o
	case !right.list:
		return c.fault(CodeType, right, fmt.Sprintf("%s; in needs a list or a range", c.describe(right)), "[a, b] or 1..5", "")
	case len(right.items) == 0:
		return c.fault(CodeAlways, right, "nothing is in an empty list: this is always false", "", "")
	case left.opaque || right.opaque:
		return c.machine(n)
	case left.fact != nil && left.textual() && allConstant(right.items):
		s, ok := c.constants(left.fact, right.items)
		if !ok {
			return o
		}
		return c.atomOf(left.fact, s, o)
	}
	return c.oneOfThese(o, left, right.items)
}

func allConstant(items []operand) bool {
	for _, item := range items {
		if item.text == nil {
			return false
		}
	}
	return true
}

// oneOfThese is true where the left side equals an item: one atom if all of them are.
func (c *checker) oneOfThese(o, left operand, items []operand) operand {
	var kids []*node
	faulty := false
	for _, item := range items {
		pair := operand{first: item.first, last: item.last, node: o.node}
		same := c.compare("==", pair, left, item)
		if same.bad() {
			faulty = true
			continue
		}
		kids = append(kids, same.cond)
	}
	if faulty {
		return o
	}
	if f, s, ok := united(kids); ok {
		return c.atomOf(f, s, o)
	}
	o.typ, o.cond = Bool, disj(c.span(o), kids...)
	return o
}

// united is the set of a disjunction of atoms on one fact.
func united(kids []*node) (*Fact, set, bool) {
	s := nothing
	for _, k := range kids {
		if k.op != opAtom || k.fact != kids[0].fact {
			return nil, s, false
		}
		s = s.or(k.set)
	}
	return kids[0].fact, s, true
}

// inRange is `x in low..high`, both included, of whole numbers.
func (c *checker) inRange(o, left, low, high operand) operand {
	if left.bad() || low.bad() || high.bad() || c.stopped {
		return o
	}
	whole, hint := true, ""
	if left.numeric() || left.typ == Date {
		hint = fmt.Sprintf("write %s <= %s and %s <= %s", c.show(low), c.show(left), c.show(left), c.show(high))
	}
	for _, side := range []operand{left, low, high} {
		if side.typ != Int || side.opaque {
			whole = false
			c.fault(CodeType, side, fmt.Sprintf("%s; a range counts whole numbers only", c.describe(side)), "whole numbers", hint)
		}
	}
	if !whole {
		return operand{first: o.first, last: o.last}
	}
	if f, s, ok := solve(accepted(">="), left.term, low.term); ok {
		if g, t, ok := solve(accepted("<="), left.term, high.term); ok && f == g {
			return c.atomOf(f, s.and(t), o)
		}
	}
	from, to := c.order(">=", o, left, low), c.order("<=", o, left, high)
	if from.bad() || to.bad() {
		return operand{first: o.first, last: o.last}
	}
	o.typ, o.cond = Bool, conj(c.span(o), from.cond, to.cond)
	return o
}

// strayRange is a range anywhere else.
func (c *checker) strayRange(n *ast.BinaryNode) operand {
	first, last := c.text.extent(n)
	return c.faultAt(CodeForbidden, first, last, "a range stands only after in, as in incident.severity in 3..5", "", "")
}
