package condition

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// The laws of sets, on every value near a cut.
func FuzzSets(f *testing.F) {
	f.Add([]byte{1, 5, 3}, []byte{2, 4, 9}, false, true)
	f.Add([]byte{}, []byte{7}, true, true)
	f.Fuzz(func(t *testing.T, x, y []byte, others, texts bool) {
		a, b := build(x, others, texts), build(y, !others, texts)
		both, either := a.and(b), a.or(b)
		for n := -1; n < 34; n++ {
			v := Value{Num: exact.Frac(int64(n), 2), Text: string(rune('a' + n))}
			inA, inB := a.has(v), b.has(v)
			require.Equal(t, inA && inB, both.has(v))
			require.Equal(t, inA || inB, either.has(v))
			require.Equal(t, !inA, a.not().has(v))
			if both.empty() {
				require.False(t, inA && inB)
			}
			if a.within(b) && inA {
				require.True(t, inB)
			}
			if v.Num.IsInt() {
				require.Equal(t, inA, a.whole().has(v), "%v", a)
			}
		}
		require.True(t, a.equal(a.and(a)))
		require.True(t, a.not().and(b.not()).equal(either.not()))
		require.True(t, both.within(a))
		require.True(t, a.whole().equal(a.whole().whole()))
		for _, r := range a.stretches() {
			if !texts {
				require.True(t, a.has(Value{Num: r.sample()}), "%v", a)
			}
		}
	})
}

// build makes a set of intervals, or of texts, from bytes.
func build(bytes []byte, others, asTexts bool) set {
	s := nothing
	for i, b := range bytes[:min(len(bytes), 12)] {
		low := exact.Int(int64(b % 16))
		switch {
		case asTexts:
			s = s.or(texts(string(rune('a' + b%16))))
		case b%3 == 0:
			s = s.or(between(low, exact.Int(int64(b%16)+int64(i%3))))
		case b%3 == 1:
			s = s.or(above(low, b%2 == 0))
		default:
			s = s.and(above(low, b%2 == 0).not())
		}
	}
	if others {
		s = s.not()
	}
	return s
}

func TestCalendar(t *testing.T) {
	c := newCalendar([]int64{day(t, "2026-05-01"), day(t, "2026-05-02"), day(t, "2026-05-01"), day(t, "2026-12-25")})
	// The reference counts day by day.
	working := func(d int64) bool {
		return weekdays(d) > weekdays(d-1) && !slices.Contains(c.holidays, d)
	}
	assert.False(t, working(day(t, "2026-05-02")), "Saturday")
	assert.False(t, working(day(t, "2026-05-01")), "holiday")
	assert.True(t, working(day(t, "2026-05-04")), "Monday")
	for from := day(t, "2026-04-20"); from < day(t, "2026-05-12"); from++ {
		count, at := int64(0), from
		for ; at < from+40; at++ {
			got, ok := c.between(exact.Int(from), exact.Int(at))
			require.True(t, ok)
			require.Equal(t, exact.Int(count), got)
			back, _ := c.between(exact.Int(at), exact.Int(from))
			require.Equal(t, exact.Int(-count), back)
			if working(at + 1) {
				count++
				next, ok := c.after(exact.Int(from), exact.Int(count))
				require.True(t, ok)
				require.Equal(t, exact.Int(at+1), next)
			}
		}
		count = 0
		for at = from - 1; at > from-40; at-- {
			if working(at) {
				count++
				before, ok := c.after(exact.Int(from), exact.Int(-count))
				require.True(t, ok)
				require.Equal(t, exact.Int(at), before)
			}
		}
		same, _ := c.after(exact.Int(from), exact.Int(0))
		require.Equal(t, exact.Int(from), same)
	}
	far, ok := c.after(exact.Int(0), exact.Int(farthest))
	assert.True(t, ok)
	n, ok := far.Int64()
	assert.True(t, ok)
	assert.Equal(t, int64(farthest), c.upTo(n)-c.upTo(0))
	_, ok = c.after(exact.Int(0), exact.Int(farthest+1))
	assert.False(t, ok)
	_, ok = c.between(exact.Int(0), exact.Frac(1, 2))
	assert.False(t, ok)
}

func TestDays(t *testing.T) {
	for text, want := range map[string]int64{"1970-01-01": 0, "1969-12-31": -1, "2026-11-21": 20778, "0001-01-01": -719162} {
		got, ok := parseDay(text)
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
		assert.Equal(t, text, showDay(exact.Int(got)))
	}
	for _, text := range []string{"2026-2-1", "2026-02-30", "20260201", "", "2026-02-01T00:00:00Z"} {
		_, ok := parseDay(text)
		assert.False(t, ok, text)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"incident.severity", "incident.repeats", "client.tier", "ours", "loyal", "enterprise"}
	for word, want := range map[string]string{
		"incident.severty": "incident.severity", "incident.severity ": "incident.severity", "incidentseverity": "incident.severity",
		"our": "ours", "yours": "ours", "oursss": "ours", "loayl": "loyal", "Enterprise": "enterprise", "client.teir": "client.tier",
		"cash": "", "incident.loss": "", "x": "", "": "",
	} {
		assert.Equal(t, want, Nearest(word, slices.Values(names)), word)
	}
	assert.Equal(t, "ab", Nearest("aa", slices.Values([]string{"ac", "ab"})), "the first in the alphabet")
}

func TestTheseAreTheUnionOfEach(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		var list []int64
		want := nothing
		for range 1 + random.IntN(9) {
			n := random.Int64N(12)
			list = append(list, n)
			want = want.or(single(n))
		}
		require.True(t, want.equal(these(list)), "%v", list)
	}
}

// The first and the last run are those of the whole list.
func TestFirstAndLastRun(t *testing.T) {
	for cuts := range 5 {
		for _, others := range []bool{false, true} {
			s := set{others: others}
			for i := range cuts {
				s.cuts = append(s.cuts, cut{at: exact.Int(int64(i))})
			}
			runs := s.stretches()
			first, okFirst := s.first()
			last, okLast := s.last()
			require.Equal(t, len(runs) > 0, okFirst)
			require.Equal(t, len(runs) > 0, okLast)
			if len(runs) > 0 {
				require.Equal(t, runs[0], first, "%v", s)
				require.Equal(t, runs[len(runs)-1], last, "%v", s)
			}
		}
	}
}
