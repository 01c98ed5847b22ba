package ledger

import (
	"fmt"
	"time"
)

// Every is the length of a period of the calendar.
type Every string

// The lengths. Ever is one period without end.
const (
	Ever    Every = ""
	Day     Every = "day"
	Week    Every = "week" // ISO 8601: from Monday
	Month   Every = "month"
	Quarter Every = "quarter"
	Year    Every = "year"
)

// ParseEvery reads one of the words above.
func ParseEvery(s string) (Every, error) {
	switch e := Every(s); e {
	case Ever, Day, Week, Month, Quarter, Year:
		return e, nil
	}
	return "", fmt.Errorf("ledger: unknown period %q, want day, week, month, quarter or year", s)
}

// Period labels the period in which an instant lies, by the calendar of a zone
// (nil: UTC): 2026-11-21, 2026-W47, 2026-11, 2026-Q4, 2026, or nothing for
// [Ever]. A label is all that is kept: the instants at which a period begins and
// ends are never computed, because some months have no midnight to begin with.
// Words that [ParseEvery] refuses count as Ever, the narrowest ceiling.
func Period(at time.Time, zone *time.Location, every Every) string {
	if zone == nil {
		zone = time.UTC
	}
	at = at.In(zone)
	switch every {
	case Day:
		return at.Format("2006-01-02")
	case Week:
		year, week := at.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", year, week)
	case Month:
		return at.Format("2006-01")
	case Quarter:
		label := at.AppendFormat(make([]byte, 0, len("2006-Q1")), "2006-Q")
		return string(append(label, '0'+byte((at.Month()+2)/3))) //nolint:gosec // 1 to 4
	case Year:
		return at.Format("2006")
	default:
		return ""
	}
}
