package condition

import "slices"

// group is one column, or several with few classes whose vectors are and-ed
// beforehand, for each combination of their classes. Where a fact is missing, the
// columns' own vectors are used instead, so that there are fewer combinations.
type group struct {
	columns []*column
	vectors vectors   // of the only column, or of the combinations
	own     []vectors // of each column, if there are several
}

const (
	// mostVectors bounds the vectors of all columns together, and with them the memory:
	// each takes a bit a product.
	mostVectors = 1400
	// mostCombined bounds the combinations in a group, mostCombinations those in all. More
	// would spare a vector or two, and be too many for the processor's cache.
	mostCombined     = 128
	mostCombinations = 1600
)

// group puts columns together while their combinations are few, for the number of
// products that there are.
func (x *Index) group(products int) {
	most, left := min(mostCombined, products/2), mostCombinations
	columns := make([]*column, len(x.columns))
	for i := range x.columns {
		columns[i] = &x.columns[i]
	}
	// Those with many classes first, each to the first group that has room for it.
	slices.SortStableFunc(columns, func(a, b *column) int { return b.classes - a.classes })
	var sizes []int
	for _, c := range columns {
		i := slices.IndexFunc(sizes, func(size int) bool {
			grown := size * c.classes
			return grown <= most && grown-size <= left
		})
		if i < 0 {
			i = len(x.groups)
			x.groups, sizes = append(x.groups, group{}), append(sizes, 1)
		} else {
			left -= sizes[i]*c.classes - sizes[i]
		}
		c.group, c.step = i, sizes[i]
		sizes[i] *= c.classes
		x.groups[i].columns = append(x.groups[i].columns, c)
	}
	for _, g := range x.groups {
		for _, c := range g.columns {
			if c.missing = c.classes; len(g.columns) > 1 {
				c.missing = -mostCombined
			}
		}
	}
}

// fill makes the vectors of the group's columns, and combines them.
func (g *group) fill(cells [][]placed, live []uint64, shift int) {
	first := g.columns[0]
	if len(g.columns) == 1 {
		if first.classes < 2<<shift {
			shift = 0
		}
		g.vectors = first.fill(cells[first.slot], live, shift)
		return
	}
	g.own = make([]vectors, len(g.columns))
	for i := range g.columns {
		c := g.columns[i]
		own := c.fill(cells[c.slot], live, 0)
		g.own[i] = own
		if i == 0 {
			g.vectors = vectors{width: len(live), words: own.words[:c.classes*len(live)]}
			continue
		}
		combined := make([]uint64, 0, len(g.vectors.words)*c.classes)
		for class := range c.classes {
			vector := own.of(class, nil)
			for i, word := range g.vectors.words {
				combined = append(combined, word&vector[i%len(live)])
			}
		}
		g.vectors.words = combined
	}
}
