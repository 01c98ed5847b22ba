package condition

import (
	"fmt"
	"slices"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser/lexer"
)

// mostCounted bounds whole numbers in what the machine computes, far from overflow.
const mostCounted = 1_000_000_000

// walk judges a node and notes what to replace.
func (w *weaver) walk(n ast.Node) {
	if w.faulty {
		return
	}
	switch n := n.(type) {
	case *ast.IdentifierNode, *ast.MemberNode:
		w.name(n)
	case *ast.BoolNode, *ast.StringNode:
	case *ast.IntegerNode:
		if n.Value > mostCounted {
			w.refuse(n, CodeNotExact, "this number is too large beside a text", "")
		}
	case *ast.UnaryNode:
		w.walk(n.Node)
	case *ast.BinaryNode:
		if !slices.Contains(textOperators, n.Operator) {
			w.refuse(n, CodeNotExact, fmt.Sprintf("%s does not work on texts", n.Operator), "")
			return
		}
		w.walk(n.Left)
		w.walk(n.Right)
		w.constants(n)
	case *ast.ConditionalNode:
		w.walk(n.Cond)
		w.walk(n.Exp1)
		w.walk(n.Exp2)
	case *ast.ArrayNode:
		w.all(n.Nodes)
	case *ast.SliceNode:
		w.walk(n.Node)
		w.all([]ast.Node{n.From, n.To})
	case *ast.PointerNode:
		if n.Name != "" {
			w.refuse(n, CodeForbidden, "# stands for the item of the list; it has no further names", "")
		}
	case *ast.PredicateNode:
		w.walk(n.Node)
	case *ast.CallNode, *ast.BuiltinNode:
		w.call(n)
	default:
		w.refuse(n, CodeForbidden, "this is not part of the policy language", "")
	}
}

func (w *weaver) all(nodes []ast.Node) {
	for _, n := range nodes {
		if n != nil {
			w.walk(n)
		}
	}
}

// refuse reports a fault: at the node, or where the definition stands that holds it.
func (w *weaver) refuse(n ast.Node, code, message, hint string) {
	w.faulty = true
	first, last := w.text.extent(n)
	if w.through != nil {
		message = fmt.Sprintf("%s: in the definition %s, %s", brief(w.text.tokensText(first, last)), w.through.name, message)
		first, last = w.from, w.to
	}
	w.c.faultAt(code, first, last, message, "", hint)
}

func (w *weaver) call(n ast.Node) {
	name, args, ok := w.c.called(n)
	if !ok || !slices.Contains(textFunctions, name) {
		hint := refused[name]
		w.refuse(n, CodeForbidden, "only functions of texts can be used here: "+joined(textFunctions), hint)
		return
	}
	for _, arg := range args {
		if _, ok := arg.(*ast.PredicateNode); ok {
			if w.nested > 0 {
				w.refuse(n, CodeForbidden, "a list inside a list could take for ever", "")
				return
			}
			w.nested++
			defer func() { w.nested-- }()
		}
	}
	w.all(args)
}

func (w *weaver) name(n ast.Node) {
	name, ok := w.text.dotted(n)
	if !ok {
		w.refuse(n, CodeUnknownName, "this is not the name of a fact", "")
		return
	}
	first, last := w.text.extent(n)
	at := operand{first: first, last: last}
	if w.through != nil {
		at.first, at.last = w.from, w.to
	}
	scope := w.c.scope
	switch f, r, d := scope.Facts[name], scope.Rates[name], scope.definitions[name]; {
	case f != nil:
		w.fact(n, f, at)
		w.edits = append(w.edits, edit{first, last, machineName(f)})
	case d != nil:
		w.edits = append(w.edits, edit{first, last, w.definition(d, at)})
	case r != nil:
		w.refuse(n, CodeNotExact, fmt.Sprintf("%s is a rate; rates are computed exactly, apart from texts", name), "")
	default:
		w.faulty = true
		w.c.unknownName(name, at)
	}
}

func (w *weaver) fact(n ast.Node, f *Fact, at operand) {
	switch f.Type {
	case Bool, Text, OneOf:
		if !w.c.read(f, at, "") {
			w.faulty = true
		}
		if !slices.Contains(w.facts, f) {
			w.facts = append(w.facts, f)
		}
	default:
		w.refuse(n, CodeNotExact, fmt.Sprintf("%s is %s, which is computed exactly and cannot stand inside an expression on texts", f.Name, kindOf(f.Type)),
			"join two conditions with and, or or not")
	}
}

// definition puts a definition in, as the machine needs it.
func (w *weaver) definition(d *definition, at operand) string {
	w.c.scope.resolve(d)
	if d.value.bad() || d.text == nil {
		w.faulty = true
		return ""
	}
	inner := weaver{c: w.c, text: d.text, through: d, from: at.first, to: at.last, nested: w.nested, facts: w.facts}
	out := inner.source(d.text.root)
	w.facts, w.faulty = inner.facts, inner.faulty
	// The line break ends a comment that the definition may end with.
	return "(" + out + "\n)"
}

// constants checks the texts that a one_of is compared with.
func (w *weaver) constants(n *ast.BinaryNode) {
	if w.faulty || n.Operator != "==" && n.Operator != "!=" && n.Operator != "in" {
		return
	}
	for _, pair := range [][2]ast.Node{{n.Left, n.Right}, {n.Right, n.Left}} {
		name, _ := w.text.dotted(pair[0])
		f := w.c.scope.Facts[name]
		if f == nil || f.Type != OneOf && !f.Listed {
			continue
		}
		items := []ast.Node{pair[1]}
		if list, ok := pair[1].(*ast.ArrayNode); ok {
			items = list.Nodes
		}
		for _, item := range items {
			w.constantOf(f, item)
		}
	}
}

func (w *weaver) constantOf(f *Fact, item ast.Node) {
	text, ok := item.(*ast.StringNode)
	if !ok {
		return
	}
	first, last := w.text.extent(item)
	if w.through != nil {
		first, last = w.from, w.to
	}
	if w.text.tokens[first].Kind == lexer.EOF {
		return
	}
	if _, ok := w.c.constants(f, []operand{{first: first, last: last, text: &text.Value, typ: Text}}); !ok {
		w.faulty = true
	}
}
