package condition

import "github.com/amendsgo/amends/rules/internal/exact"

// quick is a formula as it is evaluated again and again: what an atom asks of a whole
// number is a comparison of machine words. All else is left to the node.
type quick struct {
	op        op // opAtom where low to high or mask decide, opAnd, opOr; else the node does
	key       int
	low, high int64
	others    bool // turns round what lies from low to high, high not included
	mask      uint64
	kids      []quick
	node      *node
}

// Prepare makes Eval fast, for a condition that every case asks. It must come before
// the condition is shared.
func (c *Condition) Prepare() {
	q := c.root.quick()
	c.quick = &q
}

func (n *node) quick() quick {
	q := quick{op: opLeaf, node: n}
	switch n.op {
	case opAnd, opOr:
		q.op, q.kids = n.op, make([]quick, len(n.kids))
		for i, k := range n.kids {
			q.kids[i] = k.quick()
		}
	case opAtom:
		if n.fact.Type != Text && n.fact.Type != Number && q.atom(n.fact, n.set) {
			q.op = opAtom
		}
	}
	return q
}

// mostMasked is how many values a mask tells apart.
const mostMasked = 64

// atom takes a set of whole numbers that is one run, or all but one run; or one of few
// values.
func (q *quick) atom(f *Fact, s set) bool {
	q.key = 2 * f.Slot
	if f.Type == OneOf || f.Type == Bool {
		values := len(f.Values)
		if f.Type == Bool {
			values = 2
		}
		if values > mostMasked {
			return false
		}
		for value := range values {
			if s.has(Value{Num: exact.Int(int64(value))}) {
				q.mask |= 1 << value
			}
		}
		return true
	}
	bounds := [2]int64{noKey + 1, noKey + 1}
	if len(s.cuts) > len(bounds) || len(s.cuts) == 0 {
		return false
	}
	bounds[1] = mostKey
	for i, cut := range s.cuts {
		n, whole := cut.at.Int64()
		if !whole || n >= mostKey || n <= -mostKey {
			return false
		}
		if cut.after {
			n++
		}
		bounds[i] = n
	}
	q.low, q.high, q.others = bounds[0], bounds[1], s.others
	return true
}

// mostKey is beyond the bounds that are compared as words; a case may lie further out.
const mostKey = 1 << 62

func (q *quick) eval(v *Values) Verdict {
	switch q.op {
	case opAtom:
		key := v.keys[q.key]
		if q.mask != 0 && uint64(key) < mostMasked {
			return Verdict(q.mask >> key & 1)
		}
		if q.mask == 0 && -mostKey < key && key < mostKey {
			return truth((q.low <= key && key < q.high) != q.others)
		}
	case opAnd:
		return q.join(v, False)
	case opOr:
		return q.join(v, True)
	}
	return q.node.eval(v)
}

// join is as node.evalJoin.
func (q *quick) join(v *Values, decides Verdict) Verdict {
	out := decides.not()
	for i := range q.kids {
		switch verdict := q.kids[i].eval(v); {
		case verdict == decides:
			return decides
		case verdict > True:
			out = undecided(out, verdict)
		}
	}
	return out
}
