package condition

import (
	"slices"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// settle makes a leaf hold, or not hold, by one of the facts that it reads, within what
// the cells leave to it. The others that it reads are given some value where they have none.
func (a *attempt) settle(c cell) bool {
	want := c.set.has(Value{Num: exact.Int(1)})
	leaf := c.leaf.leaf
	if leaf.eval(a.values) == truth(want) {
		return true
	}
	var facts []*Fact
	leaf.reads(func(f *Fact) bool {
		if !slices.Contains(facts, f) {
			facts = append(facts, f)
		}
		return true
	})
	var best *attempt
	for _, f := range facts {
		base := a.copied()
		if !base.supply(facts, f) {
			continue
		}
		for _, s := range solutions(leaf, f, base.from(f, facts), want) {
			b := base.copied()
			if b.change(f, s.and(a.allowed(f)), false) && leaf.eval(b.values) == truth(want) && (best == nil || b.cmp(best) < 0) {
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

func (a *attempt) copied() *attempt {
	b := *a
	b.values, b.changes = a.values.clone(), slices.Clone(a.changes)
	return &b
}

// allowed is what the cells of the product leave to a fact.
func (a *attempt) allowed(f *Fact) set { return *a.product.at(cell{fact: f}).set }

// supply gives those of the facts a value that have none, apart from one.
func (a *attempt) supply(facts []*Fact, but *Fact) bool {
	for _, f := range facts {
		if _, known := a.values.Get(f.Slot); known || f == but {
			continue
		}
		s := a.allowed(f)
		if value, ok := a.like(f, facts); ok && f.Type != Text {
			s = s.and(exactly(value.Num))
		}
		if !a.change(f, s, false) {
			return false
		}
	}
	return true
}

// from is where a solution is sought from: the values, with one for the fact too.
func (a *attempt) from(f *Fact, facts []*Fact) *Values {
	if _, known := a.values.Get(f.Slot); known || f.Type == Text {
		return a.values
	}
	value, ok := a.like(f, facts)
	if !ok {
		value, ok = f.sample(a.allowed(f))
	}
	if !ok {
		return a.values
	}
	values := a.values.clone()
	values.Set(f.Slot, value)
	return values
}

// like is the value of another one of the facts that is of the same kind: a day near the
// other days of the case tells a reader more than one long ago.
func (a *attempt) like(f *Fact, facts []*Fact) (Value, bool) {
	for _, other := range slices.Concat(facts, a.others) {
		value, known := a.values.Get(other.Slot)
		if known && other.Type == f.Type && f.Type != OneOf && f.domain().has(value) && a.allowed(f).has(value) {
			return value, true
		}
	}
	return Value{}, false
}

// exactly holds one number.
func exactly(n exact.Num) set { return between(n, n) }

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
	switch {
	case f.Type == Bool, f.Type == OneOf: // of what can only be tried, every value of a short list is
		var out []set
		for i := range int64(max(len(f.Values), 2)) {
			out = append(out, single(i))
		}
		return out
	case f.stepped() && v.known[f.Slot]:
		return sought(l, f, v, want)
	}
	return nil
}

// farAway is how many whole numbers away a solution is sought: eleven years of days.
const farAway = 1 << 12

// sought are the whole numbers nearest to the fact's value, one on each side, at which a
// leaf comes out as wanted. Strides that double find where it does, and halving them the
// edge; a leaf that turns several times in between may have a nearer one.
func sought(l leaf, f *Fact, v *Values, want bool) []set {
	values := v.clone()
	from, _ := v.Get(f.Slot)
	turns := func(n exact.Num) bool {
		value := Value{Num: n}
		values.Set(f.Slot, value)
		return f.domain().has(value) && l.eval(values) == truth(want)
	}
	if turns(from.Num) {
		return []set{exactly(from.Num)}
	}
	var out []set
	for _, way := range []int64{1, -1} {
		at := func(n int64) exact.Num { return from.Num.Add(exact.Int(way * n)) }
		for short, long := int64(0), int64(1); long <= farAway; short, long = long, 2*long {
			if !turns(at(long)) {
				continue
			}
			for long-short > 1 {
				if middle := (short + long) / 2; turns(at(middle)) {
					long = middle
				} else {
					short = middle
				}
			}
			out = append(out, exactly(at(long)))
			break
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
