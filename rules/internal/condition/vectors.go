package condition

import "slices"

// vectors tell for each class of a column which products it leaves alive. Where there
// are very many classes only some of the vectors are kept, with the bits that change
// from class to class in between.
type vectors struct {
	width   int      // of a vector, in words
	words   []uint64 // of the vectors, one after another
	shift   int      // each two to this many is kept
	flips   []uint32 // bits that change on entering a class
	flipsAt []uint32 // where the flips of a class begin
}

// fill makes the vectors of a column, and notes what a missing fact leaves open. live
// holds the bits of all products; those without a cell here are alive in every class.
func (c *column) fill(cells []placed, live []uint64, shift int) vectors {
	out := vectors{width: len(live), shift: shift}
	vector, absent := slices.Clone(live), slices.Clone(live)
	c.open = make([]uint64, len(live))
	for _, p := range cells {
		at, mask := p.bit/64, uint64(1)<<(p.bit%64)
		vector[at] &^= mask
		switch p.cell.absent {
		case False:
			absent[at] &^= mask
		case True:
		default:
			c.open[at] |= mask
		}
	}
	out.flips, out.flipsAt = c.flips(cells)
	out.words = make([]uint64, 0, (c.classes>>shift+2)*len(live))
	for class := range c.classes {
		for _, bit := range out.flips[out.flipsAt[class]:out.flipsAt[class+1]] {
			vector[bit/64] ^= 1 << (bit % 64)
		}
		if class>>shift<<shift == class {
			out.words = append(out.words, vector...)
		}
	}
	out.words = append(out.words, absent...)
	if shift == 0 {
		out.flips, out.flipsAt = nil, nil
	}
	return out
}

// flips lists the bits that change on entering each class, and where a class's begin.
func (c *column) flips(cells []placed) (flips, at []uint32) {
	at = make([]uint32, c.classes+1)
	each := func(yield func(class int, bit uint32)) {
		for _, p := range cells {
			c.runs(p.cell.set, func(from, to int) {
				yield(from, p.bit)
				if to < c.classes {
					yield(to, p.bit)
				}
			})
		}
	}
	// Counted into their classes: first where each ends; putting them in moves that to
	// where it begins.
	each(func(class int, _ uint32) { at[class]++ })
	total := uint32(0)
	for class := range at {
		total += at[class]
		at[class] = total
	}
	flips = make([]uint32, total)
	each(func(class int, bit uint32) {
		at[class]--
		flips[at[class]] = bit
	})
	return flips, at
}

// of is the vector of a class. Between those that are kept it is made in the room,
// which is then used up.
func (s *vectors) of(class int, room *[]uint64) []uint64 {
	if s.shift == 0 {
		return s.words[class*s.width:][:s.width]
	}
	if class == len(s.flipsAt)-1 { // the fact is missing
		return s.words[len(s.words)-s.width:]
	}
	near := class >> s.shift
	kept := s.words[near*s.width:][:s.width]
	near <<= s.shift
	if class == near {
		return kept
	}
	made := (*room)[:s.width]
	*room = (*room)[s.width:]
	copy(made, kept)
	for _, bit := range s.flips[s.flipsAt[near+1]:s.flipsAt[class+1]] {
		made[bit/64] ^= 1 << (bit % 64)
	}
	return made
}
