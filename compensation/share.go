package compensation

import (
	"math/big"
	"math/bits"
	"slices"
)

// Share divides a total in proportion to the weights. The parts are whole and
// sum to the total; left-over units go to the largest remainders, to the
// earlier part on a tie. It is exact for all of int64.
//
// A weight below zero counts as zero. When all weights are zero there is
// nothing to be in proportion to, and the parts are equal. A negative total is
// divided like its amount. No weights give no parts.
func Share(total int64, weights []int64) []int64 {
	parts := make([]int64, len(weights))
	if len(parts) == 0 || total == 0 {
		return parts
	}
	var sum uint128
	for _, w := range weights {
		sum = sum.add(uint64(max(w, 0)))
	}
	if sum == (uint128{}) {
		return Share(total, slices.Repeat([]int64{1}, len(weights)))
	}

	left := magnitude(total)
	remainders := make([]uint128, len(weights))
	for i, w := range weights {
		part, remainder := sum.divide(magnitude(total), uint64(max(w, 0)))
		parts[i] = signed(part, total < 0)
		remainders[i] = remainder
		left -= part
	}
	// Fewer units are left than there are remainders above zero.
	for ; left > 0; left-- {
		largest := 0
		for i := range remainders {
			if remainders[largest].less(remainders[i]) {
				largest = i
			}
		}
		remainders[largest] = uint128{}
		parts[largest] += signed(1, total < 0)
	}
	return parts
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n) //nolint:gosec // two's complement: right for MinInt64, too
	}
	return uint64(n)
}

func signed(n uint64, negative bool) int64 {
	if negative {
		return int64(-n) //nolint:gosec // the inverse of magnitude
	}
	return int64(n) //nolint:gosec // parts are at most the total
}

// uint128 is an unsigned number of 128 bits.
type uint128 struct{ high, low uint64 }

func (a uint128) add(n uint64) uint128 {
	low, carry := bits.Add64(a.low, n, 0)
	return uint128{a.high + carry, low}
}

func (a uint128) less(b uint128) bool {
	return a.high < b.high || a.high == b.high && a.low < b.low
}

// divide returns total × weight / a and what remains; weight is at most a.
func (a uint128) divide(total, weight uint64) (uint64, uint128) {
	high, low := bits.Mul64(total, weight)
	if a.high == 0 {
		// high < a.low, or the quotient would exceed total.
		quotient, remainder := bits.Div64(high, low, a.low)
		return quotient, uint128{0, remainder}
	}
	quotient, remainder := new(big.Int).QuoRem(uint128{high, low}.int(), a.int(), new(big.Int))
	lower := new(big.Int).And(remainder, new(big.Int).SetUint64(^uint64(0)))
	return quotient.Uint64(), uint128{new(big.Int).Rsh(remainder, 64).Uint64(), lower.Uint64()}
}

func (a uint128) int() *big.Int {
	n := new(big.Int).SetUint64(a.high)
	return n.Or(n.Lsh(n, 64), new(big.Int).SetUint64(a.low))
}
