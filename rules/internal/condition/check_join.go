package condition

import (
	"fmt"

	"github.com/expr-lang/expr/ast"
)

// join takes a chain of one operator at once, from the left.
func (c *checker) join(n *ast.BinaryNode) operand {
	var buffer [8]ast.Node
	parts := append(buffer[:0], n.Right)
	first := n.Left
	for {
		before, ok := first.(*ast.BinaryNode)
		if !ok || before.Operator != n.Operator {
			break
		}
		parts, first = append(parts, before.Right), before.Left
	}
	var room [9]*node
	kids, sound := room[:0], true
	o := operand{literal: true, node: n}
	for i := len(parts); i >= 0; i-- {
		part := first
		if i < len(parts) {
			part = parts[i]
		}
		value := c.part(part)
		from, to := c.text.widen(value.first, value.last)
		if i == len(parts) {
			o.first = from
		} else {
			o.first, _ = c.text.widen(o.first, o.last) // (a and b) and c
		}
		o.last = to
		if c.stopped {
			return o
		}
		o.literal = o.literal && value.literal
		if cond := c.condition(value, n.Operator); cond != nil {
			kids = append(kids, cond)
		} else {
			sound = false
		}
	}
	if !sound {
		return o
	}
	o.typ = Bool
	if n.Operator == "and" || n.Operator == "&&" {
		o.cond = conj(c.span(o), kids...)
	} else {
		o.cond = disj(c.span(o), kids...)
	}
	return o
}

// condition is the formula of an operand that must be one; nil after a fault.
func (c *checker) condition(o operand, where string) *node {
	if o.bad() || c.stopped {
		return nil
	}
	if o.typ == Bool {
		return o.cond
	}
	hint := "compare it with something"
	switch {
	case where == "not" || where == "!":
		hint = "not binds tighter than a comparison: write not (a > b), or a not in [b]"
	case o.textual() && o.text != nil:
		hint = "compare a fact with it, as in incident.kind == " + c.show(o)
	}
	c.fault(CodeType, o, fmt.Sprintf("%s, not a condition; %s needs conditions", c.describe(o), where), "true or false", hint)
	return nil
}
