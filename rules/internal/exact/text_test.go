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
		text, ok := a.short(digits)
		if !ok {
			return
		}
		scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
		r := new(big.Rat).Quo(a.rat(), new(big.Rat).SetInt(scale))
		places, finite := r.FloatPrec()
		assert.True(t, finite)
		assert.Equal(t, r.FloatString(max(places, digits)), text)
	})
}
