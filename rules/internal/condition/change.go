package condition

import (
	"cmp"
	"slices"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// Change is one fact that would have to be different. Without Known the case
// did not carry it; with Drop it would have to be missing.
type Change struct {
	Fact  *Fact
	From  Value
	Known bool
	To    Value
	Drop  bool
}

// Nearest is the smallest change of the case after which the condition holds:
// fewest facts first, then the least distance. Facts for which fixed is true stay as
// they are. It is empty when the condition holds already, and false when no change was
// found: there may then be none, or one that only leaves could tell.
func (c *Condition) Nearest(v *Values, fixed func(*Fact) bool) ([]Change, bool) {
	if c.Eval(v) == True {
		return nil, true
	}
	products, ok := c.products()
	if !ok {
		return nil, false
	}
	var best *attempt
	for _, p := range products {
		a := &attempt{values: v.clone(), product: p, fixed: fixed}
		if a.satisfy() && c.Eval(a.values) == True && (best == nil || a.cmp(best) < 0) {
			best = a
		}
	}
	if best == nil {
		return nil, false
	}
	return best.changes, true
}

// attempt makes one product of the normal form hold.
type attempt struct {
	values   *Values
	product  product
	fixed    func(*Fact) bool
	changes  []Change
	distance exact.Num
}

func (a *attempt) cmp(b *attempt) int {
	return cmp.Or(cmp.Compare(len(a.changes), len(b.changes)), a.distance.Cmp(b.distance))
}

// satisfy changes the facts whose cells do not hold, and then, for each leaf
// that does not hold, the one fact that is nearest to making it.
func (a *attempt) satisfy() bool {
	for _, c := range a.product {
		if c.fact == nil {
			continue
		}
		value, known := a.values.Get(c.fact.Slot)
		if known && c.set.has(value) || !known && c.absent == True {
			continue
		}
		if !a.change(c.fact, c.set, c.absent == True) {
			return false
		}
	}
	for _, c := range a.product {
		if c.fact == nil && !a.settle(c) {
			return false
		}
	}
	return true
}

// change takes the fact into the set, or drops it where that is allowed and
// nothing else is.
func (a *attempt) change(f *Fact, s set, mayDrop bool) bool {
	if a.fixed(f) {
		return false
	}
	from, known := a.values.Get(f.Slot)
	step := Change{Fact: f, From: from, Known: known}
	var ok bool
	if step.To, ok = f.nearest(s, from, known); !ok {
		if !mayDrop || !known {
			return false
		}
		step.Drop = true
		a.values.Clear(f.Slot)
	} else {
		a.values.Set(f.Slot, step.To)
	}
	a.changes = append(a.changes, step)
	a.distance = a.distance.Add(step.Distance())
	return true
}

// settle makes a leaf hold, or not hold, by one of the facts that it reads and
// that no cell has changed.
func (a *attempt) settle(c cell) bool {
	want := c.set.has(Value{Num: exact.Int(1)})
	node := c.leaf
	if verdict := node.leaf.eval(a.values); verdict == truth(want) {
		return true
	}
	var best *attempt
	var facts []*Fact
	node.reads(func(f *Fact) bool {
		if !slices.Contains(facts, f) {
			facts = append(facts, f)
		}
		return true
	})
	for _, f := range facts {
		if slices.ContainsFunc(a.changes, func(c Change) bool { return c.Fact == f }) {
			continue
		}
		for _, s := range solutions(node.leaf, f, a.values, want) {
			b := &attempt{values: a.values.clone(), fixed: a.fixed, changes: slices.Clone(a.changes), distance: a.distance}
			allowed := s.and(a.product.at(cell{fact: f}).set)
			if b.change(f, allowed, false) && node.leaf.eval(b.values) == truth(want) && (best == nil || b.cmp(best) < 0) {
				best = b
			}
		}
	}
	if best == nil {
		return false
	}
	a.values, a.changes, a.distance = best.values, best.changes, best.distance
	return true
}

// solutions are sets of one fact's values in which a leaf may come out as wanted,
// the other facts staying as they are. Whether it does is tried afterwards.
func solutions(l leaf, f *Fact, v *Values, want bool) []set {
	switch l := l.(type) {
	case *comparison:
		if fact, s, ok := solve(l.accept, l.left.fix(v, f), l.right.fix(v, f)); ok && fact == f {
			if !want {
				s = s.not()
			}
			return []set{s}
		}
	case *textTest:
		if want && l.pattern == nil {
			return []set{texts(l.part)}
		}
		return []set{texts(l.part).not()}
	}
	// Of what can only be tried, every value of a short list is.
	var out []set
	switch f.Type {
	case Bool, OneOf:
		for i := range int64(max(len(f.Values), 2)) {
			out = append(out, single(i))
		}
	}
	return out
}

// fix puts the values of all facts but one in their places.
func (t *term) fix(v *Values, keep *Fact) *term {
	if t.reads(func(f *Fact) bool { return f != keep }) {
		if n, status := t.eval(v); status == AmountOK {
			return number(n, t.at)
		}
		return t
	}
	if len(t.args) == 0 || t.cond != nil || t.calendar != nil {
		return t
	}
	args := make([]*term, len(t.args))
	for i, arg := range t.args {
		args[i] = arg.fix(v, keep)
	}
	return compute(t.op, t.at, args...)
}

// Distance is how far the change goes: 1 for what has no order, else the part of the
// fact's range, or of its value, or of a year.
func (c Change) Distance() exact.Num {
	one := exact.Int(1)
	f := c.Fact
	if !c.Known || c.Drop || f.Type == Text || f.Type == OneOf || f.Type == Bool {
		return one
	}
	moved := gap(c.From.Num, c.To.Num)
	whole := exact.Max(gap(c.From.Num, exact.Num{}), gap(c.To.Num, exact.Num{}))
	switch {
	case f.Type == Date:
		whole = exact.Int(365)
	case f.Min != nil && f.Max != nil:
		whole = f.Max.Sub(*f.Min)
	}
	part, ok := moved.Quo(whole)
	if !ok {
		return one
	}
	return part
}

func gap(a, b exact.Num) exact.Num {
	if a.Cmp(b) < 0 {
		return b.Sub(a)
	}
	return a.Sub(b)
}
