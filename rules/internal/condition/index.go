package condition

import "slices"

// Index finds among many conditions those that hold. Its cost grows with the facts
// that they read and hardly with their number: each fact's value picks a bit vector
// of what it leaves alive, and the vectors are and-ed. It is immutable and safe for
// concurrent use.
//
// A condition has a bit for each product of its cover: the first in its own place, the
// others behind those of all conditions.
type Index struct {
	conditions []*Condition
	columns    []column // in the order of their slots
	groups     []group
	more       []uint32 // the conditions of the further bits
	live       []uint64 // the bits in use
	exact      []uint64 // the bits that decide by themselves
	leaves     bool     // there are others
	narrow     bool     // the bits fill few words
	scarce     bool     // of many bits so few hold that most words have none
	rooms      int      // groups whose vectors may have to be made
}

// entry is one product of a condition; nil if it never holds.
type entry struct {
	product product
	exact   bool
}

// NewIndex builds the index. Nil conditions always hold.
func NewIndex(conditions []*Condition) *Index {
	x := &Index{conditions: slices.Clone(conditions)}
	entries, more := make([]entry, len(conditions)), []entry(nil)
	for rule, c := range x.conditions {
		if c == nil {
			c = Always()
			x.conditions[rule] = c
		}
		cover := c.cover()
		for i, p := range cover.products {
			if i == 0 {
				entries[rule] = entry{p, cover.exact}
				continue
			}
			more, x.more = append(more, entry{p, cover.exact}), append(x.more, uint32(rule))
		}
	}
	// The further bits begin with a word of their own.
	for len(more) > 0 && len(entries)%64 != 0 {
		entries = append(entries, entry{})
	}
	entries = append(entries, more...)
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
		} else {
			x.leaves = true
		}
	}
}

// fill makes the columns and their vectors.
func (x *Index) fill(entries []entry) {
	cells := bySlot(entries)
	vectors := 0
	for _, list := range cells {
		if len(list) == 0 {
			continue
		}
		c := newColumn(list[0].cell.fact, list)
		x.columns = append(x.columns, c)
		vectors += c.classes
	}
	x.scarce = !x.leaves && scarce(entries, x.columns)
	x.group(len(entries))
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
	const few = 4 // words
	x.narrow = len(x.live) <= few && x.rooms == 0
}

// scarce tells whether of many products about one in 32 holds or less, if the classes of
// each fact are equally frequent.
func scarce(entries []entry, columns []column) bool {
	const many, part, whole = 1 << 12, 32, 1 << 20
	if len(entries) < many {
		return false
	}
	of := map[int]*column{}
	for i := range columns {
		of[columns[i].slot] = &columns[i]
	}
	total := 0
	for _, e := range entries {
		if e.product == nil {
			continue
		}
		share := whole
		for i := range e.product {
			column := of[e.product[i].fact.Slot]
			share = share * column.held(e.product[i].set) / column.classes
		}
		total += share
	}
	return total/whole < len(entries)/part
}

// bySlot sorts the cells of all products by the slots of their facts.
func bySlot(entries []entry) [][]placed {
	var counts []int
	for _, e := range entries {
		for i := range e.product {
			slot := e.product[i].fact.Slot
			for slot >= len(counts) {
				counts = append(counts, 0)
			}
			counts[slot]++
		}
	}
	cells := make([][]placed, len(counts))
	for slot, n := range counts {
		cells[slot] = make([]placed, 0, n)
	}
	for bit, e := range entries {
		for i := range e.product {
			one := &e.product[i]
			cells[one.fact.Slot] = append(cells[one.fact.Slot], placed{one, uint32(bit)})
		}
	}
	return cells
}
