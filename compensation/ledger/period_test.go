package ledger_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

func TestPeriodLabels(t *testing.T) {
	at := time.Date(2026, 11, 21, 23, 59, 59, 999999999, time.UTC)
	for every, want := range map[ledger.Every]string{
		ledger.Ever: "", ledger.Day: "2026-11-21", ledger.Week: "2026-W47",
		ledger.Month: "2026-11", ledger.Quarter: "2026-Q4", ledger.Year: "2026",
	} {
		assert.Equal(t, want, ledger.Period(at, nil, every))
		assert.Equal(t, want, ledger.Period(at, time.UTC, every))
		parsed, err := ledger.ParseEvery(string(every))
		require.NoError(t, err)
		assert.Equal(t, every, parsed)
	}
	for month := time.January; month <= time.December; month++ {
		at := time.Date(2027, month, 1, 0, 0, 0, 0, time.UTC)
		assert.Equal(t, []string{"2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"}[(month-1)/3], ledger.Period(at, nil, ledger.Quarter))
	}
	_, err := ledger.ParseEvery("fortnight")
	assert.EqualError(t, err, `ledger: unknown period "fortnight", want day, week, month, quarter or year`)
}

// Two days of the same week are at most six days apart and the label never goes
// backwards: ISO weeks around every turn of a year.
func TestWeeksAreWhole(t *testing.T) {
	days := map[string]int{}
	last := ""
	for at := time.Date(2020, 1, 6, 12, 0, 0, 0, time.UTC); at.Year() < 2034; at = at.AddDate(0, 0, 1) {
		week := ledger.Period(at, nil, ledger.Week)
		require.GreaterOrEqual(t, week, last)
		last = week
		days[week]++
	}
	delete(days, last) // cut off by the end of the loop
	for week, n := range days {
		require.Equal(t, 7, n, week)
	}
}
