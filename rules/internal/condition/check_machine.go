package condition

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"
)

// textFunctions are those of expr that work on texts and lists of texts, in time and
// space that the length of the source bounds.
var textFunctions = []string{
	"all", "any", "count", "hasPrefix", "hasSuffix", "indexOf", "lastIndexOf", "len", "lower",
	"none", "one", "trim", "trimPrefix", "trimSuffix", "upper",
}

// textOperators are those that the machine may use: nothing that is inexact, none
// that multiplies.
var textOperators = []string{
	"==", "!=", "<", "<=", ">", ">=", "and", "&&", "or", "||", "in", "startsWith", "endsWith",
	"contains", "matches", "+", "-",
}

// machine hands a part to the expr machine. It may read texts, one_ofs and bools only.
func (c *checker) machine(n ast.Node) operand {
	first, last := c.text.extent(n)
	o := operand{first: first, last: last, node: n, opaque: true}
	w := weaver{c: c, text: c.text, from: first, to: last}
	program := w.source(n)
	if w.faulty {
		o.opaque = false
		return o
	}
	code, err := expr.Compile(program, c.scope.machineOptions(w.facts)...)
	if err != nil {
		return c.machineFault(o, &w, err)
	}
	o.typ = machineType(code)
	switch o.typ {
	case Unknown:
		return c.fault(CodeForbidden, o, fmt.Sprintf("%s is neither a text nor a condition", c.show(o)), "", "")
	case Bool:
		return c.machineCondition(o, w.facts, code)
	}
	return o
}

func machineType(code *vm.Program) Type {
	switch t := code.Node().Type(); t.Kind() {
	case reflect.Bool:
		return Bool
	case reflect.String:
		return Text
	case reflect.Int:
		return Int
	default:
		return Unknown
	}
}

// machineCondition is the leaf, or the atom that it comes to.
func (c *checker) machineCondition(o operand, facts []*Fact, code *vm.Program) operand {
	l := &machineLeaf{program: code, facts: facts, pool: c.scope.machines(), at: c.span(o)}
	for _, f := range facts {
		l.names = append(l.names, machineName(f))
	}
	o.opaque = false
	if len(facts) == 1 && facts[0].Type != Text {
		if s, ok := tabulate(facts[0], func(v Value) (bool, bool) {
			holds, err := l.run(func(*Fact) Value { return v })
			return holds, err == nil
		}); ok {
			return c.atomOf(facts[0], s, o)
		}
	}
	o.typ, o.cond = Bool, opaque(l, l.at)
	return o
}

// machineOptions is the environment of a program: its facts, and what it may call.
func (s *Scope) machineOptions(facts []*Fact) []expr.Option {
	env := map[string]any{}
	for _, f := range facts {
		env[machineName(f)] = ""
		if f.Type == Bool {
			env[machineName(f)] = false
		}
	}
	options := []expr.Option{expr.Env(env), expr.DisableAllBuiltins()}
	for _, name := range textFunctions {
		options = append(options, expr.EnableBuiltin(name))
	}
	return options
}

func machineName(f *Fact) string { return fmt.Sprintf("f%d", f.Slot) }

// machineFault tells in plain words why the machine refuses.
func (c *checker) machineFault(o operand, w *weaver, err error) operand {
	message := plainError(err)
	for _, word := range [][2]string{
		{"[]interface {}", "a list"}, {"interface {}", "unknown"}, {"string", "text"}, {"int", "number"}, {"bool", "true or false"},
	} {
		message = strings.ReplaceAll(message, word[0], word[1])
	}
	for _, f := range w.facts {
		message = strings.ReplaceAll(message, machineName(f), f.Name)
	}
	first, last := o.first, o.last
	if located, ok := errors.AsType[*file.Error](err); ok {
		first, last = w.back(located.From)
	}
	return c.faultAt(CodeType, first, last, "this does not fit together: "+message, "", "")
}

// weaver writes a part of an expression anew for the machine: facts under flat
// names, definitions put in. Everything else stays as the author wrote it.
type weaver struct {
	c        *checker
	text     *text
	through  *definition // set inside a definition
	from, to int         // the tokens that faults point at, if they are another source's
	edits    []edit
	facts    []*Fact
	nested   int // functions with a predicate around
	faulty   bool
}

// edit replaces tokens.
type edit struct {
	first, last int
	with        string
}

// source is the new text of a node.
func (w *weaver) source(n ast.Node) string {
	first, last := w.text.extent(n)
	w.walk(n)
	if w.faulty {
		return ""
	}
	slices.SortFunc(w.edits, func(a, b edit) int { return a.first - b.first })
	w.edits = slices.CompactFunc(w.edits, func(a, b edit) bool { return a.first == b.first })
	var out strings.Builder
	at := w.text.tokens[first].From
	for _, e := range w.edits {
		out.WriteString(w.text.slice(at, w.text.tokens[e.first].From))
		out.WriteString(e.with)
		at = w.text.tokens[e.last].To
	}
	out.WriteString(w.text.slice(at, w.text.tokens[last].To))
	return out.String()
}

// back is the token that a rune of the new text comes from.
func (w *weaver) back(offset int) (first, last int) {
	first = w.from
	at := w.text.tokens[w.from].From + offset
	for _, e := range w.edits {
		from, to := w.text.tokens[e.first].From, w.text.tokens[e.last].To
		if at < from {
			break
		}
		width := len([]rune(e.with))
		if at < from+width {
			return e.first, e.last
		}
		at += to - from - width
	}
	for i := w.from; i <= w.to; i++ {
		if w.text.tokens[i].From <= at {
			first = i
		}
	}
	return first, first
}
