package condition

import "slices"

// placed is a cell and the bit of its product.
type placed struct {
	cell cell
	bit  uint32
}

// fill makes the vectors. live holds the bits of all products; those without a cell
// here are alive in every class.
func (c *column) fill(cells []placed, live []uint64, shift int) {
	c.width, c.shift = len(live), shift
	stride := 1 << shift
	vector := slices.Clone(live)
	c.absent, c.open = slices.Clone(live), make([]uint64, c.width)
	type flip struct{ class, bit uint32 }
	var flips []flip
	for _, p := range cells {
		at, mask := p.bit/64, uint64(1)<<(p.bit%64)
		vector[at] &^= mask
		c.runs(p.cell.set, func(from, to int) {
			flips = append(flips, flip{uint32(from), p.bit})
			if to < c.classes {
				flips = append(flips, flip{uint32(to), p.bit})
			}
		})
		switch p.cell.absent {
		case False:
			c.absent[at] &^= mask
		case True:
		default:
			c.open[at] |= mask
		}
	}
	slices.SortStableFunc(flips, func(a, b flip) int { return int(a.class) - int(b.class) })
	c.vectors = make([]uint64, 0, (c.classes+stride-1)/stride*c.width)
	c.flipsAt = make([]uint32, c.classes+1)
	next := 0
	for class := range c.classes {
		c.flipsAt[class] = uint32(next)
		for ; next < len(flips) && int(flips[next].class) == class; next++ {
			bit := flips[next].bit
			vector[bit/64] ^= 1 << (bit % 64)
		}
		if class%stride == 0 {
			c.vectors = append(c.vectors, vector...)
		}
	}
	c.flipsAt[c.classes] = uint32(next)
	if shift == 0 {
		c.flipsAt = nil
		return
	}
	c.flips = make([]uint32, len(flips))
	for i, f := range flips {
		c.flips[i] = f.bit
	}
}

// vector is what the class leaves alive. Between the vectors that are kept it is made
// in room, of which there is enough.
func (c *column) vector(class int, room []uint64) []uint64 {
	near := class >> c.shift
	kept := c.vectors[near*c.width:][:c.width]
	near <<= c.shift
	if class == near {
		return kept
	}
	room = room[:c.width]
	copy(room, kept)
	for _, bit := range c.flips[c.flipsAt[near+1]:c.flipsAt[class+1]] {
		room[bit/64] ^= 1 << (bit % 64)
	}
	return room
}
