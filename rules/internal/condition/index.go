package condition

import "slices"

// Index finds among many conditions those that hold. Its cost grows with the facts
// that they read and hardly with their number: each fact's value picks a bit vector
// of what it leaves alive, and the vectors are and-ed. It is immutable and safe for
// concurrent use.
//
// A condition has a bit for each product of its cover, in order.
type Index struct {
	conditions []*Condition
	groups     []group
	rules      []uint32 // of each bit: its condition; nil if that is its place
	live       []uint64 // the bits in use
	exact      []uint64 // the bits that decide by themselves
	rooms      int      // groups whose vectors may have to be made
}

// entry is one product of a condition.
type entry struct {
	rule    int
	product product
	exact   bool
}

// NewIndex builds the index. Nil conditions always hold.
func NewIndex(conditions []*Condition) *Index {
	x := &Index{conditions: slices.Clone(conditions)}
	entries := make([]entry, 0, len(conditions))
	for rule, c := range x.conditions {
		if c == nil {
			c = Always()
			x.conditions[rule] = c
		}
		cover := c.cover()
		for _, p := range cover.products {
			entries = append(entries, entry{rule, p, cover.exact})
		}
		if len(cover.products) == 0 {
			// It never holds; its bit keeps the others in their places.
			entries = append(entries, entry{rule: rule})
		}
	}
	x.place(entries)
	x.fill(entries)
	return x
}

// place notes what each bit stands for.
func (x *Index) place(entries []entry) {
	width := (len(entries) + 63) / 64
	x.live, x.exact = make([]uint64, width), make([]uint64, width)
	for bit, e := range entries {
		if e.product == nil {
			continue
		}
		x.live[bit/64] |= 1 << (bit % 64)
		if e.exact {
			x.exact[bit/64] |= 1 << (bit % 64)
		}
	}
	if len(entries) == len(x.conditions) {
		return
	}
	x.rules = make([]uint32, len(entries))
	for bit, e := range entries {
		x.rules[bit] = uint32(e.rule)
	}
}

// fill makes the columns and their vectors.
func (x *Index) fill(entries []entry) {
	cells := map[*Fact][]placed{}
	for bit, e := range entries {
		for _, one := range e.product {
			cells[one.fact] = append(cells[one.fact], placed{one, uint32(bit)})
		}
	}
	vectors := 0
	var columns []column
	for f, list := range cells {
		c := newColumn(f, list)
		columns = append(columns, *c)
		vectors += c.classes
	}
	x.group(columns, len(entries))
	shift := 0
	for vectors>>shift > mostVectors {
		shift++
	}
	for i := range x.groups {
		g := &x.groups[i]
		g.fill(cells, x.live, shift)
		if g.vectors.shift > 0 {
			x.rooms++
		}
	}
}
