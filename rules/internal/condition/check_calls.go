package condition

import (
	"fmt"
	"maps"
	"slices"

	"github.com/expr-lang/expr/ast"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// function is one of the language's own.
type function struct {
	shape string // for messages
	least int
	most  int // 0: any number
	check func(c *checker, o operand, args []operand) operand
}

// functions are those that are computed exactly.
func functions() map[string]function {
	return map[string]function{
		"known":         {"known(fact)", 1, 1, (*checker).known},
		"date":          {`date("2026-04-01")`, 1, 1, (*checker).date},
		"days":          {"days(from, to)", 2, 2, (*checker).days},
		"workdays":      {"workdays(from, to)", 2, 2, (*checker).workdays},
		"plus_days":     {"plus_days(date, n)", 2, 2, (*checker).plusDays},
		"plus_workdays": {"plus_workdays(date, n)", 2, 2, (*checker).plusWorkdays},
		"min":           {"min(a, b)", 2, 0, func(c *checker, o operand, args []operand) operand { return c.extreme(numMin, o, args) }},
		"max":           {"max(a, b)", 2, 0, func(c *checker, o operand, args []operand) operand { return c.extreme(numMax, o, args) }},
		"floor":         {"floor(x)", 1, 1, func(c *checker, o operand, args []operand) operand { return c.rounded(numFloor, o, args) }},
		"ceil":          {"ceil(x)", 1, 1, func(c *checker, o operand, args []operand) operand { return c.rounded(numCeil, o, args) }},
	}
}

// refused are functions of expr that authors will try, with the reason.
var refused = map[string]string{
	"now":      "there is no clock: case.date is the day of the decision",
	"duration": "write minutes or days as numbers",
	"round":    "amounts are rounded once, at the end, as the policy says; floor and ceil round on the way",
	"int":      "use floor or ceil",
	"float":    "numbers are exact decimals already",
	"string":   "texts and numbers do not mix",
	"abs":      "write max(x, -x)",
	"sum":      "add with +",
	"mean":     "add and divide",
	"random":   "the same case must always get the same answer",
	"rand":     "the same case must always get the same answer",
	"today":    "there is no clock: case.date is the day of the decision",
}

func (c *checker) call(n ast.Node, first, last int) operand {
	o := operand{first: first, last: last}
	name, nodes, ok := c.called(n)
	if !ok {
		return c.fault(CodeUnknownFunc, o, fmt.Sprintf("%s is not a function", c.show(o)), "", "")
	}
	f, ok := c.scope.exactly()[name]
	if !ok {
		return c.otherCall(name, n, o)
	}
	args := make([]operand, len(nodes))
	fine := true
	for i, arg := range nodes {
		args[i] = c.value(arg)
		fine = fine && !args[i].bad()
	}
	switch {
	case !fine || c.stopped:
		return o
	case len(args) < f.least || f.most > 0 && len(args) > f.most:
		return c.fault(CodeArguments, o, fmt.Sprintf("%s is given %d %s", name, len(args), plural(len(args), "value")), f.shape, "")
	}
	return f.check(c, o, args)
}

// called is the name and the arguments of a call.
func (c *checker) called(n ast.Node) (string, []ast.Node, bool) {
	switch n := n.(type) {
	case *ast.BuiltinNode:
		return n.Name, n.Arguments, true
	case *ast.CallNode:
		name, ok := c.text.dotted(n.Callee)
		return name, n.Arguments, ok
	}
	return "", nil, false
}

// otherCall is a function of texts, which the machine runs, or none of ours.
func (c *checker) otherCall(name string, n ast.Node, o operand) operand {
	if slices.Contains(textFunctions, name) {
		return c.machine(n)
	}
	if reason, ok := refused[name]; ok {
		return c.fault(CodeForbidden, o, fmt.Sprintf("there is no function %s", name), "", reason)
	}
	for known := range c.scope.names() {
		if known == name {
			return c.fault(CodeUnknownFunc, o, fmt.Sprintf("%s is not a function", name), "", "write "+name+" without parentheses")
		}
	}
	hint := "the functions are " + joined(slices.Sorted(maps.Keys(c.scope.exactly())))
	if near := Nearest(name, maps.Keys(c.scope.exactly())); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	return c.fault(CodeUnknownFunc, o, fmt.Sprintf("there is no function %s", name), "", hint)
}

func (c *checker) known(o operand, args []operand) operand {
	f := args[0].fact
	if f == nil {
		return c.fault(CodeArguments, args[0], fmt.Sprintf("known asks whether a case carries a fact; %s is none", c.show(args[0])), "the name of a fact", "")
	}
	o.typ = Bool
	if f.Default != nil {
		c.warn(CodeRedundant, o, fmt.Sprintf("%s is always true: %s has a default", c.show(o), f.Name), "")
		o.cond = constant(true, c.span(o))
		return o
	}
	o.cond = known(f, c.span(o))
	return o
}

func (c *checker) date(o operand, args []operand) operand {
	if args[0].text == nil {
		return c.fault(CodeArguments, args[0], fmt.Sprintf("%s; date needs a day in quotes", c.describe(args[0])), `"2026-04-01"`, "")
	}
	day, ok := parseDay(*args[0].text)
	if !ok {
		return c.fault(CodeBadDate, args[0], fmt.Sprintf("%s is no day of the calendar", c.show(args[0])), "year-month-day, as in 2026-04-01", "")
	}
	o.typ, o.literal = Date, true
	o.term = number(exact.Int(day), c.span(o))
	return o
}

// dated is false after a fault: an argument is no date.
func (c *checker) dated(name string, args ...operand) bool {
	ok := true
	for _, arg := range args {
		if arg.typ != Date {
			hint := ""
			if arg.text != nil {
				hint = "write date(" + c.show(arg) + ")"
			}
			c.fault(CodeArguments, arg, fmt.Sprintf("%s; %s needs a date", c.describe(arg), name), "a date", hint)
			ok = false
		}
	}
	return ok
}

// count is false after a fault: the argument is no whole number.
func (c *checker) count(name string, arg operand) bool {
	if arg.typ == Int && !arg.opaque {
		return true
	}
	c.fault(CodeArguments, arg, fmt.Sprintf("%s; %s needs a whole number", c.describe(arg), name), "a whole number", "use floor or ceil")
	return false
}

func (c *checker) days(o operand, args []operand) operand {
	if !c.dated("days", args...) {
		return o
	}
	o.typ, o.term = Int, compute(numSub, c.span(o), args[1].term, args[0].term)
	return o
}

func (c *checker) workdays(o operand, args []operand) operand {
	if !c.dated("workdays", args...) {
		return o
	}
	o.typ, o.term = Int, c.calendar(numWorkdays, o, args)
	return o
}

func (c *checker) plusDays(o operand, args []operand) operand {
	dated, counted := c.dated("plus_days", args[0]), c.count("plus_days", args[1])
	if dated && counted {
		o.typ, o.term = Date, compute(numAdd, c.span(o), args[0].term, args[1].term)
	}
	return o
}

func (c *checker) plusWorkdays(o operand, args []operand) operand {
	dated, counted := c.dated("plus_workdays", args[0]), c.count("plus_workdays", args[1])
	if dated && counted {
		o.typ, o.term = Date, c.calendar(numPlusWorkdays, o, args)
	}
	return o
}

func (c *checker) calendar(op arith, o operand, args []operand) *term {
	return &term{
		op: op, args: []*term{args[0].term, args[1].term}, calendar: c.scope.workdays(), at: c.span(o),
		size: 1 + args[0].term.size + args[1].term.size,
	}
}

// extreme is min and max, of numbers of one unit or of dates.
func (c *checker) extreme(op arith, o operand, args []operand) operand {
	out := args[0]
	for _, next := range args[1:] {
		if out.opaque || next.opaque {
			return c.fault(CodeNotExact, o, fmt.Sprintf("%s counts in a text, which is not computed exactly here", c.show(o)), "", "")
		}
		a, b, ok := c.unify(out, next, "put together")
		if !ok {
			return o
		}
		out.typ, out.plain = common(a, b), a.plain && b.plain
		out.term = compute(op, c.span(o), a.term, b.term)
	}
	o.typ, o.plain, o.term = out.typ, out.plain, out.term
	return o
}

// rounded is floor and ceil; of money, to whole units of the currency.
func (c *checker) rounded(op arith, o operand, args []operand) operand {
	x := args[0]
	if !x.numeric() || x.opaque {
		return c.fault(CodeArguments, x, fmt.Sprintf("%s; floor and ceil round a number", c.describe(x)), "a number", "")
	}
	at := c.span(o)
	if x.typ == Money {
		scale := number(c.scope.scale(), at)
		o.typ = Money
		o.term = compute(numMul, at, compute(op, at, compute(numQuo, at, x.term, scale)), scale)
		return o
	}
	o.typ, o.plain = Int, x.plain
	o.term = compute(op, at, x.term)
	return o
}
