package condition

import "slices"

// Index finds among many conditions those that hold. Its cost grows with the facts
// that they read and hardly with their number: each fact's value picks a bit vector
// of the conditions that it leaves alive, and the vectors are and-ed. It is immutable
// and safe for concurrent use.
type Index struct {
	conditions []*Condition
	columns    []column
	rules      []uint32 // of each bit: the place of its condition
	live       []uint64 // the bits in use
	exact      []uint64 // the bits that decide by themselves
	single     bool     // no condition has several bits
	rooms      int      // columns whose vectors may have to be made
}

// Match is one condition that is not False.
type Match struct {
	Rule    int32 // its place among the conditions
	Verdict Verdict
}

// Result is what [Index.Match] finds, and the room it needs. The zero value is ready;
// reused, it costs no allocation. It is not for concurrent use.
type Result struct {
	// Matches are the conditions that are not False, in order.
	Matches []Match
	vectors [][]uint64 // of the columns, for these values
	alive   []uint64   // what no fact rules out
	doubt   []uint64   // what missing facts leave open
	rooms   []uint64
}

// mostVectors bounds the vectors of all columns together, and with them the memory: of
// a thousand conditions each vector takes an eighth of a byte a condition.
const mostVectors = 1600

// NewIndex builds the index. Nil conditions always hold.
func NewIndex(conditions []*Condition) *Index {
	x := &Index{conditions: slices.Clone(conditions), single: true}
	cells := map[*Fact][]placed{}
	var exact []bool
	for rule, c := range x.conditions {
		if c == nil {
			c = Always()
			x.conditions[rule] = c
		}
		cover := c.cover()
		x.single = x.single && len(cover.products) <= 1
		for _, p := range cover.products {
			bit := uint32(len(x.rules))
			x.rules, exact = append(x.rules, uint32(rule)), append(exact, cover.exact)
			for _, one := range p {
				cells[one.fact] = append(cells[one.fact], placed{one, bit})
			}
		}
	}
	width := (len(x.rules) + 63) / 64
	x.live, x.exact = make([]uint64, width), make([]uint64, width)
	for bit, decides := range exact {
		x.live[bit/64] |= 1 << (bit % 64)
		if decides {
			x.exact[bit/64] |= 1 << (bit % 64)
		}
	}
	x.fill(cells)
	return x
}

// fill makes the columns.
func (x *Index) fill(cells map[*Fact][]placed) {
	vectors := 0
	for f, list := range cells {
		sets := make([]set, len(list))
		for i := range list {
			sets[i] = list[i].cell.set
		}
		x.columns = append(x.columns, classify(f, sets))
		vectors += x.columns[len(x.columns)-1].classes
	}
	slices.SortFunc(x.columns, func(a, b column) int { return a.slot - b.slot })
	shift := 0
	for vectors>>shift > mostVectors {
		shift++
	}
	for i := range x.columns {
		c := &x.columns[i]
		if c.classes < 2<<shift {
			c.fill(cells[c.fact], x.live, 0)
			continue
		}
		c.fill(cells[c.fact], x.live, shift)
		if shift > 0 {
			x.rooms++
		}
	}
}
