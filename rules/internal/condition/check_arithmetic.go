package condition

import (
	"fmt"

	"github.com/expr-lang/expr/ast"

	"github.com/amendsgo/amends/rules/internal/exact"
)

var minusOne = number(exact.Int(-1), Span{})

// number is a literal; its text is the source's, because the parser keeps a float only.
func (c *checker) number(o operand) operand {
	n, ok := exact.Parse(c.text.tokensText(o.first, o.last))
	if !ok {
		return c.fault(CodeBadNumber, o, fmt.Sprintf("%s is not a number of the policy language", c.show(o)),
			"digits with at most one point, as in 1250 or 19.99", "")
	}
	o.typ, o.plain = Number, true
	if n.IsInt() {
		o.typ = Int
	}
	o.term = c.constant(n, c.span(o))
	return o
}

// verbs tell what an operator does, for messages.
var verbs = map[string]string{"+": "added", "-": "subtracted"}

// arithmetic is + - * / %, with units: what money may do, and what not.
func (c *checker) arithmetic(n *ast.BinaryNode, o, left, right operand) operand {
	operator := n.Operator
	if left.opaque || right.opaque || operator == "+" && left.textual() && right.textual() {
		return c.machine(n)
	}
	if bare := c.bareDate(n, o); bare != nil {
		return *bare
	}
	for _, side := range []operand{left, right} {
		if side.typ == Date || side.textual() || side.list || side.typ == Bool {
			return c.notNumber(operator, side)
		}
	}
	switch operator {
	case "+", "-":
		return c.sum(operator, o, left, right)
	case "*":
		return c.product(o, left, right)
	case "/":
		return c.quotient(o, left, right)
	case "%":
		return c.remainder(o, left, right)
	default:
		return c.fault(CodeForbidden, o, fmt.Sprintf("%s is not part of the policy language", operator), "", "multiply instead")
	}
}

func (c *checker) notNumber(operator string, side operand) operand {
	hint := ""
	switch {
	case side.typ == Date:
		hint = "use days(a, b) between two dates and plus_days(date, n)"
	case side.textual() && side.text != nil:
		if _, ok := exact.Parse(*side.text); ok {
			hint = "leave the quotes out"
		}
	case side.typ == Bool:
		hint = "write condition ? a : b"
	}
	return c.fault(CodeType, side, fmt.Sprintf("%s; %s works on numbers and money", c.describe(side), operator), "", hint)
}

func (c *checker) sum(operator string, o, left, right operand) operand {
	left, right, ok := c.unify(left, right, verbs[operator])
	if !ok {
		return o
	}
	op := numAdd
	if operator == "-" {
		op = numSub
	}
	o.typ, o.plain = common(left, right), left.plain && right.plain
	o.term = compute(op, c.span(o), left.term, right.term)
	return o
}

func (c *checker) product(o, left, right operand) operand {
	if left.typ == Money && right.typ == Money {
		return c.fault(CodeUnit, o, fmt.Sprintf("%s and %s are both money: money times money is nothing", c.show(left), c.show(right)),
			"money times a number", "")
	}
	o.typ = common(left, right)
	o.plain = o.typ != Money && (left.plain || right.plain)
	o.term = compute(numMul, c.span(o), left.term, right.term)
	return o
}

func (c *checker) quotient(o, left, right operand) operand {
	if right.zero() {
		return c.fault(CodeZeroDivision, right, "a division by 0 always fails", "", "")
	}
	o.typ = Number
	switch {
	case left.typ == Money && right.typ == Money:
	case left.typ == Money:
		o.typ = Money
	case right.typ == Money:
		if !left.plain {
			return c.fault(CodeUnit, left, fmt.Sprintf("%s, %s is money: a number cannot be divided by money", c.describe(left), c.show(right)), "money", "")
		}
		left = c.money(left)
	default:
		o.plain = left.plain
	}
	o.term = compute(numQuo, c.span(o), left.term, right.term)
	return o
}

func (c *checker) remainder(o, left, right operand) operand {
	for _, side := range []operand{left, right} {
		if side.typ != Int {
			return c.fault(CodeType, side, fmt.Sprintf("%s, not certainly whole; %% gives the remainder of whole numbers", c.describe(side)),
				"a whole number", "use floor or ceil")
		}
	}
	if right.zero() {
		return c.fault(CodeZeroDivision, right, "a division by 0 always fails", "", "")
	}
	o.typ, o.plain = Int, left.plain && right.plain
	o.term = compute(numRem, c.span(o), left.term, right.term)
	return o
}

// unify brings two numbers, or two dates, to one unit.
func (c *checker) unify(left, right operand, verb string) (operand, operand, bool) {
	switch {
	case left.typ == Date && right.typ == Date:
		return left, right, true
	case !left.numeric() || !right.numeric():
		odd := right
		if !left.numeric() && left.typ != Date || right.typ == Date {
			odd = left
		}
		c.fault(CodeType, odd, fmt.Sprintf("%s, %s: they cannot be %s", c.describe(left), c.describe(right), verb), "", c.typeHint(left, right))
		return left, right, false
	case left.typ == Money && right.typ != Money:
		right, ok := c.standsForMoney(right, left, verb)
		return left, right, ok
	case right.typ == Money && left.typ != Money:
		left, ok := c.standsForMoney(left, right, verb)
		return left, right, ok
	}
	return left, right, true
}

const timesWorth = "multiply it by what one of them is worth"

func (c *checker) standsForMoney(o, money operand, verb string) (operand, bool) {
	if !o.plain {
		c.fault(CodeUnit, o, fmt.Sprintf("%s, %s is money: they cannot be %s", c.describe(o), c.show(money), verb), "money",
			timesWorth)
		return o, false
	}
	return c.money(o), true
}

// typeHint is for the mixtures that happen.
func (c *checker) typeHint(left, right operand) string {
	for _, pair := range [][2]operand{{left, right}, {right, left}} {
		date, other := pair[0], pair[1]
		if date.typ != Date {
			continue
		}
		if other.text != nil {
			if _, ok := parseDay(*other.text); ok {
				return fmt.Sprintf("write date(%q)", *other.text)
			}
		}
		if other.numeric() {
			return "days(a, b) counts the days between two dates, plus_days(date, n) moves one"
		}
	}
	for _, pair := range [][2]operand{{left, right}, {right, left}} {
		number, other := pair[0], pair[1]
		if number.numeric() && other.text != nil {
			if _, ok := exact.Parse(*other.text); ok {
				return "leave the quotes out: " + *other.text
			}
		}
	}
	return ""
}

// common is the type of two numbers, or dates, of one unit.
func common(a, b operand) Type {
	switch {
	case a.typ == Date:
		return Date
	case a.typ == Money || b.typ == Money:
		return Money
	case a.typ == Int && b.typ == Int:
		return Int
	default:
		return Number
	}
}

// bareDate recognises 2026-04-01, which is a subtraction to the parser.
func (c *checker) bareDate(n *ast.BinaryNode, o operand) *operand {
	text := c.text.tokensText(o.first, o.last)
	if n.Operator != "-" || len(text) != len("2026-04-01") {
		return nil
	}
	for i, r := range []byte(text) {
		if (i == 4 || i == 7) != (r == '-') {
			return nil
		}
	}
	fault := c.fault(CodeBareDate, o, fmt.Sprintf("%s is a subtraction here, not a date", text), "",
		fmt.Sprintf("write date(%q)", text))
	return &fault
}
