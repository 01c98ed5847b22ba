package condition

import (
	"fmt"

	"github.com/expr-lang/expr/ast"
)

// checker goes through one tree and tells all that is wrong with it.
type checker struct {
	scope *Scope
	text  *text
	use   Use
	// inDefinition: what a definition reads is judged where it is used.
	inDefinition bool
	faults       []Fault
	facts        []*Fact   // read, each once
	reads        int       // names of facts, each time
	latest       *Fact     // that was read
	items        []operand // of lists
	beside       *Fact     // the other side of a comparison, to explain a missing quote
	depth        int       // of the definitions used
	stopped      bool      // too large: no further
}

// fault reports what is wrong with an operand, and is the operand that stands for it.
func (c *checker) fault(code string, at operand, message, expected, hint string) operand {
	return c.faultAt(code, at.first, at.last, message, expected, hint)
}

func (c *checker) faultAt(code string, first, last int, message, expected, hint string) operand {
	c.faults = append(c.faults, Fault{
		Code: code, Span: c.text.span(first, last), Message: message, Expected: expected, Hint: hint,
	})
	return operand{first: first, last: last}
}

func (c *checker) warn(code string, at operand, message, hint string) {
	c.faults = append(c.faults, Fault{Code: code, Span: c.span(at), Message: message, Hint: hint, Warning: true})
}

// part is the value of a part that may be known from then on.
func (c *checker) part(n ast.Node) operand {
	reads, faults := c.reads, len(c.faults)
	o := c.value(n)
	if _, known := n.(*clauseNode); !known {
		c.learn(o, reads, faults)
	}
	return o
}

// value checks a node and all below it.
func (c *checker) value(n ast.Node) operand {
	if c.stopped {
		return operand{}
	}
	o := c.dispatch(n)
	o.node = n
	if o.cond != nil && o.cond.size > maxSize || o.term != nil && o.term.size > maxSize {
		c.stopped = true
		return c.fault(CodeTooLong, o, fmt.Sprintf("the expression has more than %d parts once its definitions are put in", maxSize), "", "")
	}
	return o
}

func (c *checker) dispatch(n ast.Node) operand {
	switch n := n.(type) {
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.UnaryNode:
		return c.unary(n)
	case *clauseNode:
		return c.again(n)
	}
	first, last := c.text.extent(n)
	o := operand{first: first, last: last, literal: true}
	switch n := n.(type) {
	case *ast.IdentifierNode, *ast.MemberNode:
		return c.name(n, first, last)
	case *ast.IntegerNode, *ast.FloatNode:
		return c.number(o)
	case *ast.BoolNode:
		o.typ, o.cond = Bool, constant(n.Value, c.span(o))
		return o
	case *ast.StringNode:
		o.typ, o.text = Text, &n.Value
		return o
	case *ast.ConditionalNode:
		return c.choice(n, first, last)
	case *ast.CallNode, *ast.BuiltinNode:
		return c.call(n, first, last)
	case *ast.ArrayNode:
		return c.listOf(n, o)
	case *ast.SliceNode:
		return c.machine(n)
	case *ast.NilNode:
		return c.fault(CodeForbidden, o, "there is no nil: a fact that a case does not carry is missing", "", useKnown)
	case *ast.ChainNode:
		return c.fault(CodeForbidden, o, "facts are named with plain dots", "", useKnown)
	case *ast.VariableDeclaratorNode, *ast.SequenceNode:
		return c.fault(CodeForbidden, o, "an expression is one condition or amount, without steps", "", "give a part its name under definitions:")
	default:
		return c.fault(CodeForbidden, o, fmt.Sprintf("%s is not part of the policy language", c.show(o)), "", "")
	}
}

const (
	useKnown   = "known(fact) tells whether a case carries a fact"
	noCoalesce = "?? is not part of the policy language"
)

// unary is not, and the signs.
func (c *checker) unary(n *ast.UnaryNode) operand {
	inner := c.value(n.Node)
	o := operand{first: c.text.at(n.Location().From), literal: inner.literal}
	_, o.last = c.text.widen(inner.first, inner.last)
	if binary, ok := n.Node.(*ast.BinaryNode); ok && binary.Location() == n.Location() {
		o.first, o.last = inner.first, inner.last // not in, not contains, …: the word stands inside
	}
	if inner.bad() {
		return o
	}
	if n.Operator == "not" || n.Operator == "!" {
		if cond := c.condition(inner, n.Operator); cond != nil {
			o.typ, o.cond = Bool, negate(cond)
		}
		return o
	}
	if !inner.numeric() {
		return c.fault(CodeType, inner, fmt.Sprintf("%s; a sign belongs before a number", c.describe(inner)), "a number", "")
	}
	if inner.opaque {
		return c.machine(n)
	}
	o.typ, o.plain, o.term = inner.typ, inner.plain, inner.term
	if n.Operator == "-" {
		o.term = compute(numMul, c.span(o), inner.term, minusOne)
	}
	return o
}

// binary sends a pair to where its operator is known.
func (c *checker) binary(n *ast.BinaryNode) operand {
	switch n.Operator {
	case "and", "&&", "or", "||":
		return c.join(n)
	case "in":
		return c.membership(n)
	case "..":
		return c.strayRange(n)
	case "??":
		first, last := c.text.extent(n)
		return c.faultAt(CodeForbidden, first, last, noCoalesce, "", useKnown)
	}
	terms := c.scope.terms
	left := c.value(n.Left)
	if left.fact != nil {
		c.beside = left.fact
	}
	right := c.value(n.Right)
	c.beside = nil
	first, _ := c.text.widen(left.first, left.last)
	_, last := c.text.widen(right.first, right.last)
	o := operand{first: first, last: last, literal: left.literal && right.literal, node: n}
	if c.stopped {
		return o
	}
	if left.bad() || right.bad() {
		return o
	}
	switch n.Operator {
	case "==", "!=", "<", "<=", ">", ">=":
		o = c.compare(n.Operator, o, left, right)
		if o.cond != nil && o.cond.op == opAtom && !c.inDefinition { // an atom needs no terms
			c.scope.terms.back(terms)
		}
		return o
	case "startsWith", "endsWith", "contains", "matches":
		return c.textual(n.Operator, o, left, right)
	default:
		return c.arithmetic(n, o, left, right)
	}
}

// choice is `condition ? a : b`, of conditions or of amounts.
func (c *checker) choice(n *ast.ConditionalNode, first, last int) operand {
	o := operand{first: first, last: last}
	test, yes, no := c.value(n.Cond), c.value(n.Exp1), c.value(n.Exp2)
	cond := c.condition(test, "a choice")
	if cond == nil || yes.bad() || no.bad() || c.stopped {
		return o
	}
	switch {
	case yes.opaque || no.opaque || yes.textual() && no.textual():
		return c.machine(n)
	case yes.typ == Bool && no.typ == Bool:
		o.typ, o.cond = Bool, choose(c.span(o), cond, yes.cond, no.cond)
		return o
	}
	yes, no, ok := c.unify(yes, no, "chosen between")
	if !ok {
		return o
	}
	o.typ, o.plain = common(yes, no), yes.plain && no.plain
	o.term = &term{
		op: numIf, cond: cond, args: []*term{yes.term, no.term}, at: c.span(o),
		size: 1 + cond.size + yes.term.size + no.term.size,
	}
	return o
}
