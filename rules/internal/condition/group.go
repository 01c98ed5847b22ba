package condition

import "slices"

// group is one column, or several with few classes whose vectors are and-ed
// beforehand, for each combination of their classes.
type group struct {
	columns []column
	vectors vectors
}

const (
	// mostVectors bounds the vectors of all columns together, and with them the memory:
	// each takes a bit a product.
	mostVectors = 1600
	// mostCombined bounds the combinations in a group.
	mostCombined = 400
)

// group puts columns together while their combinations are few, for the number of
// products that there are.
func (x *Index) group(columns []column, products int) {
	most := min(mostCombined, products/2)
	// Those with few classes first; what is left over stays alone.
	slices.SortFunc(columns, func(a, b column) int {
		if a.classes != b.classes {
			return a.classes - b.classes
		}
		return a.slot - b.slot
	})
	for _, c := range columns {
		c.step = 1
		if n := len(x.groups); n > 0 {
			last := &x.groups[n-1]
			before := &last.columns[len(last.columns)-1]
			if step := before.step * (before.classes + 1); step*(c.classes+1) <= most {
				c.step = step
				last.columns = append(last.columns, c)
				continue
			}
		}
		x.groups = append(x.groups, group{columns: []column{c}})
	}
}

// fill makes the vectors of the group's columns, and combines them.
func (g *group) fill(cells [][]placed, live []uint64, shift int) {
	first := &g.columns[0]
	if len(g.columns) > 1 || first.classes < 2<<shift {
		shift = 0
	}
	g.vectors = first.fill(cells[first.slot], live, shift)
	for i := range g.columns[1:] {
		c := &g.columns[i+1]
		own := c.fill(cells[c.slot], live, 0)
		combined := make([]uint64, 0, len(g.vectors.words)*(c.classes+1))
		for class := range c.classes + 1 {
			vector := own.of(class, nil)
			for i, word := range g.vectors.words {
				combined = append(combined, word&vector[i%len(live)])
			}
		}
		g.vectors.words = combined
	}
}
