package condition

import (
	"math/bits"
	"slices"
)

const (
	// strip is how many words are and-ed and emitted at a time where few conditions hold:
	// what is left of one stays close to the processor.
	strip = 256
	// together is how many vectors are and-ed in the last step.
	together = 8
)

// survivors are the words of a strip that have bits left, one behind the other.
type survivors struct {
	words [strip]uint64
	at    [strip]uint32 // where they stand in the strip
	room  [strip]uint64
}

// none are the words of a strip without bits.
var none [strip]uint64

// emitFew adds the conditions whose bits all vectors leave, or that hold by a further
// product. It pays where most words have no bit or one, for the others are passed over.
func (r *Result) emitFew(words int) {
	if r.left == nil {
		r.left = new(survivors)
	}
	n := 0
	for from := 0; from < words; from += strip {
		to := min(from+strip, words)
		k := r.left.and(r.picked, r.also, from, to)
		// Room for all that may hold here, which is cheaper than to count them before.
		r.Matches = slices.Grow(r.Matches[:n], 64*k)
		n = r.left.emit(r.Matches[:cap(r.Matches)], n, from, k)
	}
	r.Matches = r.Matches[:n]
}

// and finds the survivors of a strip, and tells how many there are.
func (s *survivors) and(vectors [][]uint64, also []uint64, from, to int) int {
	if len(also) == 0 {
		also = none[:to-from]
	} else {
		also = also[from:to]
	}
	a := vectors[0][from:to]
	if len(vectors) > together {
		a = s.room[:to-from]
		and(a, vectors[:len(vectors)-together+1], from)
		vectors = vectors[len(vectors)-together:]
	}
	last := len(vectors) - 1
	v := func(i int) []uint64 { return vectors[min(i, last)][from:to] }
	return s.list(a, v(1), v(2), v(3), v(4), v(5), v(6), v(7), also)
}

// list is the last step: what all vectors leave, and what further products add. It is a
// function of its own so that what the loop counts stays in registers.
//
//go:noinline
func (s *survivors) list(a, b, c, d, e, f, g, h, also []uint64) int {
	b, c, d, e, also = b[:len(a)], c[:len(a)], d[:len(a)], e[:len(a)], also[:len(a)]
	f, g, h = f[:len(a)], g[:len(a)], h[:len(a)]
	n := uint64(0)
	for w := range a {
		word := a[w]&b[w]&c[w]&d[w]&e[w]&f[w]&g[w]&h[w] | also[w]
		s.words[n%strip], s.at[n%strip] = word, uint32(w)
		n += (word | -word) >> 63
	}
	return int(n)
}

// emit writes two conditions a word, and the others where there are more, which is rare:
// see [emit] for why.
//
//go:noinline
func (s *survivors) emit(room []Match, n, from, k int) int {
	for i, word := range s.words[:k] {
		first := 64 * (int32(from) + int32(s.at[i]))
		second := word & (word - 1)
		room[n+1] = Match{first + int32(bits.TrailingZeros64(second)), True}
		room[n] = Match{first + int32(bits.TrailingZeros64(word)), True}
		n += int(1 + (second|-second)>>63)
		for more := second & (second - 1); more != 0; more &= more - 1 {
			room[n] = Match{first + int32(bits.TrailingZeros64(more)), True}
			n++
		}
	}
	return n
}
