package condition

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestWorkdaysAgreeWithTheCalendar(t *testing.T) {
	day := func(text string) int64 {
		at, err := time.Parse(time.DateOnly, text)
		assert.NoError(t, err)
		return at.Unix() / 86400
	}
	s := &Scope{Holidays: []int64{day("2026-04-03"), day("2026-04-06"), day("2026-05-02")}} // the last is a Saturday
	working := func(d int64) bool {
		weekday := time.Unix(d*86400, 0).UTC().Weekday()
		if weekday == time.Saturday || weekday == time.Sunday {
			return false
		}
		return d != s.Holidays[0] && d != s.Holidays[1]
	}
	for _, start := range []int64{day("2026-03-28"), day("2026-04-02"), day("2026-04-03"), day("1969-12-30"), day("2026-05-01")} {
		count := int64(0)
		for d := start + 1; d < start+60; d++ {
			if working(d) {
				count++
			}
			assert.Equal(t, count, s.Workdays(start, d))
			assert.Equal(t, -count, s.Workdays(d, start))
		}
		for n := int64(0); n < 40; n++ {
			assert.Equal(t, n, s.Workdays(start, s.PlusWorkdays(start, n)))
			if n > 0 {
				assert.True(t, working(s.PlusWorkdays(start, n)))
				assert.True(t, working(s.PlusWorkdays(start, -n)))
				assert.Less(t, s.PlusWorkdays(start, -n), start)
			}
		}
	}
	assert.Equal(t, day("2026-04-07"), s.PlusWorkdays(day("2026-04-02"), 1), "over Easter")
}
