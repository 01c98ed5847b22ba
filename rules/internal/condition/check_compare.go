package condition

import (
	"fmt"
	"slices"
	"strings"
)

// compare is == != < <= > >=.
func (c *checker) compare(operator string, o, left, right operand) operand {
	equality := operator == "==" || operator == "!="
	switch {
	case left.list || right.list:
		return c.fault(CodeType, o, "a list is not compared as a whole", "", "write fact in [a, b]")
	case left.typ == Bool && right.typ == Bool && equality:
		return c.same(operator, o, left, right)
	case left.textual() && right.textual():
		return c.compareTexts(operator, o, left, right)
	case left.opaque || right.opaque:
		if left.numeric() && right.numeric() {
			return c.machine(o.node)
		}
	case left.typ == Bool || right.typ == Bool:
		return c.compareTruth(operator, left, right)
	}
	left, right, ok := c.unify(left, right, "compared")
	if !ok {
		return o
	}
	return c.order(operator, o, left, right)
}

// order compares two numbers, amounts or dates: as an atom where it can.
func (c *checker) order(operator string, o, left, right operand) operand {
	at := c.span(o)
	o.typ = Bool
	if f, s, ok := solve(accepted(operator), left.term, right.term); ok {
		culprit := o
		switch {
		case left.term.op == numConst:
			culprit = left
		case right.term.op == numConst:
			culprit = right
		}
		return c.atomWhere(f, s, o, culprit, func() string { return c.show(left) + " " + operator + " " + c.show(right) })
	}
	test := &comparison{accept: accepted(operator), left: left.term, right: right.term}
	if left.term.fixed() && right.term.fixed() {
		if verdict := test.eval(nil); verdict <= True {
			o.cond = constant(verdict == True, at)
			if o.literal {
				c.warn(CodeRedundant, o, fmt.Sprintf("%s is always %s", c.show(o), verdict), "")
			}
			return o
		}
	}
	o.cond = opaque(test, at)
	return o
}

// atomOf is `fact ∈ set`, unless that is the same for every case.
func (c *checker) atomOf(f *Fact, s set, o operand) operand {
	return c.atomWhere(f, s, o, o, func() string { return c.show(o) })
}

// atomWhere is atomOf for who knows better what a fault points at and what is said there.
func (c *checker) atomWhere(f *Fact, s set, o, culprit operand, said func() string) operand {
	domain := f.domain()
	never, always := !s.meets(domain), domain.within(s)
	if never || always {
		c.fault(CodeAlways, culprit, fmt.Sprintf("%s is always %t", said(), always), f.Name+" is "+c.scope.extent(f), "")
		return operand{first: o.first, last: o.last}
	}
	o.typ, o.cond = Bool, c.scope.atom(f, s, c.span(o))
	return o
}

// extent tells in words what values a fact can have.
func (s *Scope) extent(f *Fact) string {
	if f.Type == OneOf {
		return "one of " + strings.Join(f.Values, ", ")
	}
	kind := kindOf(f.Type)
	if f.Type == Int {
		kind = "a whole number"
	}
	switch {
	case f.Min != nil && f.Max != nil:
		return fmt.Sprintf("%s from %s to %s", kind, s.showValue(f, *f.Min), s.showValue(f, *f.Max))
	case f.Min != nil:
		return fmt.Sprintf("%s, at least %s", kind, s.showValue(f, *f.Min))
	case f.Max != nil:
		return fmt.Sprintf("%s, at most %s", kind, s.showValue(f, *f.Max))
	default:
		return kind
	}
}

// same is == and != between two conditions.
func (c *checker) same(operator string, o, left, right operand) operand {
	at := c.span(o)
	o.typ = Bool
	a, b := left.cond, right.cond
	if a.op == opConst {
		a, b = b, a
	}
	switch {
	case b.op == opConst && b.truth:
		o.cond = a
	case b.op == opConst:
		o.cond = negate(a)
	default:
		o.cond = choose(at, a, b, negate(b))
	}
	if operator == "!=" {
		o.cond = negate(o.cond)
	}
	return o
}

func (c *checker) compareTruth(operator string, left, right operand) operand {
	odd := right
	if left.typ != Bool {
		odd = left
	}
	if left.typ == right.typ {
		return c.fault(CodeType, right, fmt.Sprintf("true and false have no order: %s cannot compare them", operator), "== or !=", "")
	}
	return c.fault(CodeType, odd, fmt.Sprintf("%s, %s: they cannot be compared", c.describe(left), c.describe(right)), "true or false", "")
}

// compareTexts compares texts and one_ofs: facts with constants, or with each other.
func (c *checker) compareTexts(operator string, o, left, right operand) operand {
	if operator != "==" && operator != "!=" {
		return c.fault(CodeType, o, fmt.Sprintf("texts have no order: %s cannot compare %s with %s", operator, c.show(left), c.show(right)),
			"==, != or in", "")
	}
	if left.text != nil {
		left, right = right, left
	}
	switch {
	case left.opaque || right.opaque:
		return c.machine(o.node)
	case left.text != nil:
		o.typ, o.cond = Bool, constant((*left.text == *right.text) == (operator == "=="), c.span(o))
		c.warn(CodeRedundant, o, fmt.Sprintf("%s compares two constants", c.show(o)), "")
		return o
	case right.text != nil:
		s, ok := c.constants(left.fact, []operand{right})
		if !ok {
			return o
		}
		if operator == "!=" {
			s = s.not()
		}
		return c.atomOf(left.fact, s, o)
	}
	if left.typ == OneOf && right.typ == OneOf && !slices.ContainsFunc(left.fact.Values, func(v string) bool { return right.fact.index(v) >= 0 }) {
		return c.fault(CodeAlways, o, fmt.Sprintf("%s and %s have no value in common", c.show(left), c.show(right)), "", "")
	}
	return c.machine(o.node)
}

// constants is the set of the given texts, each of which must be a value of the fact.
func (c *checker) constants(f *Fact, list []operand) (set, bool) {
	ok, s := true, nothing
	var room [16]int64
	places := room[:0]
	for i := range list {
		o := &list[i]
		if f.Type == Text {
			if f.Listed {
				c.fault(CodeNeedsValues, *o, fmt.Sprintf("%s is compared with %s, but its values are not listed, so a misspelt one would go unnoticed", f.Name, c.show(*o)),
					"", fmt.Sprintf("under facts: write %s: {type: one_of, values: [...]}", f.Name))
				ok = false
			}
			s = s.or(texts(*o.text))
			continue
		}
		place := f.index(*o.text)
		if place < 0 {
			hint := ""
			if near := Nearest(*o.text, slices.Values(f.Values)); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			c.fault(CodeConstant, *o, fmt.Sprintf("%s is never %s", f.Name, c.show(*o)), c.scope.extent(f), hint)
			ok = false
			continue
		}
		places = append(places, int64(place))
	}
	if len(places) > 0 {
		s = these(places)
	}
	return s, ok
}
