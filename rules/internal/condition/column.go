package condition

import (
	"math"
	"slices"
)

// A column is all that the index knows of one fact. The cuts of all products divide
// the fact's values into classes; for each class a bit vector tells which products
// the value leaves alive. Of a fact with many classes only every stride-th vector is
// kept, with the bits that change from class to class in between.
type column struct {
	fact    *Fact
	slot    int
	classes int
	// A number's key is its class's place among the bounds. Keys are whole: numbers are
	// scaled, and doubled to leave a place just behind each.
	scale  int64
	double bool
	bounds []int64
	table  []uint16 // of keys from low on, where they are near each other
	low    int64
	words  map[string]uint32 // the class of a text; 0 if it is not listed

	width   int      // of a vector, in words
	vectors []uint64 // one after another
	shift   int      // the stride is a power of two
	flips   []uint32 // bits that change on entering a class
	flipsAt []uint32 // where the flips of a class begin
	// What a missing fact leaves alive, and what of that it leaves open.
	absent, open []uint64
}

// mostTable bounds the table from a key to its class.
const mostTable = 4096

// classify finds the classes of a fact in these sets.
func classify(f *Fact, sets []set) column {
	c := column{fact: f, slot: f.Slot, scale: 1, double: f.Type == Number}
	if f.Type == Text {
		c.words = map[string]uint32{}
		var listed []string
		for _, s := range sets {
			listed = append(listed, s.texts...)
		}
		slices.Sort(listed)
		for i, text := range slices.Compact(listed) {
			c.words[text] = uint32(i + 1)
		}
		c.classes = len(c.words) + 1
		return c
	}
	for _, s := range sets {
		for _, cut := range s.cuts {
			_, den, _ := cut.at.Fraction()
			c.scale = lcm(c.scale, den) // at most mostScale, of which each is a divisor
		}
	}
	for _, s := range sets {
		for _, cut := range s.cuts {
			c.bounds = append(c.bounds, c.bound(cut))
		}
	}
	slices.Sort(c.bounds)
	c.bounds = slices.Compact(c.bounds)
	c.classes = len(c.bounds) + 1
	if n := len(c.bounds); n > 0 && c.bounds[n-1]-c.bounds[0] < mostTable {
		c.low = c.bounds[0] - 1
		for key := c.low; key <= c.bounds[n-1]; key++ {
			c.table = append(c.table, uint16(c.search(key)))
		}
	}
	return c
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

// class is where a value belongs.
func (c *column) class(v *Value) int {
	if c.words != nil {
		return int(c.words[v.Text])
	}
	key := c.key(v)
	if c.table == nil {
		return c.search(key)
	}
	switch at := key - c.low; {
	case key <= c.low:
		return 0
	case at >= int64(len(c.table)):
		return c.classes - 1
	default:
		return int(c.table[at])
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

// search counts the bounds that are not above the key.
func (c *column) search(key int64) int {
	base, n := 0, len(c.bounds)
	for n > 0 {
		half := (n + 1) / 2
		if c.bounds[base+half-1] <= key {
			base += half
			n -= half
		} else {
			n = half - 1
		}
	}
	return base
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
		enter(c.search(c.bound(cut)))
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
