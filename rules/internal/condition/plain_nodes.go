package condition

import "github.com/expr-lang/expr/ast"

// nodes are the most frequent ones of a tree. They are used again for the next tree,
// when this one is needed no more.
type nodes struct {
	names   []ast.IdentifierNode
	members []ast.MemberNode
	words   []ast.StringNode
	numbers []ast.IntegerNode
	pairs   []ast.BinaryNode
}

// again makes room for another tree.
func (n *nodes) again() nodes {
	return nodes{n.names[:0], n.members[:0], n.words[:0], n.numbers[:0], n.pairs[:0]}
}

// next is an empty node.
func next[T any](room *[]T) *T {
	if len(*room) == cap(*room) {
		*room = make([]T, 0, max(16, 2*cap(*room))) // the tree keeps what is full
	}
	*room = (*room)[:len(*room)+1]
	n := &(*room)[len(*room)-1]
	var empty T
	*n = empty
	return n
}
