package exact

import (
	"math"
	"math/big"
	"math/bits"
)

// denom is the denominator of a small number.
func (a Num) denom() int64 {
	if a.den == 0 {
		return 1
	}
	return a.den
}

// rat is a as a big.Rat, which the caller must not change.
func (a Num) rat() *big.Rat {
	if a.big != nil {
		return a.big
	}
	return big.NewRat(a.num, a.denom())
}

// small is n/d, which are in lowest terms with d > 0.
func small(n, d int64) Num {
	if d == 1 {
		d = 0
	}
	return Num{num: n, den: d}
}

// fromRat returns to the small form where it can, so that a number has one form only.
func fromRat(r *big.Rat) Num {
	n, d := r.Num(), r.Denom()
	if n.IsInt64() && d.IsInt64() && n.Int64() != math.MinInt64 {
		return small(n.Int64(), d.Int64())
	}
	return Num{big: r}
}

func addFrac(a, b Num) (Num, bool) {
	if a.den == 0 {
		a, b = b, a
	}
	if b.den == 0 {
		// A whole number leaves the other's lowest terms.
		whole, ok1 := mulInt(b.num, a.den)
		n, ok2 := addInt(a.num, whole)
		return Num{num: n, den: a.den}, ok1 && ok2
	}
	ad, bd := a.denom(), b.denom()
	g := int64(gcd(uint64(ad), uint64(bd)))
	l, ok1 := mulInt(a.num, bd/g)
	r, ok2 := mulInt(b.num, ad/g)
	d, ok3 := mulInt(ad, bd/g)
	n, ok4 := addInt(l, r)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return Num{}, false
	}
	n, d = reduce(n, d)
	return small(n, d), true
}

// reduce divides both by their greatest common divisor; d > 0.
func reduce(n, d int64) (int64, int64) {
	if d == 1 {
		return n, d
	}
	g := int64(gcd(abs(n), uint64(d)))
	if g == 1 {
		return n, d
	}
	n, _ = quoRem(n, g)
	d, _ = quoRem(d, g)
	return n, d
}

func gcd(a, b uint64) uint64 {
	for (a|b)>>32 != 0 {
		if b == 0 {
			return a
		}
		a, b = b, a%b
	}
	x, y := uint32(a), uint32(b) // which divide in half the time
	for y != 0 {
		x, y = y, x%y
	}
	return uint64(x)
}

// quoRem is n/d and n%d.
func quoRem(n, d int64) (quo, rem int64) {
	if uint64(n|d)>>32 == 0 {
		x, y := uint32(n), uint32(d)
		return int64(x / y), int64(x % y)
	}
	return n / d, n % d
}

func addInt(a, b int64) (int64, bool) {
	s := a + b
	return s, (s > a) == (b > 0) && s != math.MinInt64
}

func mulInt(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(abs(a), abs(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func abs(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

func cmpInt(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func cmpUint(a, b uint64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
