package condition

import (
	"fmt"
	"regexp"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// textual is startsWith, endsWith, contains and matches.
func (c *checker) textual(operator string, o, left, right operand) operand {
	for _, side := range []operand{left, right} {
		if !side.textual() {
			return c.fault(CodeType, side, fmt.Sprintf("%s; %s works on texts", c.describe(side), operator), "a text", "")
		}
	}
	if left.fact == nil || right.text == nil {
		return c.machine(o.node)
	}
	test := &textTest{fact: left.fact, op: operator, part: *right.text, at: c.span(o)}
	if operator == "matches" {
		pattern, err := regexp.Compile(*right.text)
		if err != nil {
			return c.fault(CodeBadPattern, right, fmt.Sprintf("%s is no regular expression: %s", c.show(right), plainError(err)), "", "")
		}
		test.pattern = pattern
	}
	if left.typ == OneOf {
		s, _ := tabulate(left.fact, func(v Value) (bool, bool) {
			i, _ := v.Num.Int64()
			return test.holds(left.fact.Values[i]), true
		})
		return c.atomOf(left.fact, s, o)
	}
	o.typ, o.cond = Bool, opaque(test, c.span(o))
	return o
}

// tabulate is the set of values of a fact, which has only few, for which a test holds;
// false if the test fails for one.
func tabulate(f *Fact, test func(Value) (holds, ok bool)) (set, bool) {
	s, count := nothing, 2
	if f.Type == OneOf {
		count = len(f.Values)
	}
	for i := range count {
		at := exact.Int(int64(i))
		holds, ok := test(Value{Num: at})
		if !ok {
			return s, false
		}
		if holds {
			s = s.or(f.restrict(between(at, at)))
		}
	}
	return s, true
}
