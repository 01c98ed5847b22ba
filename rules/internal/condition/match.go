package condition

import (
	"math/bits"
	"slices"
)

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
	picked  [][]uint64 // the vectors of the groups
	rooms   []uint64
	alive   []uint64 // bits that no fact rules out
	doubt   []uint64 // bits that missing facts leave open; empty if there are none
}

// Match finds the conditions that are not False for these values. What the vectors
// cannot decide, because a fact is missing or a part is no atom, is evaluated.
func (x *Index) Match(v *Values, dst *Result) {
	dst.Matches = dst.Matches[:0]
	dst.doubt = dst.doubt[:0]
	dst.alive = append(dst.alive[:0], x.live...)
	if len(x.live) == 1 && x.rooms == 0 {
		for i := range x.groups {
			g := &x.groups[i]
			dst.alive[0] &= g.vectors.words[g.class(v, dst)]
		}
	} else {
		x.pick(v, dst)
		and(dst.alive, dst.picked)
	}
	for w, alive := range dst.alive {
		exact := x.exact[w]
		if len(dst.doubt) > 0 {
			exact &^= dst.doubt[w]
		}
		if cap(dst.Matches)-len(dst.Matches) < 64 {
			dst.Matches = slices.Grow(dst.Matches, 64)
		}
		switch {
		case alive&^exact != 0:
			x.judge(v, dst, alive, exact, w*64)
		case x.rules == nil:
			dst.Matches = emit(dst.Matches, alive, int32(w*64))
		default:
			dst.Matches = emitEach(dst.Matches, alive, x.rules[w*64:])
		}
	}
}

// emit adds the conditions of a word, all of which hold; there is room for them. Most
// words have one or none: that takes no branch, which could not be foreseen.
func emit(matches []Match, alive uint64, first int32) []Match {
	n := len(matches)
	room := matches[n : n+64]
	room[0] = Match{first + int32(bits.TrailingZeros64(alive)), True}
	n += int((alive | -alive) >> 63)
	alive &= alive - 1
	for i := 1; alive != 0; i++ {
		room[i&63] = Match{first + int32(bits.TrailingZeros64(alive)), True}
		alive &= alive - 1
		n++
	}
	return matches[:n]
}

// emitEach is emit where conditions may have several bits, one after another.
func emitEach(matches []Match, alive uint64, rules []uint32) []Match {
	n := len(matches)
	last := int32(-1)
	if n > 0 {
		last = matches[n-1].Rule
	}
	matches = matches[:cap(matches)]
	for ; alive != 0; alive &= alive - 1 {
		rule := int32(rules[bits.TrailingZeros64(alive)])
		matches[n] = Match{rule, True}
		if rule != last {
			n++
		}
		last = rule
	}
	return matches[:n]
}

// judge adds the conditions of a word, some of which must be evaluated.
func (x *Index) judge(v *Values, dst *Result, alive, exact uint64, first int) {
	for ; alive != 0; alive &= alive - 1 {
		bit := bits.TrailingZeros64(alive)
		m := Match{int32(first + bit), True}
		if x.rules != nil {
			m.Rule = int32(x.rules[first+bit])
		}
		if n := len(dst.Matches); n > 0 && dst.Matches[n-1].Rule == m.Rule {
			// Evaluated as a whole, or True by another product.
			continue
		}
		if exact>>bit&1 == 0 {
			m.Verdict = x.conditions[m.Rule].Eval(v)
		}
		if m.Verdict != False {
			dst.Matches = append(dst.Matches, m)
		}
	}
}

// pick finds each group's vector.
func (x *Index) pick(v *Values, dst *Result) {
	if len(dst.picked) != len(x.groups) {
		dst.picked = make([][]uint64, len(x.groups))
	}
	if need := x.rooms * len(x.live); len(dst.rooms) < need {
		dst.rooms = make([]uint64, need)
	}
	rooms := dst.rooms
	for i := range x.groups {
		g := &x.groups[i]
		dst.picked[i] = g.vectors.of(g.class(v, dst), &rooms)
	}
}

// class is the place of the group's vector, and notes what missing facts leave in doubt.
func (g *group) class(v *Values, dst *Result) int {
	at := 0
	for i := range g.columns {
		c := &g.columns[i]
		class := c.class(v)
		if class == c.classes {
			dst.doubtful(c.open)
		}
		at += class * c.step
	}
	return at
}

func (dst *Result) doubtful(open []uint64) {
	if len(dst.doubt) == 0 {
		dst.doubt = append(dst.doubt, open...)
		return
	}
	for w := range open {
		dst.doubt[w] |= open[w]
	}
}

// and leaves the bits that no vector rules out. Four at a time spares most of the
// writing.
func and(alive []uint64, vectors [][]uint64) {
	for ; len(vectors) >= 4; vectors = vectors[4:] {
		a, b, c, d := vectors[0][:len(alive)], vectors[1][:len(alive)], vectors[2][:len(alive)], vectors[3][:len(alive)]
		for w := range alive {
			alive[w] &= a[w] & b[w] & c[w] & d[w]
		}
	}
	for _, a := range vectors {
		a = a[:len(alive)]
		for w := range alive {
			alive[w] &= a[w]
		}
	}
}
