// Package exact holds rational numbers without rounding. Small ones, which is
// nearly all that a policy meets, are two machine words and cost no allocation;
// the rest fall back to math/big without being noticed.
package exact

import (
	"math"
	"math/big"
	"math/bits"
)

// Num is an exact rational number. The zero value is 0. A Num is immutable and
// safe for concurrent use; compare with [Num.Cmp], not with ==.
type Num struct {
	num int64    // never math.MinInt64, so that it can be negated
	den int64    // at least 2 and in lowest terms; 0 for a whole number
	big *big.Rat // when the two words do not suffice; then they are 0
}

// Int is a whole number.
func Int(n int64) Num {
	if n == math.MinInt64 {
		return Num{big: new(big.Rat).SetInt64(n)}
	}
	return Num{num: n}
}

// Frac is n/d. A d of zero is the caller's mistake and gives 0; use [Num.Quo]
// where the divisor comes from data.
func Frac(n, d int64) Num {
	q, _ := Int(n).Quo(Int(d))
	return q
}

// Add is a + b.
func (a Num) Add(b Num) Num {
	if a.big == nil && b.big == nil {
		switch {
		case a.num == 0:
			return b
		case b.num == 0:
			return a
		case a.den == 0 && b.den == 0:
			if s, ok := addInt(a.num, b.num); ok {
				return Num{num: s}
			}
		default:
			if s, ok := addFrac(a, b); ok {
				return s
			}
		}
	}
	return fromRat(new(big.Rat).Add(a.rat(), b.rat()))
}

// Sub is a - b.
func (a Num) Sub(b Num) Num { return a.Add(b.Neg()) }

// Mul is a * b.
func (a Num) Mul(b Num) Num {
	if a.big == nil && b.big == nil {
		// Reducing crosswise first keeps the products small and in lowest terms.
		an, bd := reduce(a.num, b.denom())
		bn, ad := reduce(b.num, a.denom())
		n, okN := mulInt(an, bn)
		d, okD := mulInt(ad, bd)
		if okN && okD {
			return small(n, d)
		}
	}
	return fromRat(new(big.Rat).Mul(a.rat(), b.rat()))
}

// Quo is a / b, and false when b is zero.
func (a Num) Quo(b Num) (Num, bool) {
	if b.Sign() == 0 {
		return Num{}, false
	}
	if b.big != nil {
		return fromRat(new(big.Rat).Quo(a.rat(), b.rat())), true
	}
	n, d := b.num, b.denom()
	if n < 0 {
		n, d = -n, -d
	}
	return a.Mul(small(d, n)), true
}

// Percent is a percent of b.
func (a Num) Percent(b Num) Num {
	if a.big == nil && b.big == nil && a.den == 0 && b.den == 0 {
		if n, ok := mulInt(a.num, b.num); ok {
			if n%100 == 0 {
				return Num{num: n / 100}
			}
			n, d := reduce(n, 100)
			return small(n, d)
		}
	}
	share, _ := a.Mul(b).Quo(Int(100))
	return share
}

// Neg is -a.
func (a Num) Neg() Num {
	if a.big != nil {
		return fromRat(new(big.Rat).Neg(a.big))
	}
	a.num = -a.num
	return a
}

// Cmp is -1, 0 or +1 as a is less than, equal to or greater than b.
func (a Num) Cmp(b Num) int {
	if a.big != nil || b.big != nil {
		return a.rat().Cmp(b.rat())
	}
	if a.den == b.den {
		return cmpInt(a.num, b.num)
	}
	if sa, sb := a.Sign(), b.Sign(); sa != sb {
		return cmpInt(int64(sa), int64(sb))
	}
	lh, ll := bits.Mul64(abs(a.num), abs(b.denom()))
	rh, rl := bits.Mul64(abs(b.num), abs(a.denom()))
	order := cmpUint(lh, rh)
	if order == 0 {
		order = cmpUint(ll, rl)
	}
	if a.num < 0 {
		return -order
	}
	return order
}

// Sign is -1, 0 or +1.
func (a Num) Sign() int {
	if a.big != nil {
		return a.big.Sign()
	}
	return cmpInt(a.num, 0)
}

// IsInt tells whether a is whole.
func (a Num) IsInt() bool {
	if a.big != nil {
		return a.big.IsInt()
	}
	return a.den == 0
}

// Int64 is a as a machine integer, and false when it is not whole or does not fit.
func (a Num) Int64() (int64, bool) {
	if a.big != nil {
		return a.big.Num().Int64(), a.big.IsInt() && a.big.Num().IsInt64()
	}
	return a.num, a.den == 0
}

// Fraction is a as numerator and denominator in lowest terms, and false when they do
// not fit.
func (a Num) Fraction() (num, den int64, ok bool) { return a.num, a.denom(), a.big == nil }

// Scaled is the greatest whole number that is not above a * scale, and whether it
// equals that. What does not fit becomes the nearest of the ends of int64. The scale
// is positive.
func (a Num) Scaled(scale int64) (n int64, whole bool) {
	if a.big == nil {
		if a.den == 0 && scale == 1 {
			return a.num, true
		}
		if a.den == scale {
			return a.num, true
		}
		if product, ok := mulInt(a.num, scale); ok {
			den := a.denom()
			n, rest := product/den, product%den
			if rest < 0 {
				n--
			}
			return n, rest == 0
		}
	}
	product := a.Mul(Int(scale))
	if n, ok := product.Floor().Int64(); ok {
		return n, product.IsInt()
	}
	if product.Sign() < 0 {
		return math.MinInt64, false
	}
	return math.MaxInt64, false
}

// Min is the lesser of the two, a on a tie.
func Min(a, b Num) Num {
	if b.Cmp(a) < 0 {
		return b
	}
	return a
}

// Max is the greater of the two, a on a tie.
func Max(a, b Num) Num {
	if b.Cmp(a) > 0 {
		return b
	}
	return a
}
