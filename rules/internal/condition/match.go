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
	at      []int      // the places of the groups' vectors
	picked  [][]uint64 // the vectors
	rooms   []uint64
	doubt   []uint64 // bits that missing facts leave open; empty if there are none
	also    []uint64 // conditions that hold by a further product, where few hold
	left    *survivors
	sure    []uint64 // bits that no fact rules out; then those that decide by themselves
	maybe   []uint64 // conditions that must be evaluated
}

// Match finds the conditions that are not False for these values. What the vectors
// cannot decide, because a fact is missing or a part is no atom, is evaluated.
func (x *Index) Match(v *Values, dst *Result) {
	dst.doubt, dst.Matches = dst.doubt[:0], dst.Matches[:0]
	words := (len(x.conditions) + 63) / 64
	if x.narrow {
		x.and(v, dst)
	} else {
		x.pick(v, dst)
		if x.scarce && len(dst.doubt) == 0 {
			x.further(dst, words)
			dst.emitFew(words)
			return
		}
		dst.sure = slices.Grow(dst.sure[:0], len(x.live))[:len(x.live)]
		and(dst.sure, dst.picked, 0)
	}
	undecided := x.leaves || len(dst.doubt) > 0
	if undecided {
		x.judge(dst, words)
	}
	x.gather(dst.sure, dst.sure[words:])
	if undecided {
		x.evaluate(v, dst)
	} else {
		dst.Matches = emit(dst.Matches, dst.sure[:words])
	}
}

// further finds the conditions that hold by a further product.
func (x *Index) further(dst *Result, words int) {
	dst.also = dst.also[:0]
	if n := len(x.live) - words; n > 0 {
		dst.also = slices.Grow(dst.also, words)[:words]
		clear(dst.also)
		dst.sure = slices.Grow(dst.sure[:0], n)[:n]
		and(dst.sure, dst.picked, words)
		x.gather(dst.also, dst.sure)
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
func (x *Index) gather(to, further []uint64) {
	for w, sure := range further {
		for ; sure != 0; sure &= sure - 1 {
			rule := x.more[w*64+bits.TrailingZeros64(sure)]
			to[rule/64] |= 1 << (rule % 64)
		}
	}
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
