package ledger

import "time"

// State says how far a hold has come.
type State string

// The states of a hold. Committed is final; an id whose hold was released or has
// expired may be reserved anew. An open hold whose time is over stays open, and
// its draws held, until it is swept.
const (
	Open      State = "open"
	Committed State = "committed"
	Released  State = "released"
	Expired   State = "expired"
)

// Hold is money set aside for one compensation.
type Hold struct {
	ID      string `json:"id"`
	State   State  `json:"state"`
	Content string `json:"content,omitempty"`
	Draws   []Draw `json:"draws"`
	// Reserved, Expires and Settled are instants in UTC, to the microsecond.
	// Expires is zero for a hold that stands for ever; Settled is zero while the
	// hold is open.
	Reserved time.Time `json:"reserved"`
	Expires  time.Time `json:"expires,omitzero"`
	Settled  time.Time `json:"settled,omitzero"`
	// GivenBack is what came back of a committed hold, in minor units.
	GivenBack int64 `json:"given_back"`
}

// Over reports whether the hold is open and its time is over.
func (h Hold) Over(now time.Time) bool {
	return h.expires() && !now.Before(h.Expires)
}

func (h Hold) expires() bool { return h.State == Open && !h.Expires.IsZero() }

// Spent is what a committed hold may still give back: the least that one of its
// draws in money has spent, less what was given back already.
func (h Hold) Spent() int64 {
	least, found := int64(0), false
	for _, d := range h.Draws {
		if d.Account.Unit != Count && (!found || d.Amount < least) {
			least, found = d.Amount, true
		}
	}
	if h.State != Committed {
		return 0
	}
	return least - h.GivenBack
}

// clone is a copy that shares nothing with the hold.
func (h Hold) clone() Hold {
	h.Draws = cloneDraws(h.Draws)
	return h
}

func cloneDraws(draws []Draw) []Draw {
	out := make([]Draw, len(draws))
	limits := make([]int64, 0, len(draws))
	for i, d := range draws {
		if d.Limit != nil {
			limits = append(limits, *d.Limit)
			d.Limit = &limits[len(limits)-1]
		}
		out[i] = d
	}
	return out
}

func cloneLimit(limit *int64) *int64 {
	if limit == nil {
		return nil
	}
	return new(*limit)
}

func (d Draw) equal(other Draw) bool {
	return d.Account == other.Account && d.Amount == other.Amount && d.Owed == other.Owed && sameLimit(d.Limit, other.Limit)
}

func sameLimit(a, b *int64) bool {
	return a == b || a != nil && b != nil && *a == *b
}
