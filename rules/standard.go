package rules

import (
	"slices"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// standardFact is a fact that every policy knows.
type standardFact struct {
	name     string
	is       condition.Type
	about    string
	unit     string
	values   []string
	min, max string // as a policy would write them
	standard string // the value when a case does not carry it, as a policy would write it
	listed   bool   // a policy lists its values before it compares with constants
	read     func(*compensation.Case) given
}

// unknown is the value of a one_of fact that nobody has said.
const unknown = "unknown"

// standardFacts are all of them, in the order of the reference; the totals of a
// step come behind them.
var standardFacts = slices.Concat(caseFacts, incidentFacts, clientGroup, orderFacts, historyFacts, totalFacts())

var caseFacts = []standardFact{
	{name: "case.date", is: condition.Date, about: "the day of the decision, in the policy's zone", read: func(c *compensation.Case) given { return day(c.Date) }},
}

var incidentFacts = []standardFact{
	{name: "incident.id", is: condition.Text, about: "names the incident", read: func(c *compensation.Case) given { return words(c.Incident.ID) }},
	{name: "incident.kind", is: condition.Text, listed: true, about: "outage, delay, defect, billing, loss, conduct, ... as the policy lists them", read: func(c *compensation.Case) given { return words(c.Incident.Kind) }},
	{name: "incident.failure", is: condition.OneOf, values: []string{"service", "goods", "money", "attention", unknown}, standard: unknown, about: "what the client was deprived of", read: func(c *compensation.Case) given { return words(string(c.Incident.Failure)) }},
	{name: "incident.severity", is: condition.Int, min: "1", max: "5", about: "1 cosmetic, 2 minor, 3 moderate, 4 major, 5 critical", read: func(c *compensation.Case) given { return whole(c.Incident.Severity).unlessZero() }},
	{name: "incident.responsibility", is: condition.OneOf, values: []string{"ours", "shared", "third_party", "client", "nobody", unknown}, standard: unknown, about: "whose doing it was", read: func(c *compensation.Case) given { return words(string(c.Incident.Responsibility)) }},
	{name: "incident.found_by", is: condition.OneOf, values: []string{"us", "client", unknown}, standard: unknown, about: "who said it first", read: func(c *compensation.Case) given { return words(string(c.Incident.FoundBy)) }},
	{name: "incident.evidence", is: condition.OneOf, values: []string{"confirmed", "claimed", "none", unknown}, standard: unknown, about: "how sure it is", read: func(c *compensation.Case) given { return words(string(c.Incident.Evidence)) }},
	{name: "incident.date", is: condition.Date, about: "when it happened; chooses dated rates, from and until", read: func(c *compensation.Case) given { return day(c.Incident.Date) }},
	{name: "incident.reported", is: condition.Date, about: "when the client told us", read: func(c *compensation.Case) given { return day(c.Incident.Reported) }},
	{name: "incident.duration_minutes", is: condition.Int, unit: "minutes", min: "0", about: "how long it lasted", read: func(c *compensation.Case) given { return perhaps(c.Incident.DurationMinutes) }},
	{name: "incident.repeats", is: condition.Int, min: "0", standard: "0", about: "times the same thing happened to this client before", read: func(c *compensation.Case) given { return whole(c.Incident.Repeats) }},
	{name: "incident.loss", is: condition.Money, min: "0", about: "what the client lost, proven", read: func(c *compensation.Case) given { return money(c.Incident.Loss) }},
	{name: "incident.compensated", is: condition.Money, min: "0", standard: "0", about: "already given for this incident", read: func(c *compensation.Case) given { return money(c.Incident.Compensated) }},
	{name: "incident.affected", is: condition.Int, min: "0", standard: "1", about: "clients hit by the same incident", read: func(c *compensation.Case) given { return whole(c.Incident.Affected).unlessZero() }},
	{name: "incident.fixable", is: condition.Bool, about: "can the work be done again", read: func(c *compensation.Case) given { return maybe(c.Incident.Fixable) }},
}

var clientGroup = []standardFact{
	{name: "client.id", is: condition.Text, about: "pseudonym of the client", read: func(c *compensation.Case) given { return words(c.Client.ID) }},
	{name: "client.archetype", is: condition.OneOf, values: kindsOfClient(), standard: unknown, about: "how the client behaves, a guess; unknown counts as not said", read: func(c *compensation.Case) given { return words(string(c.Client.Archetype)) }},
	{name: "client.tier", is: condition.Text, listed: true, about: "as the policy lists them", read: func(c *compensation.Case) given { return words(c.Client.Tier) }},
	{name: "client.annual_value", is: condition.Money, min: "0", about: "what the client is worth in a year", read: func(c *compensation.Case) given { return money(c.Client.AnnualValue) }},
	{name: "client.tenure_months", is: condition.Int, unit: "months", min: "0", about: "how long they have been a client", read: func(c *compensation.Case) given { return perhaps(c.Client.TenureMonths) }},
	{name: "client.asked", is: condition.Bool, standard: "false", about: "did they ask for compensation", read: func(c *compensation.Case) given { return flag(c.Client.Asked) }},
}

var orderFacts = []standardFact{
	{name: "order.id", is: condition.Text, about: "names the order", read: func(c *compensation.Case) given { return words(c.Order.ID) }},
	{name: "order.price", is: condition.Money, min: "0", about: "what the affected order, month or project costs", read: func(c *compensation.Case) given { return money(c.Order.Price) }},
	{name: "order.refundable", is: condition.Money, min: "0", about: "paid and not yet given back", read: func(c *compensation.Case) given { return money(c.Order.Refundable) }},
}

var historyFacts = []standardFact{
	{name: "history.orders_12m", is: condition.Int, min: "0", standard: "0", about: "orders in the last 12 months", read: func(c *compensation.Case) given { return whole(c.History.Orders12m) }},
	{name: "history.incidents_12m", is: condition.Int, min: "0", standard: "0", about: "incidents in the last 12 months", read: func(c *compensation.Case) given { return whole(c.History.Incidents12m) }},
	{name: "history.claims_12m", is: condition.Int, min: "0", standard: "0", about: "claims in the last 12 months", read: func(c *compensation.Case) given { return whole(c.History.Claims12m) }},
	{name: "history.apologies_90d", is: condition.Int, min: "0", standard: "0", about: "apologies in the last 90 days", read: func(c *compensation.Case) given { return whole(c.History.Apologies90d) }},
	{name: "history.compensated_12m", is: condition.Money, min: "0", standard: "0", about: "given in the last 12 months", read: func(c *compensation.Case) given { return money(c.History.Compensated12m) }},
	{name: "history.last_goodwill", is: condition.Date, about: "day of the last goodwill, for cool-downs", read: func(c *compensation.Case) given { return day(c.History.LastGoodwill) }},
	{name: "history.refused", is: condition.Int, min: "0", standard: "0", about: "steps of the ladder that this client refused for this incident", read: func(c *compensation.Case) given { return whole(c.History.Refused) }},
}

// totalFacts are of the recommended step, rounded, after the budget.
func totalFacts() []standardFact {
	facts := []standardFact{
		{name: "total.value", is: condition.Money, about: "worth of the step to the client"},
		{name: "total.cost", is: condition.Money, about: "cost of the step to us"},
		{name: "total.owed", is: condition.Money, about: "worth of what is owed"},
		{name: "total.goodwill", is: condition.Money, about: "worth of what is not owed"},
	}
	for _, k := range kinds {
		facts = append(facts, standardFact{
			name: "total." + string(k.name), is: condition.Money, about: "worth of the step's " + k.says,
		})
	}
	for i := range facts {
		facts[i].min = "0"
	}
	return facts
}

// isTotal says that only approval and response know the fact.
func (f standardFact) isTotal() bool { return f.read == nil }

func kindsOfClient() []string {
	var words []string
	for _, kind := range archetype.All() {
		words = append(words, kind.String())
	}
	return words
}
