package condition

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/amendsgo/amends/rules/internal/exact"
)

func TestWorkdaysAgreeWithTheCalendar(t *testing.T) {
	day := func(text string) int64 {
		d, ok := parseDay(text)
		assert.True(t, ok)
		return d
	}
	s := &Scope{Holidays: []int64{day("2026-04-03"), day("2026-04-06"), day("2026-05-02")}} // the last is a Saturday
	working := func(d int64) bool {
		weekday := time.Unix(d*86400, 0).UTC().Weekday()
		return weekday != time.Saturday && weekday != time.Sunday && d != s.Holidays[0] && d != s.Holidays[1]
	}
	plus, days := s.PlusWorkdays(), s.workdays()
	between := func(a, b int64) int64 {
		n, ok := days.between(exact.Int(a), exact.Int(b))
		assert.True(t, ok)
		count, _ := n.Int64()
		return count
	}
	for _, start := range []int64{day("2026-03-28"), day("2026-04-02"), day("2026-04-03"), day("1969-12-30"), day("2026-05-01")} {
		count := int64(0)
		for d := start + 1; d < start+60; d++ {
			if working(d) {
				count++
			}
			assert.Equal(t, count, between(start, d))
			assert.Equal(t, -count, between(d, start))
		}
		assert.Equal(t, start, plus(start, 0))
		for n := int64(1); n < 40; n++ {
			assert.Equal(t, n, between(start, plus(start, n)))
			assert.True(t, working(plus(start, n)))
			assert.Equal(t, n, between(plus(start, -n)-1, start-1))
			assert.True(t, working(plus(start, -n)))
		}
	}
	assert.Equal(t, day("2026-04-07"), plus(day("2026-04-02"), 1), "over Easter")
}
