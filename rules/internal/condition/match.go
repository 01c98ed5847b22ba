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
	for w, sure := range dst.sure[:words] {
		if cap(dst.Matches)-len(dst.Matches) < 64 {
			dst.Matches = slices.Grow(dst.Matches, 64)
		}
		if undecided {
			if maybe := dst.maybe[w] &^ sure; maybe != 0 {
				x.evaluate(v, dst, w, sure, maybe)
				continue
			}
		}
		dst.Matches = emit(dst.Matches, sure, int32(w*64))
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

// emit adds the conditions of a word, all of which hold; there is room for them. How
// many a word has cannot be foreseen, and a wrong guess of the processor costs more than
// a few conditions written in vain: so they are written one or eight at a time.
func emit(matches []Match, sure uint64, first int32) []Match {
	const several = 8
	n := len(matches)
	room := matches[n : n+64]
	if sure&(sure-1) == 0 {
		room[0] = Match{first + int32(bits.TrailingZeros64(sure)), True}
		return matches[:n+int((sure|-sure)>>63)]
	}
	for i, count := 0, bits.OnesCount64(sure); ; i += several {
		for k := range room[i : i+several] {
			room[i+k] = Match{first + int32(bits.TrailingZeros64(sure)), True}
			sure &= sure - 1
		}
		if sure == 0 {
			return matches[:n+count]
		}
	}
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
