package condition

import (
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser/lexer"
)

// The rules of a policy ask much the same things over and over: incident.severity >= 3
// stands in many conditions, as a part that and, or and the ends bound. Such a part is
// parsed and checked once, and known by its text from then on.

// clause is a part that came to one atom, by reading one name.
type clause struct {
	atom *node
	skip int // from where the text begins to where the atom stands
}

// clauseNode stands in a tree for a part that is known.
type clauseNode struct {
	ast.NilNode
	clause
	first, last int // its tokens
}

// learn keeps a part of a plain condition that was checked since so many names had been
// read and so many faults found, if it is such a clause.
func (c *checker) learn(o operand, reads, faults int) {
	if c.text.clauses == nil || o.cond == nil || o.cond.op != opAtom || o.cond.at.Source != c.text.src ||
		c.reads != reads+1 || c.latest != o.cond.fact || len(c.faults) != faults {
		return
	}
	from := c.text.tokens[o.first].From
	c.text.clauses[c.text.tokensText(o.first, o.last)] = clause{atom: o.cond, skip: o.cond.at.From - from}
}

// again is the operand of a known clause: the same atom, where it stands now.
func (c *checker) again(n *clauseNode) operand {
	atom := c.scope.atoms.next()
	*atom = *n.atom
	width := n.atom.at.To - n.atom.at.From
	from := c.text.tokens[n.first].From + n.skip
	atom.at = Span{Source: c.text.src, From: from, To: from + width}
	c.reading(atom.fact)
	return operand{typ: Bool, cond: atom, first: n.first, last: n.last}
}

// clause is the node of a known clause that begins here, and nil if there is none.
func (r *plainReader) clause() ast.Node {
	first, end := r.next, r.end()
	if first == end {
		return nil
	}
	known, ok := r.clauses[r.src.Text[r.tokens[first].From:r.tokens[end-1].To]]
	if !ok || !r.use.allows(known.atom.fact) {
		return nil
	}
	r.next = end
	n := r.nodes.clauses.next()
	n.clause, n.first, n.last = known, first, end-1
	return n
}

// end is the token that ends the part which begins here.
func (r *plainReader) end() int {
	at := r.next
	for !r.ends(at) {
		if r.tokens[at].Kind == lexer.Bracket {
			at = r.pair[at]
		}
		at++
	}
	return at
}

// ends tells whether a token stands behind a part.
func (r *plainReader) ends(at int) bool {
	switch token := &r.tokens[at]; token.Kind {
	case lexer.Operator:
		return token.Value == "and" || token.Value == "or"
	case lexer.Bracket:
		return token.Value == ")" || token.Value == "]"
	default:
		return token.Kind == lexer.EOF
	}
}
