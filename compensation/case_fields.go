package compensation

import "strings"

// standardFacts lists the facts that have a field of their own, by group and in
// the order in which JSON shows them.
func standardFacts() []string {
	return []string{
		"case.date",
		"incident.id", "incident.kind", "incident.failure", "incident.severity", "incident.responsibility",
		"incident.found_by", "incident.evidence", "incident.date", "incident.reported",
		"incident.duration_minutes", "incident.repeats", "incident.loss", "incident.compensated",
		"incident.affected", "incident.fixable",
		"client.id", "client.archetype", "client.tier", "client.annual_value", "client.tenure_months", "client.asked",
		"order.id", "order.price", "order.refundable",
		"history.orders_12m", "history.incidents_12m", "history.claims_12m", "history.apologies_90d",
		"history.compensated_12m", "history.last_goodwill", "history.refused",
	}
}

// field returns a pointer to the field of a standard fact; nil for other names.
func (c *Case) field(fact string) any {
	group, name, _ := strings.Cut(fact, ".")
	switch group {
	case "case":
		if name == "date" {
			return &c.Date
		}
	case "incident":
		return c.Incident.field(name)
	case "client":
		return c.Client.field(name)
	case "order":
		return c.Order.field(name)
	case "history":
		return c.History.field(name)
	}
	return nil
}

func (i *Incident) field(name string) any {
	switch name {
	case "id":
		return &i.ID
	case "kind":
		return &i.Kind
	case "failure":
		return &i.Failure
	case "severity":
		return &i.Severity
	case "responsibility":
		return &i.Responsibility
	case "found_by":
		return &i.FoundBy
	case "evidence":
		return &i.Evidence
	case "date":
		return &i.Date
	case "reported":
		return &i.Reported
	case "duration_minutes":
		return &i.DurationMinutes
	case "repeats":
		return &i.Repeats
	case "loss":
		return &i.Loss
	case "compensated":
		return &i.Compensated
	case "affected":
		return &i.Affected
	case "fixable":
		return &i.Fixable
	}
	return nil
}

func (c *Client) field(name string) any {
	switch name {
	case "id":
		return &c.ID
	case "archetype":
		return &c.Archetype
	case "tier":
		return &c.Tier
	case "annual_value":
		return &c.AnnualValue
	case "tenure_months":
		return &c.TenureMonths
	case "asked":
		return &c.Asked
	}
	return nil
}

func (o *Order) field(name string) any {
	switch name {
	case "id":
		return &o.ID
	case "price":
		return &o.Price
	case "refundable":
		return &o.Refundable
	}
	return nil
}

func (h *History) field(name string) any {
	switch name {
	case "orders_12m":
		return &h.Orders12m
	case "incidents_12m":
		return &h.Incidents12m
	case "claims_12m":
		return &h.Claims12m
	case "apologies_90d":
		return &h.Apologies90d
	case "compensated_12m":
		return &h.Compensated12m
	case "last_goodwill":
		return &h.LastGoodwill
	case "refused":
		return &h.Refused
	}
	return nil
}
