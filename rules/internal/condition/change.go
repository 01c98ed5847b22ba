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
// found: there may then be none, or one that only leaves could tell. A fact that a
// comparison lacks is thought near to the first of the others of its kind: those that
// the comparison reads, then those given.
func (c *Condition) Nearest(v *Values, fixed func(*Fact) bool, others ...*Fact) ([]Change, bool) {
	if c.Eval(v) == True {
		return nil, true
	}
	products, ok := c.products()
	if !ok {
		return nil, false
	}
	var best *attempt
	for _, p := range products {
		a := &attempt{values: v.clone(), product: p, fixed: fixed, others: others}
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
	others   []*Fact
}

func (a *attempt) cmp(b *attempt) int {
	return cmp.Or(cmp.Compare(len(a.changes), len(b.changes)), a.distance.Cmp(b.distance))
}

// satisfy changes the facts whose cells do not hold, and then, for each leaf
// that does not hold, the one fact that is nearest to making it, and those it lacks.
func (a *attempt) satisfy() bool {
	for _, c := range a.product {
		if c.fact == nil {
			continue
		}
		value, known := a.values.Get(c.fact.Slot)
		if known && c.set.has(value) || !known && c.absent == True {
			continue
		}
		if !a.change(c.fact, *c.set, c.absent == True) {
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
	again := slices.IndexFunc(a.changes, func(c Change) bool { return c.Fact == f })
	if again >= 0 {
		step.From, step.Known = a.changes[again].From, a.changes[again].Known
	}
	var ok bool
	if step.To, ok = f.nearest(s, step.From, step.Known); !ok {
		if !mayDrop || !step.Known {
			return false
		}
		step.Drop = true
		a.values.Clear(f.Slot)
	} else {
		a.values.Set(f.Slot, step.To)
	}
	if again >= 0 {
		a.distance = a.distance.Sub(a.changes[again].Distance())
		a.changes[again] = step
	} else {
		a.changes = append(a.changes, step)
	}
	a.distance = a.distance.Add(step.Distance())
	return true
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
