package compensation

import (
	"maps"

	"github.com/amendsgo/amends/archetype"
)

// Case is what happened, to whom, about which order. A policy reads its parts as
// facts under dotted names: Incident.Severity is incident.severity.
//
// What is not known stays out: nil for numbers and booleans that have no default
// (new(24) gives a *int), and the zero value for text, [Money], [Date], severity
// and words. A policy asks only for the facts that its answer hangs on. In JSON
// a case is an object of groups, see [Case.UnmarshalJSON].
type Case struct {
	// ID names the compensation in the ledger. If empty it is made of incident,
	// client, order and refusals, see [Case.CompensationID].
	ID       string
	Currency string // ISO 4217; if given, it must be the policy's
	Date     Date   // case.date: if given, it must be the day of the decision in the policy's zone
	Incident Incident
	Client   Client
	Order    Order
	History  History
	// Facts are the policy's own, under dotted names: "sla.uptime", "client.plan".
	// Values are bool, any integer or float type, string, json.Number, [Money] or
	// [Date]; nil is missing. A float is read as the shortest decimal that prints it.
	Facts map[string]any
}

// Incident is what went wrong.
type Incident struct {
	ID              string         // names the incident
	Kind            string         // outage, delay, defect, … as the policy lists them
	Failure         Failure        // what the client was deprived of
	Severity        int            // 1 cosmetic, 2 minor, 3 moderate, 4 major, 5 critical; 0 missing
	Responsibility  Responsibility // whose doing it was
	FoundBy         FoundBy        // who said it first
	Evidence        Evidence       // how sure it is
	Date            Date           // when it happened; chooses dated rates and the rules in force
	Reported        Date           // when the client told us
	DurationMinutes *int           // how long it lasted
	Repeats         int            // times that the same thing happened to this client before
	Loss            Money          // what the client lost, proven
	Compensated     Money          // already given for this incident; missing counts as nothing
	Affected        int            // clients hit by the same incident; 0 counts as 1
	Fixable         *bool          // can the work be done again
}

// Client is whom it happened to. It holds no name: ID is a pseudonym.
type Client struct {
	ID           string
	Archetype    archetype.Kind // if nobody said, the policy's archetypes tell
	Tier         string         // as the policy lists them
	AnnualValue  Money          // what the client is worth in a year
	TenureMonths *int           // how long they have been a client
	Asked        bool           // did they ask for compensation
}

// Order is what it was about.
type Order struct {
	ID         string
	Price      Money // what the affected order, month or project costs
	Refundable Money // paid and not yet given back
}

// History is what came before. Counts and sums that are zero count as none.
type History struct {
	Orders12m      int   // orders in twelve months
	Incidents12m   int   // incidents in twelve months
	Claims12m      int   // claims in twelve months
	Apologies90d   int   // apologies in ninety days
	Compensated12m Money // given in twelve months
	LastGoodwill   Date  // day of the last gesture
	Refused        int   // steps of the ladder that this client refused for this incident
}

// heldCase is what a case points to, so that a record of its own stays as it was decided.
type heldCase struct {
	duration, tenure int
	fixable          bool
}

// hold copies what the caller could still change.
func (h *heldCase) hold(c *Case) {
	c.Facts = maps.Clone(c.Facts)
	c.Incident.DurationMinutes = copied(c.Incident.DurationMinutes, &h.duration)
	c.Incident.Fixable = copied(c.Incident.Fixable, &h.fixable)
	c.Client.TenureMonths = copied(c.Client.TenureMonths, &h.tenure)
}

func copied[T any](from, to *T) *T {
	if from == nil {
		return nil
	}
	*to = *from
	return to
}
