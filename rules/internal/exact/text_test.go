package exact

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
)

// The short way of writing a number agrees with math/big wherever it is taken.
func FuzzShort(f *testing.F) {
	f.Add(int64(-5), int64(1), uint8(2))
	f.Add(int64(3995), int64(1000), uint8(2))
	f.Add(int64(1), int64(3), uint8(0))
	f.Add(int64(9e18), int64(1<<40), uint8(18))
	f.Add(int64(-1), int64(1e18), uint8(1))
	f.Fuzz(func(t *testing.T, n, d int64, shift uint8) {
		digits := int(shift % 20)
		a := Frac(n, d)
		text, ok := a.appendShort([]byte("at "), digits)
		if !ok {
			return
		}
		scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
		r := new(big.Rat).Quo(a.rat(), new(big.Rat).SetInt(scale))
		places, finite := r.FloatPrec()
		assert.True(t, finite)
		assert.Equal(t, "at "+r.FloatString(max(places, digits)), string(text))
	})
}

// Millionths are written as the number that they are.
func FuzzMillionths(f *testing.F) {
	f.Add(int64(-5), uint8(2))
	f.Add(int64(19_990_000), uint8(2))
	f.Add(int64(19_990_100), uint8(0))
	f.Add(int64(9e18), uint8(4))
	f.Fuzz(func(t *testing.T, n int64, shift uint8) {
		digits := int(shift % 5)
		assert.Equal(t, Frac(n, Million).Decimal(digits), string(AppendMillionths(nil, n, digits)))
	})
}

// A percentage is the product's hundredth.
func FuzzPercent(f *testing.F) {
	f.Add(int64(25), int64(1), int64(1598))
	f.Add(int64(333), int64(10), int64(9e18))
	f.Add(int64(-50), int64(1), int64(9e18))
	f.Fuzz(func(t *testing.T, n, d, of int64) {
		p := Frac(n, d)
		want, _ := p.Mul(Int(of)).Quo(Int(100))
		assert.Equal(t, want.String(), p.Percent(Int(of)).String())
	})
}
