package condition

import "slices"

// Impossible tells whether a condition holds for no case, as far as the atoms show it.
func Impossible(c *Condition) bool {
	var room [16]demand
	if _, possible := c.root.satisfy(room[:0]); possible {
		return false
	}
	n := c.normal()
	return n.short && !slices.ContainsFunc(n.products, func(p product) bool { return !p.empty() })
}

// demand is what a fact must be; the last one of a fact holds.
type demand struct {
	fact *Fact
	set  set
}

// satisfy looks for values that meet the demands and fulfil the formula, the straight way:
// of a disjunction it takes the first part that it can. It adds what it demands of them.
// That is enough for nearly every condition of a policy, and spares its normal form.
func (n *node) satisfy(demands []demand) ([]demand, bool) {
	switch n.op {
	case opConst:
		return demands, n.truth
	case opAtom, opLeaf:
		wanted := demand{n.fact, n.set}
		for _, d := range slices.Backward(demands) {
			if d.fact != n.fact {
				continue
			}
			if n.op == opLeaf {
				return demands, false // the other leaf may be this one turned round
			}
			wanted.set = d.set.and(n.set)
			break
		}
		return append(demands, wanted), n.op == opLeaf || wanted.set.meets(n.fact.domain())
	case opAnd:
		for _, k := range n.kids {
			var ok bool
			if demands, ok = k.satisfy(demands); !ok {
				return demands, false
			}
		}
		return demands, true
	case opOr:
		for _, k := range n.kids {
			if more, ok := k.satisfy(demands); ok {
				return more, true
			}
		}
	}
	return demands, false
}
