package condition

import "slices"

// Assignment is one fact of a witness.
type Assignment struct {
	Fact  *Fact
	Value Value
	// Missing: the witness case does not carry the fact.
	Missing bool
}

// Overlap looks for a case in which both conditions hold. It is sure of its answer
// when it found a witness, or when the atoms alone show that there is none: then
// the witness is nil. A witness without facts stands for any case. Where opaque leaves would decide it may not be sure.
func Overlap(a, b *Condition) (witness []Assignment, sure bool) {
	ofA, okA := a.products()
	ofB, okB := b.products()
	if !okA || !okB {
		return nil, false
	}
	sure = true
	for _, p := range ofA {
		for _, q := range ofB {
			both := p.meet(q)
			if both.empty() {
				continue
			}
			if w := both.witness((*Fact).sample); holds(w, a, b) {
				return w, true
			}
			sure = false
		}
	}
	return nil, sure
}

// holds evaluates the conditions for the facts of a witness.
func holds(witness []Assignment, conditions ...*Condition) bool {
	slots := 0
	for _, w := range witness {
		slots = max(slots, w.Fact.Slot+1)
	}
	for _, c := range conditions {
		for _, f := range c.facts {
			slots = max(slots, f.Slot+1)
		}
	}
	v := NewValues(slots)
	for _, w := range witness {
		if !w.Missing {
			v.Set(w.Fact.Slot, w.Value)
		}
	}
	return !slices.ContainsFunc(conditions, func(c *Condition) bool { return c.Eval(v) != True })
}

// witness gives each fact of the product a value that it allows, and the facts of
// its leaves any value.
func (p product) witness(sample func(*Fact, set) (Value, bool)) []Assignment {
	out := []Assignment{}
	add := func(f *Fact, s set, absent Verdict) {
		if slices.ContainsFunc(out, func(a Assignment) bool { return a.Fact == f }) {
			return
		}
		value, ok := sample(f, s)
		if ok || absent == True {
			out = append(out, Assignment{Fact: f, Value: value, Missing: !ok})
		}
	}
	for _, c := range p {
		if c.fact != nil {
			add(c.fact, *c.set, c.absent)
		}
	}
	for _, c := range p {
		if c.fact == nil {
			c.leaf.reads(func(f *Fact) bool {
				add(f, everything, Open)
				return true
			})
		}
	}
	return out
}

// Implies tells whether b holds wherever a holds, as far as the atoms show it. Leaves
// that read the same are the same.
func Implies(a, b *Condition) bool {
	whole, okA := a.products()
	parts, okB := b.products()
	if !okA || !okB {
		return false
	}
	for _, p := range whole {
		if !p.covered(parts) {
			return false
		}
	}
	return true
}

// covered tells whether the products together hold wherever p does: what is left of
// p when each is cut away must be nothing.
func (p product) covered(parts []product) bool {
	if slices.ContainsFunc(parts, p.within) {
		return true
	}
	if len(parts) < 2 {
		return p.empty()
	}
	left := []product{p}
	for _, q := range parts {
		var next []product
		for _, piece := range left {
			next = append(next, piece.minus(q)...)
		}
		if left = next; len(left) > mostProducts {
			return false
		}
	}
	return !slices.ContainsFunc(left, func(p product) bool { return !p.empty() })
}

// within tells whether q alone holds wherever p does.
func (p product) within(q product) bool {
	for _, want := range q {
		outside := p.at(want)
		if outside.absent != True && outside.set.within(*want.set) {
			continue
		}
		outside.set = new(outside.set.and(want.set.not()))
		if want.absent == True {
			outside.absent = False
		}
		if !outside.empty() {
			return false
		}
	}
	return true
}

// minus is p where q does not hold, in pieces that do not overlap.
func (p product) minus(q product) []product {
	var pieces []product
	inside := p
	for _, want := range q {
		have := inside.at(want)
		outside := have
		outside.set = new(have.set.and(want.set.not()))
		if want.absent == True {
			outside.absent = False
		}
		if piece := inside.with(outside); !piece.empty() {
			pieces = append(pieces, piece)
		}
		both := have
		both.set = new(have.set.and(*want.set))
		if want.absent != True {
			both.absent = False
		}
		if inside = inside.with(both); inside.empty() {
			break
		}
	}
	return pieces
}

// at is the product's cell for the fact of c; where it names none, all is allowed,
// and being absent too.
func (p product) at(c cell) cell {
	i, ok := p.find(&c)
	if ok {
		return p[i]
	}
	c.set, c.absent = new(everything), True
	if c.fact != nil && c.fact.Default != nil {
		c.absent = False
	}
	return c
}

// with is the product with another cell in the place of its own.
func (p product) with(c cell) product {
	i, ok := p.find(&c)
	if ok {
		out := slices.Clone(p)
		out[i] = c
		return out
	}
	return slices.Insert(slices.Clone(p), i, c)
}
