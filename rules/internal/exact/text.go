package exact

import (
	"math/big"
	"math/bits"
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
	var room [textRoom]byte
	if text, ok := a.appendShort(room[:0], 0); ok {
		return string(text)
	}
	if a.IsInt() {
		return a.rat().Num().String()
	}
	if digits, exact := a.rat().FloatPrec(); exact {
		return a.rat().FloatString(digits)
	}
	return a.rat().String()
}

// textRoom is enough for most texts.
const textRoom = 24

// Decimal writes a number of minor units in whole ones: Int(1999).Decimal(2) is
// "19.99". There are at least the given digits after the point, more where the
// number has them, and a fraction where no decimal is exact.
func (a Num) Decimal(digits int) string {
	var room [textRoom]byte
	return string(a.AppendDecimal(room[:0], digits))
}

// AppendDecimal appends what [Num.Decimal] writes.
func (a Num) AppendDecimal(to []byte, digits int) []byte {
	if text, ok := a.appendShort(to, digits); ok {
		return text
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	r := new(big.Rat).Quo(a.rat(), new(big.Rat).SetInt(scale))
	n, exact := r.FloatPrec()
	if !exact {
		return append(to, r.String()...)
	}
	return append(to, r.FloatString(max(n, digits))...)
}

// appendShort appends small numbers that are finite decimals, without math/big: the
// number divided by 10 to the shift, with at least shift digits after the point.
func (a Num) appendShort(to []byte, shift int) ([]byte, bool) {
	if a.big != nil || shift < 0 || shift > mostShift {
		return to, false
	}
	n := a.num
	if a.den != 0 {
		times, places, ok := tenth(a.den)
		if !ok {
			return to, false
		}
		if n, ok = mulInt(n, times); !ok {
			return to, false
		}
		shift += places
	}
	return appendPlaces(to, n, shift), true
}

// tenth finds the least power of ten that is a multiple of d, and which multiple it is;
// false if there is none, or if it does not fit.
func tenth(d int64) (times int64, places int, ok bool) {
	twos, fives := bits.TrailingZeros64(uint64(d)), 0
	for d >>= twos; d%5 == 0; d /= 5 {
		fives++
	}
	places = max(twos, fives)
	if d != 1 || places > mostShift {
		return 0, 0, false
	}
	times = 1 << (places - twos)
	for range places - fives {
		times *= 5
	}
	return times, places, true
}

// mostShift is how many digits after the point [Num.Decimal] writes without math/big
// if it is asked for them.
const mostShift = 18

// AppendMillionths appends what Frac(n, [Million]).Decimal(digits) writes.
func AppendMillionths(to []byte, n int64, digits int) []byte {
	if n%Million == 0 {
		return appendPlaces(to, n/Million, digits)
	}
	places := digits + 6
	for n%10 == 0 {
		n /= 10
		places--
	}
	return appendPlaces(to, n, places)
}

// Million is what numbers in millionths are multiplied with.
const Million = 1_000_000

// appendPlaces appends n divided by 10 to the places, with as many digits after the
// point.
func appendPlaces(to []byte, n int64, places int) []byte {
	if n < 0 {
		to = append(to, '-')
	}
	if places == 2 { // as of most currencies
		whole, rest := abs(n)/100, abs(n)%100
		return append(strconv.AppendUint(to, whole, 10), '.', '0'+byte(rest/10), '0'+byte(rest%10))
	}
	first := len(to)
	to = strconv.AppendUint(to, abs(n), 10)
	if places == 0 {
		return to
	}
	digits := len(to) - first
	for range places + 1 - digits { // 5 of a thousand are 0.005
		to = append(to, '0')
	}
	if zeros := len(to) - first - digits; zeros > 0 {
		copy(to[first+zeros:], to[first:first+digits])
		for i := range min(zeros, digits) {
			to[first+i] = '0'
		}
	}
	point := len(to) - places
	to = append(to, '.')
	copy(to[point+1:], to[point:])
	to[point] = '.'
	return to
}
