package condition

import "slices"

// mostCovers bounds the products of one rule in the index.
const mostCovers = 8

// cover is what the index knows of a rule: products of facts, one of which is not
// False wherever the condition is not. It is exact where the condition holds when
// one of them does; else the index only says that the condition may hold.
type cover struct {
	products []product
	exact    bool
}

// cover is the condition's normal form without leaves, shortened if need be.
func (c *Condition) cover() cover {
	normal := c.normal()
	products := normal.products
	if !normal.short || len(products) > mostCovers {
		return c.root.cover()
	}
	if !slices.ContainsFunc(products, product.beyond) {
		return cover{products: products, exact: true}
	}
	out := cover{exact: true}
	for _, p := range products {
		out.add(p)
	}
	return out
}

// beyond tells whether the index cannot hold some cell of the product.
func (p product) beyond() bool {
	for i := range p {
		if !p[i].indexable() {
			return true
		}
	}
	return false
}

// add takes the cells of a product that the index can hold.
func (c *cover) add(p product) {
	indexed := p
	if p.beyond() {
		indexed = slices.DeleteFunc(slices.Clone(p), func(x cell) bool { return !x.indexable() })
	}
	c.exact = c.exact && len(indexed) == len(p)
	c.products = insert(c.products, indexed)
}

// cover leaves out what makes a formula too large: parts of a conjunction, and of a
// disjunction all but what its parts have in common.
func (n *node) cover() cover {
	switch n.op {
	case opAnd:
		out := cover{products: []product{{}}, exact: true}
		for _, k := range n.kids {
			out = out.and(k.cover())
		}
		return out
	case opOr:
		out := cover{exact: true}
		for _, k := range n.kids {
			part := k.cover()
			out.exact = out.exact && part.exact
			for _, p := range part.products {
				out.products = insert(out.products, p)
			}
			if len(out.products) > mostCovers {
				out = cover{products: []product{hull(out.products)}}
			}
		}
		return out
	case opIf:
		return n.expand().cover()
	}
	products, _ := n.normal(1)
	out := cover{exact: true}
	for _, p := range products {
		out.add(p)
	}
	return out
}

// and is the conjunction, or c alone where that is too large.
func (c cover) and(d cover) cover {
	out := cover{exact: c.exact && d.exact}
	for _, p := range c.products {
		for _, q := range d.products {
			if out.products = insert(out.products, p.meet(q)); len(out.products) > mostCovers {
				c.exact = false
				return c
			}
		}
	}
	return out
}

// hull is one product that holds wherever one of these does.
func hull(products []product) product {
	out := slices.Clone(products[0])
	for _, p := range products[1:] {
		out = slices.DeleteFunc(out, func(c cell) bool {
			_, ok := p.find(&c)
			return !ok
		})
		for i, c := range out {
			other := p.at(c)
			out[i].set = new(c.set.or(*other.set))
			if other.rank() > c.rank() {
				out[i].absent = other.absent
			}
		}
	}
	return out
}

// mostNumber bounds the numbers that the index compares.
const mostNumber = 1_000_000_000_000

// indexable tells whether the index can hold the cell: a leaf it cannot, nor numbers
// of extraordinary size.
func (a *cell) indexable() bool {
	if a.fact == nil {
		return false
	}
	return !slices.ContainsFunc(a.set.cuts, cut.extraordinary)
}

// extraordinary tells whether the cut has no key.
func (a cut) extraordinary() bool {
	num, den, ok := a.at.Fraction()
	return !ok || keyScale%den != 0 || num/den > mostNumber || num/den < -mostNumber
}
