package condition

import (
	"slices"
	"time"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// farthest is how many days from 1970-01-01 working days are counted: more than
// ten thousand years.
const farthest = 4_000_000

// calendar counts working days: Monday to Friday less the holidays.
type calendar struct {
	holidays []int64 // ascending, none on a weekend, each once
}

func newCalendar(days []int64) *calendar {
	c := &calendar{}
	for _, day := range days {
		if weekdays(day) > weekdays(day-1) {
			c.holidays = append(c.holidays, day)
		}
	}
	slices.Sort(c.holidays)
	c.holidays = slices.Compact(c.holidays)
	return c
}

// weekdays counts Mondays to Fridays up to and including the day, from Monday 1969-12-29 on.
func weekdays(day int64) int64 {
	since := day + 4 // that Monday is 1
	week, rest := since/7, since%7
	if rest < 0 {
		week, rest = week-1, rest+7
	}
	return 5*week + min(rest, 5)
}

// weekday is the first day for which weekdays is n.
func weekday(n int64) int64 {
	week, rest := (n-1)/5, (n-1)%5
	if rest < 0 {
		week, rest = week-1, rest+5
	}
	return 7*week + rest - 3
}

// upTo counts working days up to and including the day, from a fixed origin.
func (c *calendar) upTo(day int64) int64 { return weekdays(day) - c.off(day) }

// off counts the holidays up to and including the day.
func (c *calendar) off(day int64) int64 {
	passed, found := slices.BinarySearch(c.holidays, day)
	if found {
		passed++
	}
	return int64(passed)
}

// between counts the working days after a, up to and including b; negative backwards.
func (c *calendar) between(a, b exact.Num) (exact.Num, bool) {
	from, okA := near(a)
	to, okB := near(b)
	return exact.Int(c.upTo(to) - c.upTo(from)), okA && okB
}

// after is the n-th working day after the day; the day itself for 0; before it for n < 0.
func (c *calendar) after(from, n exact.Num) (exact.Num, bool) {
	day, okD := near(from)
	count, okN := near(n)
	if !okD || !okN || count == 0 {
		return exact.Int(day), okD && okN
	}
	// The day wanted is the first by whose end so many have passed.
	want := c.upTo(day) + count
	if count < 0 {
		want = c.upTo(day-1) + count + 1
	}
	// The holidays before it put it off, perhaps behind further ones.
	out, off := weekday(want), int64(0)
	for off != c.off(out) {
		off = c.off(out)
		out = weekday(want + off)
	}
	return exact.Int(out), true
}

func near(n exact.Num) (int64, bool) {
	day, ok := n.Int64()
	return day, ok && -farthest <= day && day <= farthest
}

// showDay writes a date as the policy does.
func showDay(day exact.Num) string {
	n, ok := near(day)
	if !ok {
		return "a date beyond the calendar"
	}
	return time.Unix(n*24*60*60, 0).UTC().Format(time.DateOnly)
}

// parseDay reads a date such as 2026-04-01.
func parseDay(text string) (int64, bool) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, false
	}
	return t.Unix() / (24 * 60 * 60), true
}
