package exact

import (
	"math/big"
	"slices"
	"strconv"
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
	if text, ok := a.short(0); ok {
		return text
	}
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
	if text, ok := a.short(digits); ok {
		return text
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	r := new(big.Rat).Quo(a.rat(), new(big.Rat).SetInt(scale))
	n, exact := r.FloatPrec()
	if !exact {
		return r.String()
	}
	return r.FloatString(max(n, digits))
}

// short writes small numbers that are finite decimals, without math/big: the
// number divided by 10 to the shift, with at least shift digits after the point.
func (a Num) short(shift int) (string, bool) {
	if a.big != nil || shift < 0 || shift > 18 {
		return "", false
	}
	n, power := a.num, int64(1)
	if a.den != 0 {
		for power%a.den != 0 {
			if power >= 1e18 {
				return "", false
			}
			power *= 10
			shift++
		}
		var ok bool
		if n, ok = mulInt(n, power/a.den); !ok {
			return "", false
		}
	}
	text := make([]byte, 0, 24)
	text = strconv.AppendInt(text, n, 10)
	if shift == 0 {
		return string(text), true
	}
	first := 0 // of the digits
	if n < 0 {
		first = 1
	}
	if missing := shift + 1 - (len(text) - first); missing > 0 {
		text = slices.Insert(text, first, []byte(strings.Repeat("0", missing))...)
	}
	return string(slices.Insert(text, len(text)-shift, '.')), true
}
