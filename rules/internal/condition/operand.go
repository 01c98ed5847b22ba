package condition

import (
	"fmt"
	"strings"

	"github.com/expr-lang/expr/ast"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// operand is a part of an expression that was checked.
type operand struct {
	// typ is Unknown when the part is faulty; that has been told already. A number
	// is an Int where it is certainly whole.
	typ Type
	// plain marks numbers that stand for money where money is expected: literals,
	// rates, and what is counted in them. A fact alone is no such number.
	plain   bool
	literal bool // computed of literals alone
	list    bool
	opaque  bool      // only the expr machine can compute it
	cond    *node     // of a Bool
	term    *term     // of a number, money or date
	fact    *Fact     // when the part is just this fact
	text    *string   // when the part is a constant text
	items   []operand // when it is a list
	node    ast.Node
	first   int // its tokens
	last    int
}

func (o operand) bad() bool { return o.typ == Unknown && !o.list }

func (o operand) numeric() bool { return o.typ == Int || o.typ == Number || o.typ == Money }

func (o operand) textual() bool { return (o.typ == Text || o.typ == OneOf) && !o.list }

// zero tells whether the part is 0 for every case.
func (o operand) zero() bool { return o.term != nil && o.term.op == numConst && o.term.num.Sign() == 0 }

// kind names what the part is, in the policy's words.
func (o operand) kind() string {
	switch {
	case o.list:
		return "a list"
	case o.text != nil:
		return "a text"
	}
	return kindOf(o.typ)
}

func kindOf(t Type) string {
	switch t {
	case Bool:
		return "true or false"
	case Int, Number:
		return "a number"
	case Money:
		return "money"
	case OneOf:
		return "a one_of"
	case Text:
		return "a text"
	case Date:
		return "a date"
	default:
		return "unknown"
	}
}

// describe is the part with its kind, for messages.
func (c *checker) describe(o operand) string {
	return fmt.Sprintf("%s is %s", c.show(o), o.kind())
}

// show is the part as it stands, cut short if it is long.
func (c *checker) show(o operand) string { return brief(c.text.tokensText(o.first, o.last)) }

func brief(text string) string {
	const most = 40
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most-3]) + "..."
}

// span is where the part stands.
func (c *checker) span(o operand) Span { return c.text.span(o.first, o.last) }

func (t *text) span(first, last int) Span {
	return Span{Source: t.src, From: t.tokens[first].From, To: t.tokens[last].To}
}

func (t *text) tokensText(first, last int) string {
	return t.slice(t.tokens[first].From, t.tokens[last].To)
}

// money turns a plain number into minor units of the currency.
func (c *checker) money(o operand) operand {
	switch {
	case o.typ == Money:
	case o.term.op == numConst:
		o.typ, o.plain = Money, false
		o.term = c.constant(o.term.num.Mul(c.scope.scale()), o.term.at)
	default:
		o.typ, o.plain = Money, false
		o.term = compute(numMul, o.term.at, o.term, number(c.scope.scale(), o.term.at))
	}
	return o
}

// scale is how many minor units the currency's unit has.
func (s *Scope) scale() exact.Num {
	n := exact.Int(1)
	for range s.Digits {
		n = n.Mul(exact.Int(10))
	}
	return n
}

// showValue writes a fact's stored number as the policy does.
func (s *Scope) showValue(f *Fact, n exact.Num) string {
	switch f.Type {
	case Money:
		return n.Decimal(s.Digits)
	case Date:
		return showDay(n)
	default:
		return n.String()
	}
}
