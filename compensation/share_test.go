package compensation_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

func TestShare(t *testing.T) {
	for name, tt := range map[string]struct {
		total   int64
		weights []int64
		want    []int64
	}{
		"in proportion":             {100, []int64{1, 3}, []int64{25, 75}},
		"the earlier on a tie":      {100, []int64{1, 1, 1}, []int64{34, 33, 33}},
		"two left over":             {101, []int64{1, 1, 1}, []int64{34, 34, 33}},
		"the largest remainder":     {10, []int64{3, 3, 9}, []int64{2, 2, 6}},
		"by remainder, not place":   {1, []int64{1, 2}, []int64{0, 1}},
		"nothing":                   {0, []int64{1, 2}, []int64{0, 0}},
		"no weights":                {5, nil, []int64{}},
		"zero weights are equal":    {5, []int64{0, 0}, []int64{3, 2}},
		"a zero weight gets none":   {5, []int64{0, 1, 0}, []int64{0, 5, 0}},
		"below zero counts as zero": {5, []int64{-7, 1}, []int64{0, 5}},
		"a negative total":          {-100, []int64{1, 1, 1}, []int64{-34, -33, -33}},
		"beyond 64 bits": {
			math.MaxInt64,
			[]int64{math.MaxInt64, math.MaxInt64, math.MaxInt64},
			[]int64{3074457345618258603, 3074457345618258602, 3074457345618258602},
		},
		"the least int64": {math.MinInt64, []int64{1, 1}, []int64{math.MinInt64 / 2, math.MinInt64 / 2}},
	} {
		assert.Equal(t, tt.want, compensation.Share(tt.total, tt.weights), name)
	}
}

func TestShareLaws(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		weights := make([]int64, 1+random.IntN(6))
		for i := range weights {
			weights[i] = random.Int64() >> random.IntN(63)
		}
		checkShare(t, random.Int64()>>random.IntN(63), weights)
	}
}

func FuzzShare(f *testing.F) {
	f.Add(int64(100), int64(1), int64(1), int64(1))
	f.Add(int64(math.MaxInt64), int64(math.MaxInt64), int64(math.MaxInt64), int64(3))
	f.Fuzz(func(t *testing.T, total, a, b, c int64) {
		checkShare(t, max(total, 0), []int64{max(a, 0), max(b, 0), max(c, 0)})
	})
}

// checkShare compares with exact fractions: the parts sum to the total, and each
// is the exact part rounded down or up.
func checkShare(t *testing.T, total int64, weights []int64) {
	t.Helper()
	parts := compensation.Share(total, weights)
	sum, of := new(big.Int), new(big.Int)
	for i := range weights {
		sum.Add(sum, big.NewInt(parts[i]))
		of.Add(of, big.NewInt(weights[i]))
	}
	require.Equal(t, big.NewInt(total).String(), sum.String(), "%d %v", total, weights)
	if of.Sign() == 0 {
		return
	}
	for i := range weights {
		floor := new(big.Int).Mul(big.NewInt(total), big.NewInt(weights[i]))
		remainder := new(big.Int)
		floor.QuoRem(floor, of, remainder)
		over := new(big.Int).Sub(big.NewInt(parts[i]), floor).Int64()
		require.Contains(t, []int64{0, 1}, over, "%d %v: part %d", total, weights, i)
		if remainder.Sign() == 0 {
			require.Zero(t, over, "an exact part is not changed")
		}
	}
}
