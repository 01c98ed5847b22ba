package condition

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"syscall"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// drawing is a random policy's conditions, with the same as plain comparisons.
type drawing struct {
	conditions []*Condition
	index      *Index
	plain      [][]comparisonOf
	cases      []*Values
	numbers    [][]int64 // the cases for the plain comparisons
}

// comparisonOf is what a generated `if` would compare: a number with two bounds, or
// its bit in a mask.
type comparisonOf struct {
	fact      int
	low, high int64
	mask      uint64
}

// The facts are drawn evenly: their types, and how many values they have.
var drawnFacts = []struct {
	typ  Type
	size int64
	step int64
}{
	{Bool, 2, 1},
	{Bool, 2, 1},
	{OneOf, 4, 1},
	{OneOf, 5, 1},
	{OneOf, 6, 1},
	{OneOf, 8, 1},
	{OneOf, 12, 1},
	{Int, 5, 1},
	{Int, 6, 1},
	{Int, 120, 3},
	{Int, 2880, 15},
	{Money, 2_000_000, 10_000},
	{Money, 200_000, 500},
	{Number, 10_000, 50},
}

// fine is the first fact with many values.
const fine = 9

// drawn draws n rules of one to four comparisons each, which hold for about the
// given part of the cases.
func drawn(t testing.TB, n int, part float64) *drawing {
	t.Helper()
	random := rand.New(rand.NewPCG(uint64(n), 5))
	var all []*Fact
	for i, d := range drawnFacts {
		f := &Fact{Name: fmt.Sprintf("drawn.f%d", i), Type: d.typ, Slot: i}
		for v := range d.size {
			if d.typ == OneOf {
				f.Values = append(f.Values, fmt.Sprintf("v%d", v))
			}
		}
		all = append(all, f)
	}
	m := &drawing{}
	for range n {
		// The last of the facts has many values, so that the rule comes close to the part
		// that it is to hold for.
		chosen := random.Perm(len(all))[:random.IntN(4)]
		chosen = append(slices.DeleteFunc(chosen, func(i int) bool { return i >= fine }), fine+random.IntN(len(all)-fine))
		slices.Sort(chosen)
		left := part * (0.5 + random.Float64())
		var kids []*node
		var plain []comparisonOf
		for at, i := range chosen {
			s, c, taken := drawnAtom(random, i, math.Pow(left, 1/float64(len(chosen)-at)))
			left = min(left/taken, 1)
			kids, plain = append(kids, atom(all[i], all[i].restrict(s), Span{})), append(plain, c)
		}
		m.conditions = append(m.conditions, newCondition(conj(Span{}, kids...), all))
		m.plain = append(m.plain, plain)
	}
	m.index = NewIndex(m.conditions)
	for range 1000 {
		v, numbers := NewValues(len(all)), make([]int64, len(all))
		for i, d := range drawnFacts {
			numbers[i] = random.Int64N(d.size)
			v.Set(i, Value{Num: drawnNumber(d.typ, numbers[i])})
		}
		m.cases, m.numbers = append(m.cases, v), append(m.numbers, numbers)
	}
	return m
}

// drawnNumber is a fact's value; a Number has two decimals.
func drawnNumber(t Type, n int64) exact.Num {
	if t == Number {
		return exact.Frac(n, 100)
	}
	return exact.Int(n)
}

// drawnAtom is an atom that holds for about the given part, and for which it does.
func drawnAtom(random *rand.Rand, fact int, part float64) (set, comparisonOf, float64) {
	d := drawnFacts[fact]
	if d.typ == Bool || d.typ == OneOf {
		s, c := nothing, comparisonOf{fact: fact}
		wanted := max(1, min(d.size-1, int64(math.Round(part*float64(d.size)))))
		for _, v := range random.Perm(int(d.size))[:wanted] {
			s = s.or(between(exact.Int(int64(v)), exact.Int(int64(v))).whole())
			c.mask |= 1 << v
		}
		return s, c, float64(wanted) / float64(d.size)
	}
	steps := d.size / d.step
	wanted := max(1, min(steps-1, int64(math.Round(part*float64(steps)))))
	low := random.Int64N(steps - wanted + 1)
	c := comparisonOf{fact: fact, low: low * d.step, high: (low + wanted) * d.step}
	return above(drawnNumber(d.typ, c.low), false).and(above(drawnNumber(d.typ, c.high), false).not()), c, float64(wanted) / float64(steps)
}

// matching counts the matches of all cases.
func (m *drawing) matching() (n int) {
	var into []int
	for _, numbers := range m.numbers {
		into = m.plainly(numbers, into[:0])
		n += len(into)
	}
	return n
}

// plainly is what hand-written comparisons would do, rule by rule.
func (m *drawing) plainly(numbers []int64, into []int) []int {
rules:
	for i, rule := range m.plain {
		for _, c := range rule {
			n := numbers[c.fact]
			if c.mask != 0 && c.mask>>n&1 == 0 || c.mask == 0 && (n < c.low || n >= c.high) {
				continue rules
			}
		}
		into = append(into, i)
	}
	return into
}

func TestDrawnRulesAgree(t *testing.T) {
	for _, n := range []int{10, 1000, 20_000} {
		m := drawn(t, n, 0.03)
		var dst Result
		var into []int
		for i, v := range m.cases[:200] {
			into = m.plainly(m.numbers[i], into[:0])
			m.index.Match(v, &dst)
			require.Len(t, dst.Matches, len(into))
			for j, match := range dst.Matches {
				require.Equal(t, Match{int32(into[j]), True}, match)
			}
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	for _, part := range []float64{0.12, 0.006} {
		for _, n := range []int{10, 100, 1000, 10_000, 100_000} {
			b.Run(fmt.Sprintf("part=%g/rules=%d", part, n), func(b *testing.B) {
				m := drawn(b, n, part)
				b.Run("index", func(b *testing.B) {
					var dst Result
					measure(b, func(i int) { m.index.Match(m.cases[i%len(m.cases)], &dst) })
					b.ReportMetric(float64(m.index.size())/float64(n), "B/rule")
					b.ReportMetric(float64(m.matching())/float64(len(m.cases)*n), "matching")
				})
				b.Run("plain", func(b *testing.B) {
					var into []int
					measure(b, func(i int) { into = m.plainly(m.numbers[i%len(m.cases)], into[:0]) })
				})
			})
		}
	}
}

func measure(b *testing.B, do func(i int)) {
	b.Helper()
	b.ReportAllocs()
	start := spent(b)
	for i := 0; b.Loop(); i++ {
		do(i)
	}
	b.ReportMetric(float64(spent(b)-start)/float64(b.N), "cpu-ns/op")
}

func BenchmarkNewIndex(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		m := drawn(b, n, 0.12)
		b.Run(fmt.Sprintf("rules=%d", n), func(b *testing.B) {
			start := spent(b)
			for b.Loop() {
				fresh := make([]*Condition, n)
				for i, c := range m.conditions {
					fresh[i] = newCondition(c.root, c.facts)
				}
				NewIndex(fresh)
			}
			b.ReportMetric(float64(spent(b)-start)/float64(b.N*n), "cpu-ns/rule")
		})
	}
}

// spent is the processor time of this process, which neighbours on a busy machine do
// not lengthen as they do the time on the clock.
func spent(t testing.TB) int64 {
	t.Helper()
	var usage syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return usage.Utime.Nano() + usage.Stime.Nano()
}

// size is the index's memory, without the conditions.
func (x *Index) size() int {
	total := 4*len(x.more) + 8*(len(x.conditions)+len(x.live)+len(x.exact))
	for i := range x.groups {
		total += int(unsafe.Sizeof(x.groups[i]))
		for _, s := range append(x.groups[i].own, x.groups[i].vectors) {
			total += int(unsafe.Sizeof(s)) + 8*len(s.words) + 4*(len(s.flips)+len(s.flipsAt))
		}
		for _, c := range x.groups[i].columns {
			total += int(unsafe.Sizeof(*c)) + 8*(1+len(c.open)+len(c.lookup.bounds)) + 2*len(c.lookup.table)
			for word := range c.words {
				total += 32 + len(word)
			}
		}
	}
	return total
}
