package condition

import (
	"math"
	"slices"
)

// A column is what the index knows of the values of one fact. The cuts of all
// products divide them into classes; a missing fact is one class more, the last.
type column struct {
	slot    int
	classes int // the missing one is not counted
	step    int // what a class counts in the column's group
	fact    *Fact
	// A number's class is found by its key. Keys are whole: numbers are scaled, and
	// doubled to leave a place just behind each.
	lookup lookup
	scale  int64
	double bool
	plain  bool              // a whole number is its own key
	words  map[string]uint32 // of a text fact: the class of a text; 0 if it is not listed
	// What a missing fact leaves open.
	open []uint64
}

// placed is a cell and the bit of its product.
type placed struct {
	cell cell
	bit  uint32
}

// newColumn finds the classes of a fact in these cells.
func newColumn(f *Fact, cells []placed) *column {
	c := &column{fact: f, slot: f.Slot, scale: 1, double: f.Type == Number}
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
	cuts := 0
	for i := range cells {
		cuts += len(cells[i].cell.set.cuts)
		for _, cut := range cells[i].cell.set.cuts {
			_, den, _ := cut.at.Fraction()
			c.scale = lcm(c.scale, den) // at most mostScale, of which each is a divisor
		}
	}
	bounds := make([]int64, 0, cuts)
	for i := range cells {
		for _, cut := range cells[i].cell.set.cuts {
			bounds = append(bounds, c.bound(cut))
		}
	}
	low, high := f.keys()
	c.lookup = newLookup(bounds, low, high)
	c.classes, c.plain = len(c.lookup.bounds)+1, !c.double && c.scale == 1
	return c
}

// keys is between what keys a fact of few values has.
func (f *Fact) keys() (low, high int64) {
	switch {
	case f.Type == Bool:
		return 0, 1
	case f.Type == OneOf:
		return 0, int64(len(f.Values) - 1)
	case f.Min != nil && f.Max != nil && f.stepped():
		low, _ = f.Min.Int64()
		high, _ = f.Max.Int64()
		return low, high
	}
	return math.MinInt64 / 2, math.MaxInt64 / 2
}

func lcm(a, b int64) int64 {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	return a / x * b
}

// bound is the least key behind a cut.
func (c *column) bound(at cut) int64 {
	n, _ := at.at.Scaled(c.scale)
	if c.double {
		n *= 2
	}
	if at.after {
		n++
	}
	return n
}

// class is where the value in its slot belongs.
func (c *column) class(v *Values) int {
	if key := v.whole[c.slot]; c.plain && key != notWhole {
		return c.lookup.class(key)
	}
	switch value := &v.slots[c.slot]; {
	case !v.known[c.slot]:
		return c.classes
	case c.words != nil:
		return int(c.words[value.Text])
	default:
		return c.lookup.class(c.key(value))
	}
}

func (c *column) key(v *Value) int64 {
	key, whole := v.Num.Scaled(c.scale)
	switch {
	case !c.double:
		return key
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

// runs yields the classes that a set holds, as half-open runs in ascending order.
func (c *column) runs(s set, yield func(from, to int)) {
	from, in := 0, s.others
	enter := func(class int) {
		if in && from < class {
			yield(from, class)
		}
		from, in = class, !in
	}
	for _, cut := range s.cuts {
		enter(c.lookup.class(c.bound(cut)))
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
