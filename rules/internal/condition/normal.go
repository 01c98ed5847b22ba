package condition

import (
	"slices"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// product is a conjunction with one cell a fact, in order. Facts that it does not name
// may be anything.
type product []cell

// meet is the conjunction of two.
func (p product) meet(q product) product {
	out := make(product, 0, len(p)+len(q))
	for len(p) > 0 && len(q) > 0 {
		switch order := p[0].cmp(&q[0]); {
		case order < 0:
			out, p = append(out, p[0]), p[1:]
		case order > 0:
			out, q = append(out, q[0]), q[1:]
		default:
			out, p, q = append(out, p[0].and(&q[0])), p[1:], q[1:]
		}
	}
	return append(append(out, p...), q...)
}

// find is the place of the cell of the same fact or leaf, and whether there is one.
func (p product) find(c *cell) (int, bool) {
	for i := len(p) - 1; i >= 0; i-- { // products are short, and often made in order
		switch order := p[i].cmp(c); {
		case order == 0:
			return i, true
		case order < 0:
			return i + 1, false
		}
	}
	return 0, false
}

// under tells whether p holds only where q does.
func (p product) under(q product) bool {
	for i := range q {
		at, ok := p.find(&q[i])
		if !ok || !p[at].under(&q[i]) {
			return false
		}
	}
	return true
}

// merge is the disjunction of two that differ in the set of one cell only.
func (p product) merge(q product) (product, bool) {
	if len(p) != len(q) {
		return nil, false
	}
	differ := -1
	for i := range p {
		if p[i].cmp(&q[i]) != 0 || p[i].absent != q[i].absent {
			return nil, false
		}
		if !p[i].set.equal(*q[i].set) {
			if differ >= 0 {
				return nil, false
			}
			differ = i
		}
	}
	out := slices.Clone(p)
	if differ >= 0 {
		out[differ].set = new(p[differ].set.or(*q[differ].set))
	}
	return out, true
}

// empty tells whether no case can satisfy the product.
func (p product) empty() bool {
	for i := range p {
		if p[i].empty() {
			return true
		}
	}
	return false
}

// truths is the set of 0 and 1.
var truths = between(exact.Int(0), exact.Int(1)).whole()

// normal is the formula as a disjunction of at most so many products; false when it
// has more. It holds, and it is False, exactly where the formula is.
func (n *node) normal(most int) ([]product, bool) {
	switch n.op {
	case opConst:
		if n.truth {
			return []product{{}}, true
		}
		return nil, true
	case opOr:
		var out []product
		for _, k := range n.kids {
			products, ok := k.normal(most)
			if !ok {
				return nil, false
			}
			for _, p := range products {
				if out = insert(out, p); len(out) > most {
					return nil, false
				}
			}
		}
		return out, true
	case opAnd:
		return meetAll(n.kids, most)
	case opIf:
		return n.expand().normal(most)
	default:
		return []product{{n.cell()}}, true
	}
}

// expand writes a choice with and and or. The third part is what makes the condition
// needless where both branches agree.
func (n *node) expand() *node {
	cond, yes, no := n.kids[0], n.kids[1], n.kids[2]
	return disj(n.at, conj(n.at, cond, yes), conj(n.at, negate(cond), no), conj(n.at, yes, no))
}

func meetAll(kids []*node, most int) ([]product, bool) {
	cells, others := joint(make(product, 0, singles(kids)), nil, kids)
	out := []product{cells}
	for _, k := range others {
		products, ok := k.normal(most)
		if !ok {
			return nil, false
		}
		next := make([]product, 0, min(most+1, len(out)*len(products)))
		for _, p := range out {
			for _, q := range products {
				if next = insert(next, p.meet(q)); len(next) > most {
					return nil, false
				}
			}
		}
		out = next
	}
	return out, true
}

// joint adds those kids that are one cell each to a product, and the others to a list;
// of conjunctions among them, their kids.
func joint(cells product, others, kids []*node) (product, []*node) {
	for _, k := range kids {
		switch {
		case k.op == opAnd:
			cells, others = joint(cells, others, k.kids)
		case !k.single():
			others = append(others, k)
		default:
			c := k.cell()
			if i, found := cells.find(&c); found {
				cells[i] = cells[i].and(&c)
			} else {
				cells = slices.Insert(cells, i, c)
			}
		}
	}
	return cells, others
}

// singles counts those that joint makes cells of.
func singles(kids []*node) int {
	n := 0
	for _, k := range kids {
		switch {
		case k.op == opAnd:
			n += singles(k.kids)
		case k.single():
			n++
		}
	}
	return n
}

// single tells whether the node is one cell.
func (n *node) single() bool { return n.op == opAtom || n.op == opKnown || n.op == opLeaf }

// insert adds a product to a disjunction: what another one covers is left out, and
// two that differ in one cell are merged.
func insert(list []product, p product) []product {
	for i := 0; i < len(list); i++ {
		if p.under(list[i]) {
			return list
		}
		both, mergeable := p.merge(list[i])
		if mergeable || list[i].under(p) {
			list = slices.Delete(list, i, i+1)
			if mergeable {
				return insert(list, both)
			}
			i--
		}
	}
	return append(list, p)
}
