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
	words := (len(x.conditions) + 63) / 64
	undecided := x.leaves || len(dst.doubt) > 0
	if undecided {
		x.judge(dst, words)
	}
	x.gather(dst, words)
	dst.Matches = dst.Matches[:0]
	if undecided {
		x.evaluate(v, dst)
	} else {
		dst.Matches = emit(dst.Matches, dst.sure[:words])
	}
}

// judge takes the bits that do not decide by themselves out of those that do; the
// first words are of conditions, the rest of further products.
func (x *Index) judge(dst *Result, words int) {
	dst.maybe = slices.Grow(dst.maybe[:0], words)[:words]
	for w, alive := range dst.sure {
		exact := x.exact[w]
		if len(dst.doubt) > 0 {
			exact &^= dst.doubt[w]
		}
		dst.sure[w] = alive & exact
		if w < words {
			dst.maybe[w] = alive &^ exact
			continue
		}
		for maybe := alive &^ exact; maybe != 0; maybe &= maybe - 1 {
			rule := x.more[(w-words)*64+bits.TrailingZeros64(maybe)]
			dst.maybe[rule/64] |= 1 << (rule % 64)
		}
	}
}

// gather brings the further products that hold to the places of their conditions.
func (x *Index) gather(dst *Result, words int) {
	for w, sure := range dst.sure[words:] {
		for ; sure != 0; sure &= sure - 1 {
			rule := x.more[w*64+bits.TrailingZeros64(sure)]
			dst.sure[rule/64] |= 1 << (rule % 64)
		}
	}
}

// emit adds the conditions of these bits, all of which hold. How many a word has cannot
// be foreseen, and a wrong guess of the processor costs more than a few conditions
// written in vain: so they are written one or eight at a time.
func emit(matches []Match, sure []uint64) []Match {
	n := 0
	for from := 0; from < len(sure); from += strip {
		words := sure[from:min(from+strip, len(sure))]
		// Room for all that may hold here, which is cheaper than to count them before.
		matches = slices.Grow(matches[:n], 64*len(words)+several)
		room := matches[:n+64*len(words)+several]
		for w, word := range words {
			first := int32((from + w) * 64)
			if word&(word-1) == 0 {
				room[n] = Match{first + int32(bits.TrailingZeros64(word)), True}
				n += int((word | -word) >> 63)
				continue
			}
			end := n + bits.OnesCount64(word)
			for ; word != 0; n += several {
				word = emitSeveral((*[several]Match)(room[n:]), first, word)
			}
			n = end
		}
	}
	return matches[:n]
}

// strip is how many words are emitted before there is room for more.
const strip = 16

const several = 8

// emitSeveral writes the lowest bits of a word and clears them; what it writes when
// none are left does not count. A loop would take twice as long.
func emitSeveral(to *[several]Match, first int32, word uint64) uint64 {
	to[0] = Match{first + int32(bits.TrailingZeros64(word)), True}
	word &= word - 1
	to[1] = Match{first + int32(bits.TrailingZeros64(word)), True}
	word &= word - 1
	to[2] = Match{first + int32(bits.TrailingZeros64(word)), True}
	word &= word - 1
	to[3] = Match{first + int32(bits.TrailingZeros64(word)), True}
	word &= word - 1
	to[4] = Match{first + int32(bits.TrailingZeros64(word)), True}
	word &= word - 1
	to[5] = Match{first + int32(bits.TrailingZeros64(word)), True}
	word &= word - 1
	to[6] = Match{first + int32(bits.TrailingZeros64(word)), True}
	word &= word - 1
	to[7] = Match{first + int32(bits.TrailingZeros64(word)), True}
	return word & (word - 1)
}

// evaluate adds the conditions that hold, and of those that must be evaluated the ones
// that are not False.
func (x *Index) evaluate(v *Values, dst *Result) {
	for w, maybe := range dst.maybe {
		sure := dst.sure[w]
		for either := sure | maybe; either != 0; either &= either - 1 {
			bit := bits.TrailingZeros64(either)
			m := Match{int32(w*64 + bit), True}
			if sure>>bit&1 == 0 {
				m.Verdict = x.conditions[m.Rule].Eval(v)
			}
			if m.Verdict != False {
				dst.Matches = append(dst.Matches, m)
			}
		}
	}
}
