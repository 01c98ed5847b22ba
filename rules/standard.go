package rules

import (
	"slices"

	"github.com/amendsgo/amends/archetype"
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
	read     *field // where a case has it; nil for a total
}

// unknown is the value of a one_of fact that nobody has said.
const unknown = "unknown"

// standardFacts are all of them, in the order of the reference; the totals of a
// step come behind them.
var standardFacts = slices.Concat(caseFacts, incidentFacts, clientGroup, orderFacts, historyFacts, totalFacts())

var caseFacts = []standardFact{
	{name: "case.date", is: condition.Date, about: "the day of the decision, in the policy's zone", read: new(caseDate)},
}

var incidentFacts = []standardFact{
	{name: "incident.id", is: condition.Text, about: "names the incident", read: new(incidentID)},
	{name: "incident.kind", is: condition.Text, listed: true, about: "outage, delay, defect, billing, loss, conduct, ... as the policy lists them", read: new(incidentKind)},
	{name: "incident.failure", is: condition.OneOf, values: []string{"service", "goods", "money", "attention", unknown}, standard: unknown, about: "what the client was deprived of", read: new(incidentFailure)},
	{name: "incident.severity", is: condition.Int, min: "1", max: "5", about: "1 cosmetic, 2 minor, 3 moderate, 4 major, 5 critical", read: new(incidentSeverity)},
	{name: "incident.responsibility", is: condition.OneOf, values: []string{"ours", "shared", "third_party", "client", "nobody", unknown}, standard: unknown, about: "whose doing it was", read: new(incidentResponsibility)},
	{name: "incident.found_by", is: condition.OneOf, values: []string{"us", "client", unknown}, standard: unknown, about: "who said it first", read: new(incidentFoundBy)},
	{name: "incident.evidence", is: condition.OneOf, values: []string{"confirmed", "claimed", "none", unknown}, standard: unknown, about: "how sure it is", read: new(incidentEvidence)},
	{name: "incident.date", is: condition.Date, about: "when it happened; chooses dated rates, from and until", read: new(incidentDate)},
	{name: "incident.reported", is: condition.Date, about: "when the client told us", read: new(incidentReported)},
	{name: "incident.duration_minutes", is: condition.Int, unit: "minutes", min: "0", about: "how long it lasted", read: new(incidentDurationMinutes)},
	{name: "incident.repeats", is: condition.Int, min: "0", standard: "0", about: "times the same thing happened to this client before", read: new(incidentRepeats)},
	{name: "incident.loss", is: condition.Money, min: "0", about: "what the client lost, proven", read: new(incidentLoss)},
	{name: "incident.compensated", is: condition.Money, min: "0", standard: "0", about: "already given for this incident", read: new(incidentCompensated)},
	{name: "incident.affected", is: condition.Int, min: "0", standard: "1", about: "clients hit by the same incident", read: new(incidentAffected)},
	{name: "incident.fixable", is: condition.Bool, about: "can the work be done again", read: new(incidentFixable)},
}

var clientGroup = []standardFact{
	{name: "client.id", is: condition.Text, about: "pseudonym of the client", read: new(clientID)},
	{name: "client.archetype", is: condition.OneOf, values: kindsOfClient(), standard: unknown, about: "how the client behaves, a guess; unknown counts as not said", read: new(clientArchetype)},
	{name: "client.tier", is: condition.Text, listed: true, about: "as the policy lists them", read: new(clientTier)},
	{name: "client.annual_value", is: condition.Money, min: "0", about: "what the client is worth in a year", read: new(clientAnnualValue)},
	{name: "client.tenure_months", is: condition.Int, unit: "months", min: "0", about: "how long they have been a client", read: new(clientTenureMonths)},
	{name: "client.asked", is: condition.Bool, standard: "false", about: "did they ask for compensation", read: new(clientAsked)},
}

var orderFacts = []standardFact{
	{name: "order.id", is: condition.Text, about: "names the order", read: new(orderID)},
	{name: "order.price", is: condition.Money, min: "0", about: "what the affected order, month or project costs", read: new(orderPrice)},
	{name: "order.refundable", is: condition.Money, min: "0", about: "paid and not yet given back", read: new(orderRefundable)},
}

var historyFacts = []standardFact{
	{name: "history.orders_12m", is: condition.Int, min: "0", standard: "0", about: "orders in the last 12 months", read: new(historyOrders12m)},
	{name: "history.incidents_12m", is: condition.Int, min: "0", standard: "0", about: "incidents in the last 12 months", read: new(historyIncidents12m)},
	{name: "history.claims_12m", is: condition.Int, min: "0", standard: "0", about: "claims in the last 12 months", read: new(historyClaims12m)},
	{name: "history.apologies_90d", is: condition.Int, min: "0", standard: "0", about: "apologies in the last 90 days", read: new(historyApologies90d)},
	{name: "history.compensated_12m", is: condition.Money, min: "0", standard: "0", about: "given in the last 12 months", read: new(historyCompensated12m)},
	{name: "history.last_goodwill", is: condition.Date, about: "day of the last goodwill, for cool-downs", read: new(historyLastGoodwill)},
	{name: "history.refused", is: condition.Int, min: "0", standard: "0", about: "steps of the ladder that this client refused for this incident", read: new(historyRefused)},
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
