package exact_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/internal/exact"
)

func TestZeroValueIsZero(t *testing.T) {
	var zero exact.Num
	assert.Equal(t, "0", zero.String())
	assert.Zero(t, zero.Cmp(exact.Int(0)))
	assert.True(t, zero.IsInt())
	assert.Equal(t, "7", zero.Add(exact.Int(7)).String())
}

func TestArithmetic(t *testing.T) {
	quo := func(a, b exact.Num) exact.Num {
		q, ok := a.Quo(b)
		require.True(t, ok)
		return q
	}
	tests := []struct {
		name string
		got  exact.Num
		want string
	}{
		{"whole sum", exact.Int(2).Add(exact.Int(3)), "5"},
		{"fractions add up to one", exact.Frac(1, 3).Add(exact.Frac(2, 3)), "1"},
		{"a tenth and two", exact.Frac(1, 10).Add(exact.Frac(2, 10)), "0.3"},
		{"difference", exact.Int(1).Sub(exact.Frac(1, 4)), "0.75"},
		{"product", exact.Frac(1598, 100).Mul(exact.Frac(25, 100)), "3.995"},
		{"quotient", quo(exact.Int(1), exact.Int(-3)), "-1/3"},
		{"quotient by a fraction", quo(exact.Int(1), exact.Frac(-1, 3)), "-3"},
		{"lowest terms", exact.Frac(-6, -4), "1.5"},
		{"division by zero", exact.Frac(1, 0), "0"},
		{"sum past 64 bits", exact.Int(math.MaxInt64).Add(exact.Int(1)), "9223372036854775808"},
		{"and back", exact.Int(math.MaxInt64).Add(exact.Int(1)).Sub(exact.Int(1)), "9223372036854775807"},
		{"the least integer", exact.Int(math.MinInt64), "-9223372036854775808"},
		{"negated", exact.Int(math.MinInt64).Neg(), "9223372036854775808"},
		{"sum down to the least", exact.Int(-math.MaxInt64).Sub(exact.Int(1)), "-9223372036854775808"},
		{"least of two", exact.Min(exact.Int(2), exact.Frac(3, 2)), "1.5"},
		{"greatest of two", exact.Max(exact.Int(2), exact.Frac(3, 2)), "2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.got.String()) })
	}
	_, ok := exact.Int(1).Quo(exact.Int(0))
	assert.False(t, ok)
}

func TestRound(t *testing.T) {
	tests := []struct {
		in                                 exact.Num
		halfUp, halfEven, down, up, fl, ce int64
	}{
		{exact.Frac(5, 2), 3, 2, 2, 3, 2, 3},
		{exact.Frac(7, 2), 4, 4, 3, 4, 3, 4},
		{exact.Frac(-5, 2), -3, -2, -2, -3, -3, -2},
		{exact.Frac(1, 3), 0, 0, 0, 1, 0, 1},
		{exact.Frac(-1, 3), 0, 0, 0, -1, -1, 0},
		{exact.Frac(2, 3), 1, 1, 0, 1, 0, 1},
		{exact.Int(4), 4, 4, 4, 4, 4, 4},
		{exact.Frac(math.MaxInt64, 2), 1 << 62, 1 << 62, 1<<62 - 1, 1 << 62, 1<<62 - 1, 1 << 62},
	}
	for _, tt := range tests {
		t.Run(tt.in.String(), func(t *testing.T) {
			for mode, want := range map[exact.Mode]int64{
				exact.HalfUp: tt.halfUp, exact.HalfEven: tt.halfEven, exact.Down: tt.down,
				exact.Up: tt.up, exact.Floor: tt.fl, exact.Ceil: tt.ce,
			} {
				got, ok := tt.in.Round(mode)
				assert.True(t, ok)
				assert.Equal(t, want, got, "mode %d", mode)
			}
		})
	}
	_, ok := exact.Int(math.MaxInt64).Add(exact.Frac(1, 2)).Round(exact.HalfUp)
	assert.False(t, ok, "one more than fits")
	n, ok := exact.Int(math.MaxInt64).Add(exact.Frac(1, 3)).Round(exact.HalfUp)
	assert.True(t, ok)
	assert.Equal(t, int64(math.MaxInt64), n)
}

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"19.99": "19.99", "-3": "-3", ".5": "0.5", "007": "7", "1.50": "1.5", "-0": "0", "0.0": "0",
		"99999999999999999999.25": "99999999999999999999.25", "0.1234567890123456789012345": "0.1234567890123456789012345",
	} {
		n, ok := exact.Parse(in)
		assert.True(t, ok, in)
		assert.Equal(t, want, n.String(), in)
	}
	for _, in := range []string{
		"", "-", ".", "5.", "+1", "1e3", "1_000", "0x10", " 1", "1.2.3", "1,5", "--1", "1/3", "∞",
		"11111111111111111111111111111111111111111111111111111111111111111",
	} {
		_, ok := exact.Parse(in)
		assert.False(t, ok, in)
	}
}

func TestDecimal(t *testing.T) {
	assert.Equal(t, "19.99", exact.Int(1999).Decimal(2))
	assert.Equal(t, "20.00", exact.Int(2000).Decimal(2))
	assert.Equal(t, "-0.05", exact.Int(-5).Decimal(2))
	assert.Equal(t, "3.995", exact.Frac(3995, 10).Decimal(2))
	assert.Equal(t, "1/300", exact.Frac(1, 3).Decimal(2))
	assert.Equal(t, "500", exact.Int(500).Decimal(0))
}

// The common numbers cost nothing.
func TestFastPathDoesNotAllocate(t *testing.T) {
	price, share := exact.Int(1999), exact.Frac(25, 100)
	var sink exact.Num
	var cmp int
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		sink = price.Mul(share).Add(exact.Frac(1, 3)).Sub(exact.Int(4))
		sink, _ = sink.Quo(exact.Int(7))
		cmp = sink.Cmp(share)
		sink = exact.Max(sink.Floor(), sink.Ceil()).Neg()
		_, _ = sink.Round(exact.HalfEven)
		sink, _ = exact.Parse("19.99")
	}))
	_, _ = sink, cmp
}

// Every operation agrees with math/big, on small, odd and huge operands.
func FuzzAgainstBig(f *testing.F) {
	for _, seed := range [][4]int64{
		{1, 3, 2, 3},
		{math.MaxInt64, 1, 1, 1},
		{math.MinInt64, 1, -1, 1},
		{math.MaxInt64, math.MaxInt64 - 1, -math.MaxInt64, 2},
		{5, 2, -5, 2},
		{0, 7, 9, 1},
		{math.MaxInt64, 2, math.MaxInt64, 3},
		{math.MaxInt64, 2, math.MaxInt64, 1},
		{1, 1 << 18, 1, 1 << 19},                         // 18 places, which a short text has at most, and one more
		{1, 3_814_697_265_625, 2, 5 * 3_814_697_265_625}, // 5^18
		{-7, 1 << 33, math.MaxUint32, 6 << 32},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	f.Fuzz(func(t *testing.T, an, ad, bn, bd int64) {
		if ad == 0 || bd == 0 {
			return
		}
		a, b := exact.Frac(an, ad), exact.Frac(bn, bd)
		x, y := big.NewRat(an, ad), big.NewRat(bn, bd)
		same(t, x, a)
		same(t, new(big.Rat).Add(x, y), a.Add(b))
		same(t, new(big.Rat).Sub(x, y), a.Sub(b))
		same(t, new(big.Rat).Mul(x, y), a.Mul(b))
		same(t, new(big.Rat).Neg(x), a.Neg())
		// Thrice is enough to leave the small form and to come back to it.
		same(t, new(big.Rat).Mul(new(big.Rat).Mul(x, y), y), a.Mul(b).Mul(b))
		if q, ok := a.Quo(b); ok {
			same(t, new(big.Rat).Quo(x, y), q)
			same(t, x, q.Mul(b))
		} else {
			require.Zero(t, y.Sign())
		}
		require.Equal(t, x.Cmp(y), a.Cmp(b), "%s ? %s", a, b)
		require.Equal(t, x.Sign(), a.Sign())
		require.Equal(t, x.IsInt(), a.IsInt())
		floor := new(big.Int).Div(x.Num(), x.Denom()) // Euclidean, and the divisor is positive
		same(t, new(big.Rat).SetInt(floor), a.Floor())
		same(t, new(big.Rat).Neg(new(big.Rat).SetInt(floor)), a.Neg().Ceil())
		scale := max(1, bd&0xffff)
		scaled := new(big.Rat).Mul(x, new(big.Rat).SetInt64(scale))
		n, whole := a.Scaled(scale)
		if n != math.MaxInt64 && n != math.MinInt64 {
			require.Equal(t, new(big.Int).Div(scaled.Num(), scaled.Denom()).Int64(), n)
			require.Equal(t, scaled.IsInt(), whole)
		}
		if num, den, ok := a.Fraction(); ok {
			require.Zero(t, big.NewRat(num, den).Cmp(x))
		}
		if back, ok := exact.Parse(a.String()); ok {
			require.Zero(t, back.Cmp(a))
		}
	})
}

func same(t *testing.T, want *big.Rat, got exact.Num) {
	t.Helper()
	text := want.RatString()
	if digits, exactly := want.FloatPrec(); exactly {
		text = want.FloatString(digits)
	}
	require.Equal(t, text, got.String())
}

func BenchmarkPriceTimesPercentage(b *testing.B) {
	price, share := exact.Int(1999), exact.Frac(25, 100)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = price.Mul(share).Round(exact.HalfUp)
	}
}
