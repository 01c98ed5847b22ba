package condition

// op says what a node of a formula is.
type op uint8

const (
	opConst op = iota // truth
	opAnd             // all kids
	opOr              // any kid
	opIf              // kids: condition, then, else
	opAtom            // the fact's value is in the set
	opKnown           // whether the case carries the fact is truth
	opLeaf            // the leaf's verdict, turned round if truth is false
)

// node is a part of a formula. Nodes are immutable and shared, also between
// conditions that use the same definition. Negation is pushed inwards, so that
// there is none: an atom takes the complement of its set.
type node struct {
	op    op
	truth bool
	// negated tells that the policy says "not" of what stands at the span.
	negated bool
	kids    []*node
	fact    *Fact
	set     set
	leaf    leaf
	at      Span
	size    int // nodes in all, those of leaves included
}

// leaf is a condition that is no atom: it is evaluated as a whole.
type leaf interface {
	eval(v *Values) Verdict
	why(v *Values, yield func(Need) bool) bool
	reads(yield func(*Fact) bool) bool
	weight() int
}

func constant(truth bool, at Span) *node {
	return &node{op: opConst, truth: truth, at: at, size: 1}
}

func atom(f *Fact, s set, at Span) *node {
	return &node{op: opAtom, fact: f, set: s, at: at, size: 1}
}

func known(f *Fact, at Span) *node {
	return &node{op: opKnown, fact: f, truth: true, at: at, size: 1}
}

func opaque(l leaf, at Span) *node {
	return &node{op: opLeaf, leaf: l, truth: true, at: at, size: 1 + l.weight()}
}

// conj is the conjunction, disj the disjunction. Kids of the same kind are taken in
// whole where they stand in the same source, so that the tree is as flat as it reads.
func conj(at Span, kids ...*node) *node { return join(opAnd, true, at, kids) }

func disj(at Span, kids ...*node) *node { return join(opOr, false, at, kids) }

// join leaves out constants that change nothing, and is the constant that decides.
func join(o op, neutral bool, at Span, kids []*node) *node {
	some, first := 0, (*node)(nil)
	for _, k := range kids {
		switch {
		case k.op == opConst && k.truth == neutral:
			continue
		case k.op == opConst:
			return constant(!neutral, at)
		case k.op == o && k.at.Source == at.Source:
			some += len(k.kids)
		default:
			some++
		}
		if first == nil {
			first = k
		}
	}
	switch some {
	case 0:
		return constant(neutral, at)
	case 1:
		return first
	}
	n := &node{op: o, at: at, size: 1, kids: make([]*node, 0, some)}
	for _, k := range kids {
		switch {
		case k.op == opConst:
		case k.op == o && k.at.Source == at.Source:
			n.kids = append(n.kids, k.kids...)
			n.size += k.size - 1
		default:
			n.kids = append(n.kids, k)
			n.size += k.size
		}
	}
	return n
}

// choose is `cond ? yes : no`.
func choose(at Span, cond, yes, no *node) *node {
	if cond.op == opConst {
		if cond.truth {
			return yes
		}
		return no
	}
	return &node{op: opIf, kids: []*node{cond, yes, no}, at: at, size: 1 + cond.size + yes.size + no.size}
}

// negate is what holds where n does not.
func negate(n *node) *node {
	m := *n
	m.negated = !n.negated
	switch n.op {
	case opConst, opKnown, opLeaf:
		m.truth = !n.truth
	case opAtom:
		m.set = n.set.not()
	case opAnd, opOr, opIf:
		switch n.op {
		case opAnd:
			m.op = opOr
		case opOr:
			m.op = opAnd
		}
		m.kids = make([]*node, len(n.kids))
		for i, k := range n.kids {
			if n.op == opIf && i == 0 {
				m.kids[i] = k
				continue
			}
			m.kids[i] = negate(k)
		}
	}
	return &m
}

// reads yields every fact that the formula reads, as often as it does.
func (n *node) reads(yield func(*Fact) bool) bool {
	switch n.op {
	case opAtom, opKnown:
		return yield(n.fact)
	case opLeaf:
		return n.leaf.reads(yield)
	}
	for _, k := range n.kids {
		if !k.reads(yield) {
			return false
		}
	}
	return true
}
