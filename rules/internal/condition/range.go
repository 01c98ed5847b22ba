package condition

import (
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser/lexer"
)

// extent is the tokens of a node. The parser keeps one location a node, and not
// always where one would look: a comparison's is its operator, a call's its name, a
// choice's the token after it.
func (t *text) extent(n ast.Node) (first, last int) {
	at := t.at(n.Location().From)
	switch n := n.(type) {
	case *ast.UnaryNode:
		if inner, ok := n.Node.(*ast.BinaryNode); ok && inner.Location() == n.Location() {
			return t.extent(inner) // not in, not contains, …
		}
		_, last = t.outer(n.Node)
		return at, last
	case *ast.BinaryNode:
		first, _ = t.outer(n.Left)
		_, last = t.outer(n.Right)
		return first, last
	case *ast.MemberNode:
		first, _ = t.outer(n.Node)
		if t.tokens[at].Value == "[" && t.tokens[at].Kind == lexer.Bracket {
			at = t.pair[at]
		}
		return first, at
	case *ast.SliceNode:
		first, _ = t.outer(n.Node)
		return first, t.pair[at]
	case *ast.ChainNode:
		return t.extent(n.Node)
	case *ast.CallNode:
		first, _ = t.extent(n.Callee)
		return t.call(first, at, n.Arguments)
	case *ast.BuiltinNode:
		return t.call(at, at, n.Arguments)
	case *ast.ConditionalNode:
		first, _ = t.outer(n.Cond)
		_, last = t.outer(n.Exp2)
		if !n.Ternary {
			return first - 1, last + 1 // if … }
		}
		return first, last
	case *ast.ArrayNode, *ast.MapNode:
		return at, t.pair[at]
	case *ast.PredicateNode:
		if t.tokens[at].Value == "{" {
			return at, t.pair[at]
		}
		return t.outer(n.Node)
	case *ast.VariableDeclaratorNode:
		_, last = t.outer(n.Expr)
		return at - 1, last
	case *ast.SequenceNode:
		first, _ = t.outer(n.Nodes[0])
		_, last = t.outer(n.Nodes[len(n.Nodes)-1])
		return first, last
	case *clauseNode:
		return n.first, n.last
	case *ast.PointerNode:
		if n.Name != "" {
			return at, at + 1
		}
	}
	return at, at
}

// call is a name with its arguments; what is piped into it stands before.
func (t *text) call(first, name int, args []ast.Node) (int, int) {
	if len(args) > 0 {
		if from, _ := t.outer(args[0]); from < first {
			first = from
		}
	}
	return first, t.pair[name+1]
}

// outer is the extent with the parentheses around it.
func (t *text) outer(n ast.Node) (first, last int) { return t.widen(t.extent(n)) }

// widen takes in the parentheses that only group.
func (t *text) widen(first, last int) (int, int) {
	for first > 0 && last+1 < len(t.tokens) && t.tokens[first-1].Is(lexer.Bracket, "(") &&
		t.pair[first-1] == last+1 && (first <= 1 || t.tokens[first-2].Kind != lexer.Identifier) {
		first, last = first-1, last+1
	}
	return first, last
}
