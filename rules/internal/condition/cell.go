package condition

import (
	"cmp"
	"strings"
)

// cell is what one fact, or one leaf, must be: in the set. A leaf is 1 where it holds.
type cell struct {
	fact *Fact
	leaf *spelt // when fact is nil
	set  *set
	// absent is what the cell comes to when the case does not carry the fact: False,
	// Open or True.
	absent Verdict
}

// spelt is a leaf and what it says, so that the same leaf in two places is one.
type spelt struct {
	*node
	key string
}

func (a *cell) cmp(b *cell) int {
	switch {
	case a.fact != nil && b.fact != nil:
		return cmp.Compare(a.fact.Slot, b.fact.Slot)
	case a.fact != nil:
		return -1
	case b.fact != nil:
		return 1
	}
	return cmp.Compare(a.leaf.key, b.leaf.key)
}

// rank orders verdicts by how much they grant.
func (a *cell) rank() int {
	return [...]int{False: 0, Open: 1, Failed: 1, True: 2}[a.absent]
}

// and is the conjunction of two cells of one fact or leaf.
func (a cell) and(b *cell) cell {
	a.set = new(a.set.and(*b.set))
	if b.rank() < a.rank() {
		a.absent = b.absent
	}
	return a
}

// under tells whether a holds only where b does, in every state of the fact.
func (a *cell) under(b *cell) bool { return a.rank() <= b.rank() && a.set.within(*b.set) }

// empty tells whether no value, nor the lack of one, is in the cell.
func (a *cell) empty() bool {
	if a.fact == nil {
		return !a.set.meets(truths)
	}
	return a.absent != True && !a.set.meets(a.fact.domain())
}

// cell is an atom, a known or a leaf.
func (n *node) cell() cell {
	switch n.op {
	case opAtom:
		return cell{fact: n.fact, set: &n.set, absent: Open}
	case opKnown:
		if n.truth {
			return cell{fact: n.fact, set: new(everything), absent: False}
		}
		return cell{fact: n.fact, set: new(nothing), absent: True}
	default:
		holds := int64(1)
		if !n.truth {
			holds = 0
		}
		key := strings.Join(strings.Fields(n.at.Text()), " ")
		return cell{leaf: &spelt{n, key}, set: new(single(holds)), absent: Open}
	}
}
