package compensation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// Date is a civil day, without a time or a zone, from 0001-01-01 to 9999-12-31.
// Its values are comparable with ==. The zero Date is missing.
type Date struct {
	number int32 // 1 is 0001-01-01, so that 0 is free for missing
}

const (
	epoch         = 719163  // the number of 1970-01-01
	lastDay       = 3652059 // the number of 9999-12-31
	dayLayout     = time.DateOnly
	secondsPerDay = 24 * 60 * 60
)

// ParseDate reads "2026-11-21".
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(dayLayout, text)
	if err != nil || t.Year() < 1 || len(text) != len(dayLayout) {
		return Date{}, fmt.Errorf("%q is no day: want year-month-day, as 2026-11-21", clip(text))
	}
	return DateOf(t), nil
}

// MustDate is [ParseDate] for constants in programs and tests; it panics on an
// error.
func MustDate(text string) Date {
	d, err := ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// DateOf returns the day of t in t's own zone; missing if the year is not
// between 1 and 9999.
func DateOf(t time.Time) Date {
	_, offset := t.Zone()
	seconds := t.Unix() + int64(offset)
	days := seconds / secondsPerDay
	if seconds%secondsPerDay < 0 {
		days--
	}
	return DateFromDays(days)
}

// DateFromDays returns the day that is so many days after 1970-01-01, or before
// it if negative; missing if that is not between 0001-01-01 and 9999-12-31.
func DateFromDays(days int64) Date {
	if days < 1-epoch || days > lastDay-epoch {
		return Date{}
	}
	return Date{int32(days + epoch)}
}

// Days returns the number of days since 1970-01-01, negative before it. It is 0
// for a missing date, too: ask [Date.IsMissing] first.
func (d Date) Days() int64 {
	if d.IsMissing() {
		return 0
	}
	return int64(d.number) - epoch
}

// AddDays returns the day n days later, or earlier if n is negative; missing if
// d is, or if the day is not between 0001-01-01 and 9999-12-31.
func (d Date) AddDays(n int64) Date {
	if d.IsMissing() || n < -lastDay || n > lastDay {
		return Date{}
	}
	return DateFromDays(d.Days() + n)
}

// IsMissing is true for the zero Date.
func (d Date) IsMissing() bool { return d.number == 0 }

// String returns "2026-11-21", and "" for a missing date.
func (d Date) String() string {
	if d.IsMissing() {
		return ""
	}
	return time.Unix(d.Days()*secondsPerDay, 0).UTC().Format(dayLayout)
}

// MarshalText is [Date.String].
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is [ParseDate]; an empty text is the missing Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// MarshalJSON writes the day as a JSON string, and null when it is missing.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsMissing() {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalJSON reads a string; null is missing.
func (d *Date) UnmarshalJSON(data []byte) error {
	if bytes.Equal(data, []byte("null")) {
		*d = Date{}
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return fmt.Errorf("%s is no day: want a string, as \"2026-11-21\"", clip(string(data)))
	}
	parsed, err := ParseDate(text)
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
