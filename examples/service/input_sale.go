package main

import (
	"errors"
	"net/http"

	"github.com/amendsgo/amends/compensation"
)

// readSale reads a sale, which has the shape of a case without incident and
// history: id, client, order with its price, and the policy's own facts.
func (s *service) readSale(r *http.Request) (compensation.Sale, error) {
	c, faults, err := readCase(r)
	if err != nil {
		return compensation.Sale{}, err
	}
	sale := compensation.Sale{ID: c.ID, Price: c.Order.Price, Client: c.Client, Order: c.Order, Facts: c.Facts}
	_, _, invalid := s.policy.Sale(sale)
	return sale, compensation.JoinFaults(faults, asOrder(invalid), invalidInput(s.notOfSale(c)...))
}

// notOfSale faults what a case may say and a sale may not, or must.
func (s *service) notOfSale(c compensation.Case) []compensation.Fault {
	var faults []compensation.Fault
	if c.ID == "" {
		faults = append(faults, compensation.Fault{Fact: "id", Problem: "is missing", Expected: "a text that names the sale, so that it funds once"})
	}
	if c.Currency != "" && c.Currency != s.policy.Currency() {
		faults = append(faults, compensation.Fault{Fact: "currency", Problem: "is " + short(c.Currency), Expected: s.policy.Currency()})
	}
	for _, group := range []struct {
		name  string
		given bool
	}{
		{"case", !c.Date.IsMissing()},
		{"incident", c.Incident != compensation.Incident{}},
		{"history", c.History != compensation.History{}},
	} {
		if group.given {
			faults = append(faults, compensation.Fault{Fact: group.name, Problem: "does not belong to a sale"})
		}
	}
	return faults
}

// asOrder names the price by its place in the JSON.
func asOrder(err error) error {
	if invalid, ok := errors.AsType[*compensation.InvalidCaseError](err); ok {
		for i := range invalid.Faults {
			if invalid.Faults[i].Fact == "sale.price" {
				invalid.Faults[i].Fact = "order.price"
			}
		}
	}
	return err
}
