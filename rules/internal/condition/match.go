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
	doubt   []uint64 // bits that missing facts leave open; empty if there are none
	sure    []uint64 // bits that no fact rules out; then those that decide by themselves
	maybe   []uint64 // conditions that must be evaluated
}

// Match finds the conditions that are not False for these values. What the vectors
// cannot decide, because a fact is missing or a part is no atom, is evaluated.
func (x *Index) Match(v *Values, dst *Result) {
	dst.doubt = dst.doubt[:0]
	dst.sure = append(dst.sure[:0], x.live...)
	x.and(v, dst)
	x.judge(dst)
	dst.Matches = dst.Matches[:0]
	for w, sure := range dst.sure[:len(dst.maybe)] {
		if cap(dst.Matches)-len(dst.Matches) < 64 {
			dst.Matches = slices.Grow(dst.Matches, 64)
		}
		if maybe := dst.maybe[w] &^ sure; maybe != 0 {
			x.evaluate(v, dst, w, sure, maybe)
			continue
		}
		dst.Matches = emit(dst.Matches, sure, int32(w*64))
	}
}

// judge tells the bits that decide by themselves from the others, and brings those
// that are further products of a condition to its place.
func (x *Index) judge(dst *Result) {
	words := (len(x.conditions) + 63) / 64
	dst.maybe = slices.Grow(dst.maybe[:0], words)[:words]
	for w, alive := range dst.sure {
		exact := x.exact[w]
		if len(dst.doubt) > 0 {
			exact &^= dst.doubt[w]
		}
		if w < words {
			dst.sure[w], dst.maybe[w] = alive&exact, alive&^exact
			continue
		}
		for ; alive != 0; alive &= alive - 1 {
			bit := bits.TrailingZeros64(alive)
			rule := x.more[(w-words)*64+bit]
			if exact>>bit&1 == 1 {
				dst.sure[rule/64] |= 1 << (rule % 64)
			} else {
				dst.maybe[rule/64] |= 1 << (rule % 64)
			}
		}
	}
}

// emit adds the conditions of a word, all of which hold; there is room for them. Most
// words have one or none: that takes no branch, which could not be foreseen.
func emit(matches []Match, sure uint64, first int32) []Match {
	n := len(matches)
	room := matches[n : n+64]
	room[0] = Match{first + int32(bits.TrailingZeros64(sure)), True}
	n += int((sure | -sure) >> 63)
	sure &= sure - 1
	for i := 1; sure != 0; i++ {
		room[i&63] = Match{first + int32(bits.TrailingZeros64(sure)), True}
		sure &= sure - 1
		n++
	}
	return matches[:n]
}

// evaluate adds the conditions of a word of which some must be evaluated.
func (x *Index) evaluate(v *Values, dst *Result, word int, sure, maybe uint64) {
	for either := sure | maybe; either != 0; either &= either - 1 {
		bit := bits.TrailingZeros64(either)
		m := Match{int32(word*64 + bit), True}
		if maybe>>bit&1 == 1 {
			m.Verdict = x.conditions[m.Rule].Eval(v)
		}
		if m.Verdict != False {
			dst.Matches = append(dst.Matches, m)
		}
	}
}
