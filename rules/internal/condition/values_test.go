package condition

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// Whatever was in a slot before, Get tells what was set last, and an index finds it.
func TestValuesHoldWhatWasSetLast(t *testing.T) {
	third, ok := exact.Int(1).Quo(exact.Int(3))
	require.True(t, ok)
	numbers := []exact.Num{
		{},
		exact.Int(-1), exact.Int(7), third, exact.Frac(5, 2), exact.Int(mostScaled), exact.Int(-mostScaled), exact.Int(mostScaled - 1),
		exact.Int(math.MaxInt64), exact.Int(math.MinInt64), exact.Int(math.MaxInt64).Mul(exact.Int(9)),
	}
	numeric, textual := &Fact{Name: "a.n", Type: Number, Slot: 0}, &Fact{Name: "a.t", Type: Text, Slot: 1}
	same := func(n exact.Num) *Condition { return newCondition(atom(numeric, exactly(n), Span{}), []*Fact{numeric}) }
	conditions := make([]*Condition, len(numbers))
	for i, n := range numbers {
		conditions[i] = same(n)
	}
	index, found := NewIndex(conditions), &Result{}
	random := rand.New(rand.NewPCG(1, 2))
	v := NewValues(2)
	for range 2000 {
		which, text := random.IntN(len(numbers)), string(rune('a'+random.IntN(3)))
		known := true
		switch n, whole := numbers[which].Int64(); random.IntN(4) {
		case 0:
			v.Reset()
			known = false
		case 1:
			v.Clear(numeric.Slot)
			v.Clear(textual.Slot)
			known = false
		case 2:
			v.Set(numeric.Slot, Value{Num: numbers[which]})
			v.Set(textual.Slot, Value{Text: text})
		default:
			if !whole {
				continue
			}
			v.SetWhole(numeric.Slot, n)
			v.SetText(textual.Slot, text)
		}
		number, gotNumber := v.Get(numeric.Slot)
		word, gotText := v.Get(textual.Slot)
		require.Equal(t, known, gotNumber)
		require.Equal(t, known, gotText)
		index.Match(v, found)
		if !known {
			require.Equal(t, Value{}, number)
			require.Equal(t, Value{}, word)
			require.Len(t, found.Matches, len(numbers), "all are open")
			continue
		}
		require.Zero(t, numbers[which].Cmp(number.Num))
		require.Equal(t, text, word.Text)
		require.Equal(t, []Match{{int32(which), True}}, found.Matches)
		assert.Equal(t, True, conditions[which].Eval(v))
	}
}
