package condition

import (
	"math/bits"
	"slices"
)

// emit adds the conditions of these bits, all of which hold. How many a word has cannot
// be foreseen, and a wrong guess of the processor costs more than a few conditions
// written in vain: so they are written one or eight at a time.
func emit(matches []Match, sure []uint64) []Match {
	const most = 16 // words before there is room for more
	n := 0
	for from := 0; from < len(sure); from += most {
		words := sure[from:min(from+most, len(sure))]
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
