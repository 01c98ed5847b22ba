package exact

import (
	"math/big"
	"strings"
)

// maxText bounds what Parse reads: far more digits than money or measures have.
const maxText = 64

// Parse reads a plain decimal such as "19.99", "-3" or ".5". An exponent, a
// sign of plus, blanks, and texts of more than 64 characters are refused.
func Parse(text string) (Num, bool) {
	digits := strings.TrimPrefix(text, "-")
	if len(text) > maxText || digits == "" || strings.HasSuffix(digits, ".") {
		return Num{}, false
	}
	var n, d int64 = 0, 1
	fits, point := true, false
	for _, r := range []byte(digits) {
		switch {
		case r == '.' && !point:
			point = true
			continue
		case r < '0' || r > '9':
			return Num{}, false
		}
		if point {
			if d, fits = step(d, 0, fits); !fits {
				continue
			}
		}
		n, fits = step(n, int64(r-'0'), fits)
	}
	if !fits {
		r, ok := new(big.Rat).SetString(text)
		if !ok {
			return Num{}, false
		}
		return fromRat(r), true
	}
	if digits != text {
		n = -n
	}
	n, d = reduce(n, d)
	return small(n, d), true
}

// step is ten times n plus digit, while that fits.
func step(n, digit int64, fits bool) (int64, bool) {
	if !fits {
		return 0, false
	}
	n, ok1 := mulInt(n, 10)
	n, ok2 := addInt(n, digit)
	return n, ok1 && ok2
}

// String is the exact decimal where it ends ("12.5"), else a fraction ("1/3").
func (a Num) String() string {
	if a.IsInt() {
		return a.rat().Num().String()
	}
	if digits, exact := a.rat().FloatPrec(); exact {
		return a.rat().FloatString(digits)
	}
	return a.rat().String()
}

// Decimal writes a number of minor units in whole ones: Int(1999).Decimal(2) is
// "19.99". There are at least the given digits after the point, more where the
// number has them, and a fraction where no decimal is exact.
func (a Num) Decimal(digits int) string {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	r := new(big.Rat).Quo(a.rat(), new(big.Rat).SetInt(scale))
	n, exact := r.FloatPrec()
	if !exact {
		return r.String()
	}
	return r.FloatString(max(n, digits))
}
