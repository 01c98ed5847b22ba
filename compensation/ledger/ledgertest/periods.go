package ledgertest

import (
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

// Two instants a microsecond apart, on both sides of a period's edge by the
// calendar of a zone. The zones are odd on purpose: summer time that begins at
// midnight, offsets of parts of an hour, a day that was left out.
var edges = []struct {
	zone          string
	every         ledger.Every
	edge          string // RFC 3339, the first instant of the second period
	before, after string
}{
	{"UTC", ledger.Year, "2027-01-01T00:00:00Z", "2026", "2027"},
	{"UTC", ledger.Week, "2027-01-04T00:00:00Z", "2026-W53", "2027-W01"},
	{"Europe/Sofia", ledger.Day, "2026-03-28T22:00:00Z", "2026-03-28", "2026-03-29"},
	{"Europe/Sofia", ledger.Day, "2026-03-29T21:00:00Z", "2026-03-29", "2026-03-30"},
	{"Europe/Sofia", ledger.Quarter, "2026-09-30T21:00:00Z", "2026-Q3", "2026-Q4"},
	{"Asia/Kathmandu", ledger.Month, "2026-10-31T18:15:00Z", "2026-10", "2026-11"},
	{"Pacific/Kiritimati", ledger.Year, "2026-12-31T10:00:00Z", "2026", "2027"},
	{"Pacific/Pago_Pago", ledger.Year, "2027-01-01T11:00:00Z", "2026", "2027"},
	{"America/Santiago", ledger.Day, "2026-09-06T04:00:00Z", "2026-09-05", "2026-09-06"}, // no midnight
	{"Africa/Cairo", ledger.Day, "2026-04-23T22:00:00Z", "2026-04-23", "2026-04-24"},     // no midnight
	{"Pacific/Apia", ledger.Day, "2011-12-30T10:00:00Z", "2011-12-29", "2011-12-31"},     // no 30 December
	{"Asia/Amman", ledger.Month, "2022-03-31T21:00:00Z", "2022-03", "2022-04"},
}

var periods = map[string]func(*T){
	"a period's ceiling begins anew with the period": func(t *T) {
		for i, e := range edges {
			zone, err := time.LoadLocation(e.zone)
			require.NoError(t, err)
			edge, err := time.Parse(time.RFC3339, e.edge)
			require.NoError(t, err)
			account := func(at time.Time) ledger.Account {
				return ledger.Account{Name: "edge/" + string(rune('a'+i)), Period: ledger.Period(at, zone, e.every), Unit: ledger.Count}
			}
			before, after := account(edge.Add(-time.Microsecond)), account(edge)
			require.Equal(t, [2]string{e.before, e.after}, [2]string{before.Period, after.Period}, "%s in %s", e.edge, e.zone)

			id := e.zone + " " + e.edge
			t.Clock.Advance(edge.Add(-time.Microsecond).Sub(t.Clock.Now()))
			t.do(reserve(id+" 1", capped(before, 1, 1)))
			t.denies(reserve(id+" 2", capped(before, 1, 1)), ledger.Shortage{Account: before, Asked: 1, Left: 0})
			t.Clock.Advance(time.Microsecond)
			t.do(reserve(id+" 2", capped(after, 1, 1)))
			// What was reserved before the edge is settled in its own period.
			t.do(ledger.Commit{ID: id + " 1"})
			t.stands(before, 0, 0, 1)
			t.stands(after, 0, 1, 0)
			t.do(ledger.Release{ID: id + " 2"})
		}
	},
	"the same name in other periods is another account": func(t *T) {
		next := yearly
		next.Period = "2027"
		bare := yearly
		bare.Period = ""
		t.do(reserve("a", capped(yearly, 10, 10), capped(next, 20, 20), capped(bare, 30, 30)))
		t.stands(yearly, 0, 10, 0)
		t.stands(next, 0, 20, 0)
		t.stands(bare, 0, 30, 0)
	},
}
