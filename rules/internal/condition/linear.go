package condition

import "github.com/amendsgo/amends/rules/internal/exact"

// line is factor * fact + offset; without a fact it is the offset alone.
type line struct {
	fact           *Fact
	factor, offset exact.Num
}

// linear writes the term as a line in one fact, if it is one.
func (t *term) linear() (line, bool) {
	switch t.op {
	case numConst:
		return line{offset: t.num}, true
	case numFact:
		return line{fact: t.fact, factor: exact.Int(1)}, true
	case numAdd, numSub, numMul, numQuo:
	default:
		return line{}, false
	}
	a, okA := t.args[0].linear()
	b, okB := t.args[1].linear()
	if !okA || !okB {
		return line{}, false
	}
	switch t.op {
	case numSub:
		return a.plus(b.times(exact.Int(-1)))
	case numMul:
		if a.fact == nil {
			a, b = b, a
		}
		return a.times(b.offset), b.fact == nil
	case numQuo:
		inverse, ok := exact.Int(1).Quo(b.offset)
		return a.times(inverse), ok && b.fact == nil
	default:
		return a.plus(b)
	}
}

func (l line) times(n exact.Num) line {
	return line{fact: l.fact, factor: l.factor.Mul(n), offset: l.offset.Mul(n)}
}

func (l line) plus(m line) (line, bool) {
	if l.fact == nil {
		l, m = m, l
	}
	ok := m.fact == nil || m.fact == l.fact
	return line{fact: l.fact, factor: l.factor.Add(m.factor), offset: l.offset.Add(m.offset)}, ok
}

// solve turns a comparison, which accepts some orders of left and right, into the set
// of values of the one fact for which it holds. A fact that cancels out is no such case: without it there is no answer.
func solve(accept [3]bool, left, right *term) (*Fact, set, bool) {
	if left.op == numFact && right.op == numConst { // as nearly all are
		return left.fact, left.fact.beside(right.num, accept), true
	}
	a, okA := left.linear()
	b, okB := right.linear()
	if !okA || !okB {
		return nil, set{}, false
	}
	l, ok := a.plus(b.times(exact.Int(-1)))
	if !ok || l.fact == nil || l.factor.Sign() == 0 {
		return nil, set{}, false
	}
	at, _ := l.offset.Neg().Quo(l.factor)
	if l.factor.Sign() < 0 {
		accept[0], accept[2] = accept[2], accept[0]
	}
	return l.fact, l.fact.beside(at, accept), true
}

// beside is the fact's values that are less than, equal to or greater than a number,
// whichever are accepted.
func (f *Fact) beside(at exact.Num, accept [3]bool) set {
	cuts := 1
	if accept[0] == accept[2] { // == and !=
		cuts = 2
	}
	s := set{others: accept[0], cuts: make([]cut, 0, cuts)}
	if accept[0] != accept[1] {
		s.cuts = append(s.cuts, cut{at: at})
	}
	if accept[1] != accept[2] {
		s.cuts = append(s.cuts, cut{at: at, after: true})
	}
	return f.restrict(s)
}
