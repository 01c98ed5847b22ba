package condition

import (
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/builtin"
	"github.com/expr-lang/expr/parser/lexer"
	"github.com/expr-lang/expr/parser/operator"
)

// plainTree makes the tree that the parser of expr makes of plain tokens, with the same
// locations, but for the clauses that are known. It is nil where that parser would report
// a fault, or meet what is not plain.
func (t *text) plainTree() ast.Node {
	r := plainReader{text: t}
	root := r.expression(0, len(t.clauses) > 0)
	if r.stuck || r.tokens[r.next].Kind != lexer.EOF {
		return nil
	}
	return root
}

// plainReader goes through the tokens by precedence.
type plainReader struct {
	*text
	next  int
	depth int
	stuck bool // no plain expression: what is read is of no use
}

// precedence is how closely an operator binds; false for what is none.
func precedence(word string) (int, bool) {
	switch word {
	case ",", ".":
		return 0, false
	case "and":
		return precedenceAnd, true
	case "==", "<", "<=", ">", ">=", "in":
		return precedenceCompare, true
	}
	op, ok := operator.Binary[word]
	return op.Precedence, ok
}

var (
	precedenceAnd     = operator.Binary["and"].Precedence
	precedenceCompare = operator.Binary["=="].Precedence
	notBinds          = operator.Unary["not"].Precedence
	signBinds         = operator.Unary["-"].Precedence
)

func (r *plainReader) is(word string) bool {
	t := &r.tokens[r.next]
	return t.Value == word && (t.Kind == lexer.Operator || t.Kind == lexer.Bracket)
}

// take passes a bracket or sign that must be there.
func (r *plainReader) take(word string) {
	if !r.is(word) {
		r.stuck = true
		return
	}
	r.next++
}

// expression reads what binds no less than that. It may begin with a known clause if it
// is a part: bound by and, or, parentheses around such parts, and the ends.
func (r *plainReader) expression(least int, part bool) ast.Node {
	if r.depth++; r.depth > maxNesting {
		r.stuck = true
	}
	defer func() { r.depth-- }()
	var left ast.Node
	if part {
		left = r.clause()
	}
	if left == nil {
		left = r.operand(part)
	}
	for !r.stuck && r.tokens[r.next].Kind == lexer.Operator {
		at := r.next
		negated := r.tokens[at].Value == "not"
		if negated {
			at++ // not in, not contains, …
		}
		op := &r.tokens[at]
		binds, ok := precedence(op.Value)
		switch {
		case negated && !operator.AllowedNegateSuffix(op.Value):
			r.stuck = true
			return nil
		case !ok || binds < least:
			return left
		}
		r.next = at + 1
		right := r.expression(binds+1, part && r.ends(at))
		if operator.IsComparison(op.Value) && r.tokens[r.next].Kind == lexer.Operator && operator.IsComparison(r.tokens[r.next].Value) {
			r.stuck = true // a chain of comparisons
			return nil
		}
		pair := r.nodes.pairs.next()
		*pair = ast.BinaryNode{Operator: op.Value, Left: left, Right: right}
		left = located(pair, op)
		if negated {
			left = located(&ast.UnaryNode{Operator: "not", Node: left}, op)
		}
	}
	return left
}

func located(n ast.Node, at *lexer.Token) ast.Node {
	n.SetLocation(at.Location)
	return n
}

// operand is what stands between two operators.
func (r *plainReader) operand(part bool) ast.Node {
	token := &r.tokens[r.next]
	if r.stuck || token.Kind == lexer.EOF {
		r.stuck = true
		return nil
	}
	r.next++
	switch token.Kind {
	case lexer.Identifier:
		return r.name(token)
	case lexer.Number:
		return r.number(token)
	case lexer.String:
		return r.alone(r.word(token))
	}
	switch token.Value {
	case "not":
		part = part && r.is("(") && r.ends(r.pair[r.next]+1)
		return r.alone(located(&ast.UnaryNode{Operator: token.Value, Node: r.expression(notBinds, part)}, token))
	case "-", "+":
		return r.alone(located(&ast.UnaryNode{Operator: token.Value, Node: r.expression(signBinds, false)}, token))
	case "(":
		inner := r.expression(0, part && r.ends(r.pair[r.next-1]+1))
		r.take(")")
		return r.alone(inner)
	case "[":
		return r.alone(located(&ast.ArrayNode{Nodes: r.list("]")}, token))
	}
	r.stuck = true
	return nil
}

// alone is a node that nothing may be read from: no field, no item.
func (r *plainReader) alone(n ast.Node) ast.Node {
	if r.is(".") || r.is("[") {
		r.stuck = true
	}
	return n
}

// list is what stands between commas, with the bracket that closes it. A comma may
// stand before that.
func (r *plainReader) list(end string) []ast.Node {
	nodes := make([]ast.Node, 0, 4)
	for !r.stuck && !r.is(end) {
		if len(nodes) > 0 {
			if r.take(","); r.is(end) {
				break
			}
		}
		nodes = append(nodes, r.expression(0, false))
	}
	r.take(end)
	return nodes
}

// name is true, false, a dotted name or a call.
func (r *plainReader) name(token *lexer.Token) ast.Node {
	switch token.Value {
	case "true", "false":
		return located(&ast.BoolNode{Value: token.Value == "true"}, token)
	case "nil":
		r.stuck = true
		return nil
	}
	if r.is("(") {
		return r.call(token)
	}
	group := r.nodes.names.next()
	*group = ast.IdentifierNode{Value: token.Value}
	node := located(group, token)
	for r.is(".") {
		r.next++
		field := &r.tokens[r.next]
		if field.Kind != lexer.Identifier {
			r.stuck = true
			return nil
		}
		r.next++
		member := r.nodes.members.next()
		*member = ast.MemberNode{Node: node, Property: r.word(field)}
		node = located(member, field)
	}
	if r.is("(") {
		r.stuck = true // a method
	}
	return r.alone(node)
}

// call is a name and its arguments; some names are nodes of their own to expr.
func (r *plainReader) call(token *lexer.Token) ast.Node {
	index, built := builtin.Index[token.Value]
	if built && builtin.Builtins[index].Predicate {
		r.stuck = true
		return nil
	}
	r.take("(")
	args := r.list(")")
	if built {
		return r.alone(located(&ast.BuiltinNode{Name: token.Value, Arguments: args}, token))
	}
	callee := located(&ast.IdentifierNode{Value: token.Value}, token)
	return r.alone(located(&ast.CallNode{Callee: callee, Arguments: args}, token))
}

func (r *plainReader) number(token *lexer.Token) ast.Node {
	if !strings.Contains(token.Value, ".") { // an error would allocate
		if whole, err := strconv.ParseInt(token.Value, 10, 64); err == nil {
			number := r.nodes.numbers.next()
			*number = ast.IntegerNode{Value: int(whole)}
			return located(number, token)
		}
	}
	decimal, err := strconv.ParseFloat(token.Value, 64)
	r.stuck = r.stuck || err != nil
	return located(&ast.FloatNode{Value: decimal}, token)
}

// word is the node of a text, or of a field's name.
func (r *plainReader) word(token *lexer.Token) ast.Node {
	n := r.nodes.words.next()
	*n = ast.StringNode{Value: token.Value}
	return located(n, token)
}
