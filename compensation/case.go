package compensation

import "github.com/amendsgo/amends/archetype"

// Case is what happened, to whom, about which order.
type Case struct {
	ID       string // else incident.id/client.id/order.id/history.refused names the compensation
	Currency string // if given, it must be the policy's
	Date     Date   // case.date; if given, it must be the day of the decision
	Incident Incident
	Client   Client
	Order    Order
	History  History
	// Facts are the policy's own, under dotted names: "sla.uptime", "client.plan". Values are bool,
	// any int or uint type, float64, string, json.Number, Money or Date; nil is missing.
	Facts map[string]any
}

// Incident is what went wrong.
type Incident struct {
	ID              string
	Kind            string
	Failure         string
	Severity        int
	Responsibility  string
	FoundBy         string
	Evidence        string
	Date            Date
	Reported        Date
	DurationMinutes *int
	Repeats         int
	Loss            Money
	Compensated     Money
	Affected        int
	Fixable         *bool
}

// Client is whom it happened to.
type Client struct {
	ID           string
	Archetype    archetype.Kind
	Tier         string
	AnnualValue  Money
	TenureMonths *int
	Asked        bool
}

// Order is what it was about.
type Order struct {
	ID         string
	Price      Money
	Refundable Money
}

// History is what came before.
type History struct {
	Orders12m      int
	Incidents12m   int
	Claims12m      int
	Apologies90d   int
	Compensated12m Money
	LastGoodwill   Date
	Refused        int
}
