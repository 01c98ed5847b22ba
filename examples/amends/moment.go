package main

import (
	"fmt"
	"time"

	"github.com/amendsgo/amends/compensation"
)

// moment is the time of the decision: as given, else noon of the case's own
// day, else now; in the policy's zone.
func moment(given string, c compensation.Case, policy compensation.Policy, now func() time.Time) (time.Time, error) {
	zone := policy.Zone()
	switch {
	case given == "" && c.Date.IsMissing():
		return now().In(zone), nil
	case given == "":
		given = c.Date.String()
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02 15:04", time.RFC3339} {
		if at, err := time.ParseInLocation(layout, given, zone); err == nil {
			return at.In(zone), nil
		}
	}
	day, err := time.ParseInLocation(time.DateOnly, given, zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("-at %q is no time: want 2026-11-21 or 2026-11-21T14:30", given)
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 12, 0, 0, 0, zone), nil
}
