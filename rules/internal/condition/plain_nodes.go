package condition

import "github.com/expr-lang/expr/ast"

// nodes are the most frequent ones of a tree. They are used again for the next tree,
// when this one is needed no more.
type nodes struct {
	names   room[ast.IdentifierNode]
	members room[ast.MemberNode]
	words   room[ast.StringNode]
	numbers room[ast.IntegerNode]
	pairs   room[ast.BinaryNode]
	clauses room[clauseNode]
}

// again makes room for another tree.
func (n *nodes) again() {
	n.names.used, n.members.used, n.words.used, n.numbers.used = 0, 0, 0, 0
	n.pairs.used, n.clauses.used = 0, 0
}
