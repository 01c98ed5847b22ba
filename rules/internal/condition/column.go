package condition

import (
	"math"
	"slices"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// A column is what the index knows of the values of one fact. The cuts of all
// products divide them into classes; a missing fact is one class more, the last.
type column struct {
	// A number's class is found by its key. Keys are whole; those of decimals are
	// scaled, and doubled to leave a place just behind each.
	key     int // its place among the keys of a case
	group   int // its group's place
	step    int // what a class counts there
	missing int // and a missing fact: less than all classes together if it has no combinations
	lookup  lookup
	classes int // the missing one is not counted
	slot    int
	scaled  bool
	end     int64             // a number's keys are below
	words   map[string]uint32 // of a text fact: the class of a text; 0 if it is not listed
	open    []uint64          // what a missing fact leaves open
}

// placed is a cell and the bit of its product.
type placed struct {
	cell *cell
	bit  uint32
}

// newColumn finds the classes of a fact in these cells.
func newColumn(f *Fact, cells []placed) column {
	c := column{slot: f.Slot, key: 2 * f.Slot}
	if f.Type == Text {
		var listed []string
		for i := range cells {
			listed = append(listed, cells[i].cell.set.texts...)
		}
		slices.Sort(listed)
		c.words = map[string]uint32{}
		for i, text := range slices.Compact(listed) {
			c.words[text] = uint32(i + 1)
		}
		c.classes = len(c.words) + 1
		return c
	}
	if f.Type == Number {
		c.key, c.scaled = 2*f.Slot+1, true
	}
	cuts := 0
	for i := range cells {
		cuts += len(cells[i].cell.set.cuts)
	}
	begin, end := c.reach(f)
	bounds := make([]int64, 0, cuts)
	for i := range cells {
		for _, cut := range cells[i].cell.set.cuts {
			if bound := c.bound(cut); begin < bound && bound < end {
				bounds = append(bounds, bound)
			}
		}
	}
	c.lookup, c.end = newLookup(bounds, begin, end-1), end
	c.classes = len(c.lookup.bounds) + 1
	return c
}

// reach is between which keys the values of a fact lie, the last one not included, so
// that there are no classes for others. Where they are not bounded it is beyond all cuts.
func (c *column) reach(f *Fact) (begin, end int64) {
	begin, end = math.MinInt64/2, math.MaxInt64/2
	in := f.domain().others
	for _, cut := range f.domain().cuts {
		switch in = !in; {
		case cut.extraordinary():
		case in:
			begin = c.bound(cut)
		default:
			end = c.bound(cut)
		}
	}
	return begin, end
}

// bound is the least key behind a cut.
func (c *column) bound(at cut) int64 {
	key := c.keyOf(at.at)
	if at.after {
		key++
	}
	return key
}

// keyOf is the key of any number.
func (c *column) keyOf(n exact.Num) int64 {
	if !c.scaled {
		key, _ := n.Scaled(1)
		return key
	}
	switch key, whole := n.Scaled(keyScale); {
	case key > math.MaxInt64/2-1:
		return math.MaxInt64
	case key < math.MinInt64/2:
		return math.MinInt64
	case whole:
		return 2 * key
	default:
		return 2*key + 1
	}
}

// at is the class of the case's value.
func (c *column) at(v *Values) int {
	if key := v.keys[c.key]; key != noKey && c.words == nil {
		return c.lookup.class(key)
	}
	return c.class(v)
}

// class is where a value belongs that has no key.
func (c *column) class(v *Values) int {
	switch value := &v.slots[c.slot]; {
	case !v.known[c.slot]:
		return c.classes
	case c.words != nil:
		return int(c.words[value.Text])
	default:
		return c.lookup.class(c.keyOf(value.Num))
	}
}

// runs yields the classes that a set holds, as half-open runs in ascending order.
func (c *column) runs(s *set, yield func(from, to int)) {
	from, in := 0, s.others
	enter := func(class int) {
		if in && from < class {
			yield(from, class)
		}
		from, in = class, !in
	}
	for _, cut := range s.cuts {
		if bound := c.bound(cut); bound < c.end {
			enter(c.lookup.class(bound))
		}
	}
	for _, text := range s.texts {
		class := int(c.words[text])
		enter(class)
		enter(class + 1)
	}
	if in && from < c.classes {
		yield(from, c.classes)
	}
}

// held is how many classes a set holds.
func (c *column) held(s *set) (n int) {
	c.runs(s, func(from, to int) { n += to - from })
	return n
}
