package condition

import (
	"slices"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// Cells lists values of a fact that differ in what some of the conditions say of
// them, or may: one for each class of values that their atoms tell apart, and, where a
// comparison hangs on other facts too, that those of v leave. Each is the value of its
// class that lies nearest to the one in v, which is left out itself.
func (f *Fact) Cells(v *Values, conditions ...*Condition) []Value {
	from, known := v.Get(f.Slot)
	var sets []set
	for _, c := range conditions {
		if slices.Contains(c.facts, f) {
			sets = c.root.setsOf(f, v, sets)
		}
	}
	if f.Type == Text {
		return textCells(sets, from, known)
	}
	var cuts []cut
	for _, s := range sets {
		cuts = append(cuts, s.cuts...)
	}
	slices.SortFunc(cuts, cut.cmp)
	cuts = slices.CompactFunc(cuts, func(a, b cut) bool { return a.cmp(b) == 0 })
	var out []Value
	for i := range len(cuts) + 1 {
		// The class between two neighbouring cuts is a set of its own.
		class := everything
		if i > 0 {
			class = set{cuts: cuts[i-1 : i]}
		}
		if i < len(cuts) {
			class = class.and(set{cuts: cuts[i : i+1], others: true})
		}
		if known && class.has(from) {
			continue
		}
		if value, ok := f.nearest(class, from, known); ok {
			out = append(out, value)
		}
	}
	return out
}

func textCells(sets []set, from Value, known bool) []Value {
	listed := texts()
	for _, s := range sets {
		listed = listed.or(texts(s.texts...))
	}
	var out []Value
	for _, text := range listed.texts {
		if !known || text != from.Text {
			out = append(out, Value{Text: text})
		}
	}
	if known && listed.hasText(from) {
		other, _ := listed.not().sampleText()
		out = append(out, other)
	}
	return out
}

// setsOf collects the sets that the formula asks of a fact.
func (n *node) setsOf(f *Fact, v *Values, out []set) []set {
	switch {
	case n.op == opAtom && n.fact == f:
		return append(out, n.set)
	case n.op == opLeaf:
		return append(out, n.turns(f, v)...)
	}
	for _, k := range n.kids {
		out = k.setsOf(f, v, out)
	}
	return out
}

// turns is where a leaf may turn by one of the facts that it reads. Where that
// cannot be solved, zero is a place to look at: divisions fail there.
func (n *node) turns(f *Fact, v *Values) []set {
	if n.leaf.reads(func(g *Fact) bool { return g != f }) {
		return nil
	}
	out := append(solutions(n.leaf, f, v, true), solutions(n.leaf, f, v, false)...)
	if len(out) == 0 && f.Type != Text {
		out = append(out, between(exact.Int(0), exact.Int(0)))
	}
	return out
}

// Beside is the values just below and just above the fact's own, which is how
// an amount that hangs on the fact can change. None for what has no order.
func (f *Fact) Beside(v *Values) []Value {
	from, known := v.Get(f.Slot)
	if !known || f.Type == Text || f.Type == OneOf || f.Type == Bool {
		return nil
	}
	var out []Value
	for _, run := range []stretch{{high: &cut{at: from.Num}}, {low: &cut{at: from.Num, after: true}}} {
		if n := f.into(run, from.Num); f.domain().has(Value{Num: n}) {
			out = append(out, Value{Num: n})
		}
	}
	return out
}
