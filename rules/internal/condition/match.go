package condition

import (
	"math/bits"
	"slices"
)

// Match finds the conditions that are not False for these values. What the vectors
// cannot decide, because a fact is missing or a part is no atom, is evaluated.
func (x *Index) Match(v *Values, dst *Result) {
	dst.Matches = dst.Matches[:0]
	doubtful := x.pick(v, dst)
	x.and(dst)
	last := int32(-1)
	for w, alive := range dst.alive {
		if alive == 0 {
			continue
		}
		exact := x.exact[w]
		if doubtful {
			exact &^= dst.doubt[w]
		}
		dst.Matches = slices.Grow(dst.Matches, 64)
		if x.single && alive&^exact == 0 {
			dst.Matches = emit(dst.Matches, alive, x.rules[w*64:])
			continue
		}
		for ; alive != 0; alive &= alive - 1 {
			bit := bits.TrailingZeros64(alive)
			rule := int32(x.rules[w*64+bit])
			if rule == last {
				continue
			}
			// A condition that came to nothing is not tried again; one that another
			// product decides is True either way.
			last = rule
			verdict := True
			if exact>>bit&1 == 0 {
				verdict = x.conditions[rule].Eval(v)
			}
			if verdict != False {
				dst.Matches = append(dst.Matches, Match{rule, verdict})
			}
		}
	}
}

// emit adds the rules of the bits; there is room for them.
func emit(matches []Match, alive uint64, rules []uint32) []Match {
	n := len(matches)
	matches = matches[:n+bits.OnesCount64(alive)]
	for ; n < len(matches); n++ {
		matches[n] = Match{int32(rules[bits.TrailingZeros64(alive)]), True}
		alive &= alive - 1
	}
	return matches
}

// pick finds each column's vector, and tells whether missing facts leave some bits in doubt.
func (x *Index) pick(v *Values, dst *Result) (doubtful bool) {
	dst.vectors = dst.vectors[:0]
	if need := x.rooms * len(x.live); len(dst.rooms) < need {
		dst.rooms = make([]uint64, need)
	}
	rooms := dst.rooms
	for i := range x.columns {
		c := &x.columns[i]
		if !v.known[c.slot] {
			dst.vectors = append(dst.vectors, c.absent)
			if !doubtful {
				doubtful = true
				dst.doubt = append(dst.doubt[:0], c.open...)
				continue
			}
			for w, open := range c.open {
				dst.doubt[w] |= open
			}
			continue
		}
		vector := c.vector(c.class(&v.slots[c.slot]), rooms)
		if len(rooms) > 0 && len(vector) > 0 && &vector[0] == &rooms[0] {
			rooms = rooms[c.width:]
		}
		dst.vectors = append(dst.vectors, vector)
	}
	return doubtful
}

// and leaves in dst.alive the bits that no vector rules out. Four at a time spares
// most of the writing.
func (x *Index) and(dst *Result) {
	dst.alive = append(dst.alive[:0], x.live...)
	vectors, out := dst.vectors, dst.alive
	if len(out) == 1 {
		alive := out[0]
		for _, vector := range vectors {
			alive &= vector[0]
		}
		out[0] = alive
		return
	}
	for ; len(vectors) >= 4; vectors = vectors[4:] {
		a, b, c, d := vectors[0][:len(out)], vectors[1][:len(out)], vectors[2][:len(out)], vectors[3][:len(out)]
		for w := range out {
			out[w] &= a[w] & b[w] & c[w] & d[w]
		}
	}
	for _, a := range vectors {
		a = a[:len(out)]
		for w := range out {
			out[w] &= a[w]
		}
	}
}
