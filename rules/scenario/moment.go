package scenario

import (
	"fmt"
	"time"

	"github.com/amendsgo/amends/compensation"
)

// moment is the time of the decision: at, else noon of case.date. There is no
// other default: a scenario must come out the same tomorrow.
func (s *Scenario) moment(zone *time.Location) (time.Time, error) {
	if s.time.given {
		return parseMoment(s.time.value, zone)
	}
	for _, f := range s.facts {
		if f.name == "case.date" && f.given {
			return parseMoment(f.value, zone)
		}
	}
	return time.Time{}, fmt.Errorf("the scenario says no day: add case: {case: {date: 2026-05-03}}, under base for all, or at: 2026-05-03")
}

// parseMoment reads a day, whose noon is meant, or a time; without an offset it
// is in the policy's zone.
func parseMoment(text string, zone *time.Location) (time.Time, error) {
	if day, err := compensation.ParseDate(text); err == nil {
		return noon(day, zone), nil
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at.In(zone), nil
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02 15:04"} {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time: want 2026-05-03, 2026-05-03 14:30 or 2026-05-03T14:30:00+02:00", clip(text))
}

func noon(day compensation.Date, zone *time.Location) time.Time {
	const seconds = 24 * 60 * 60
	year, month, number := time.Unix(day.Days()*seconds, 0).UTC().Date()
	return time.Date(year, month, number, 12, 0, 0, 0, zone)
}
