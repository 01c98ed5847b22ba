package rules_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// The order of arithmetic is fixed: each remedy amount × times × periods →
// adjust → at_least → at_most; each lane sum → deduct → at_least → at_most →
// pay_from or pay_above; rounding; limits; cost. Every step below was worked
// out by hand, and would come out otherwise in another order.
func TestOrderOfArithmetic(t *testing.T) {
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	base := func() compensation.Case {
		return compensation.Case{
			Incident: compensation.Incident{Severity: 4, Repeats: 1, Affected: 3},
			Order: compensation.Order{
				Price:      compensation.MustMoney("99.99 EUR"),
				Refundable: compensation.MustMoney("99.99 EUR"),
			},
		}
	}
	tests := []struct {
		name   string
		policy string // what follows the head of the policy
		change func(*compensation.Case)
		want   []string // kind value cost
		stages []string // lane rule remedy stage id: from → to
	}{{
		name: "amount, times and periods multiply exactly and are rounded once",
		// 10.005 × 3 × 2 = 60.03; rounded at each step it would be 60.06.
		policy: `
lanes:
  - lane: a
    rules: [{id: r, when: "true", give: {refund: {amount: 10.005, times: incident.affected, periods: 2}}}]`,
		want: []string{"refund 60.03 60.03"},
	}, {
		name: "a factor below zero counts as zero, and the trace says so",
		// 99.99 − 200 is below zero.
		policy: `
lanes:
  - lane: a
    rules: [{id: r, when: "true", give: {refund: {amount: order.price - 200}, credit: 5}}]`,
		want:   []string{"credit 5.00 5.00"},
		stages: []string{"a r refund amount: 0 → 0 (amount is below zero and counts as zero)"},
	}, {
		name: "adjust comes before the remedy's own floor",
		// 9.999 × 1.5 = 14.9985, lifted to 20; the other way round it would be 30.
		policy: `
lanes:
  - lane: a
    rules: [{id: r, when: "true", give: {refund: {percent: 10, at_least: 20}}}]
    adjust: [{id: again, when: incident.repeats >= 1, times: 1.5}]`,
		want: []string{"refund 20.00 20.00"},
		stages: []string{
			"a r refund adjust again: 9.999 → 14.9985",
			"a r refund at_least: 14.9985 → 20.00",
		},
	}, {
		name: "the remedy's ceiling wins over its floor",
		policy: `
lanes:
  - lane: a
    rules: [{id: r, when: "true", give: {refund: {amount: 10, at_least: 30, at_most: 25}}}]`,
		want: []string{"refund 25.00 25.00"},
		stages: []string{
			"a r refund at_least: 10.00 → 30.00",
			"a r refund at_most: 30.00 → 25.00",
		},
	}, {
		name: "a floor never lifts zero",
		policy: `
lanes:
  - lane: a
    at_least: 15
    rules: [{id: r, when: "true", give: {refund: {amount: 10, times: 0, at_least: 30}, apology: {}}}]`,
		want: []string{"apology 0.00 0.00"},
	}, {
		name: "deduct, ceiling and sharing of a lane",
		// Sums: 33.33 % of 99.99 = 33.326667 and 20 % = 19.998, together 53.324667.
		// Less 10.00 already given: 43.324667. At most 40 % of the price: 39.996, a
		// ceiling, so 39.99. Shared 33.33 : 20, that is 24.99281… and 14.99718…: 24.99
		// and 14.99, and the cent left over to the larger remainder, the discount.
		policy: `
lanes:
  - lane: a
    deduct: [incident.compensated]
    at_most: 40%
    rules: [{id: r, when: "true", give: {refund: 33.33%, discount: 20%}}]`,
		change: func(c *compensation.Case) { c.Incident.Compensated = compensation.MustMoney("10 EUR") },
		want:   []string{"refund 24.99 24.99", "discount 15.00 15.00"},
		stages: []string{
			"a deduct incident.compensated: 53.324667 → 43.324667",
			"a at_most: 43.324667 → 39.996",
			"a r refund share: 33.326667 → 24.99",
			"a r discount share: 19.998 → 15.00",
		},
	}, {
		name: "a lane's floor comes after deduct and before its ceiling",
		// 30 − 25 = 5, lifted to 12, then cut to 11.
		policy: `
lanes:
  - lane: a
    deduct: [incident.compensated]
    at_least: 12
    at_most: 11
    rules: [{id: r, when: "true", give: {refund: 30}}]`,
		change: func(c *compensation.Case) { c.Incident.Compensated = compensation.MustMoney("25 EUR") },
		want:   []string{"refund 11.00 11.00"},
		stages: []string{
			"a deduct incident.compensated: 30.00 → 5.00",
			"a at_least: 5.00 → 12.00",
			"a at_most: 12.00 → 11.00",
			"a r refund share: 30.00 → 11.00",
		},
	}, {
		name: "an unchanged lane rounds each remedy by itself, and the total is their sum",
		// 3.335 twice: 3.34 + 3.34 = 6.68, though the exact sum is 6.67.
		policy: `
lanes:
  - lane: a
    pick: all
    rules:
      - {id: r, when: "true", give: {refund: 3.335}}
      - {id: s, when: "true", give: {credit: 3.335}}`,
		want: []string{"refund 3.34 3.34", "credit 3.34 3.34"},
		stages: []string{
			"a r refund round: 3.335 → 3.34",
			"a s credit round: 3.335 → 3.34",
		},
	}, {
		name: "pay_from pays the sum itself",
		policy: `
lanes:
  - lane: a
    pay_from: 1
    rules: [{id: r, when: "true", give: {refund: 1}}]`,
		want: []string{"refund 1.00 1.00"},
	}, {
		name: "pay_above is exact: 1.00 is not above 1, 1.001 is",
		policy: `
lanes:
  - lane: a
    pay_above: 1
    rules: [{id: r, when: "true", give: {refund: 1}}]
  - lane: b
    pay_above: 1
    rules: [{id: s, when: "true", give: {credit: 1.001}}]`,
		want: []string{"credit 1.00 1.00"},
		stages: []string{
			"a pay_above: 1.00 → 0.00",
			"a r refund share: 1.00 → 0.00",
			"b s credit round: 1.001 → 1.00",
		},
	}, {
		name: "a later lane deducts the rounded total of an earlier one",
		// Lane a: 33.325 is rounded to 33.33. Lane b: 50 − 33.33 = 16.67.
		policy: `
lanes:
  - lane: a
    owed: true
    rules: [{id: r, when: "true", give: {credit: 33.325}}]
  - lane: b
    deduct: [a]
    rules: [{id: s, when: "true", give: {refund: 50}}]`,
		want: []string{"credit 33.33 33.33", "refund 16.67 16.67"},
		stages: []string{
			"a r credit round: 33.325 → 33.33",
			"b deduct a: 50.00 → 16.67",
			"b s refund share: 50.00 → 16.67",
		},
	}, {
		name: "limits come last, in file order, on whole cents; what is owed counts first",
		// Owed 60.00. Goodwill: refund 50, discount 25. All at most 120: room 60,
		// shared 2 : 1, 40 and 20. Then refunds at most 15.555, a ceiling: 15.55.
		policy: `
lanes:
  - lane: a
    owed: true
    rules: [{id: r, when: "true", give: {payment: 60}}]
  - lane: b
    rules: [{id: s, when: "true", give: {refund: 50, discount: 25}}]
limits:
  - {id: all, at_most: 120}
  - {id: back, remedy: refund, at_most: 15.555}`,
		want: []string{"payment 60.00 60.00", "refund 15.55 15.55", "discount 20.00 20.00"},
		stages: []string{
			"b s refund limit all: 50.00 → 40.00",
			"b s discount limit all: 25.00 → 20.00",
			"b s refund limit back: 40.00 → 15.55",
		},
	}, {
		name: "cost is a share of the final value, rounded like it; one's own cost is scaled with the cut",
		// Free service: 99.99 × 30 % = 29.997 → 30.00. Credit: 40 is cut to 20 by the
		// limit (119.99 − 99.99), so its own cost of 9.99 becomes 4.995 → 5.00.
		policy: `
budget: {risk_share: 3%, pool: p, cost: {free_service: 30%}}
lanes:
  - lane: a
    rules: [{id: r, when: "true", give: {free_service: {}, credit: {amount: 40, cost: 9.99}}}]
limits: [{id: all, at_most: 119.99}]`,
		want:   []string{"free_service 99.99 30.00", "credit 20.00 5.00"},
		stages: []string{"a r credit limit all: 40.00 → 20.00"},
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			policy, err := rules.Parse("t.yaml", []byte("policy: t\nversion: \"1\"\ncurrency: EUR"+tt.policy+"\n"))
			require.NoError(t, err)
			c := base()
			if tt.change != nil {
				tt.change(&c)
			}
			rec, err := compensation.Decide(policy, c, at, nil)
			require.NoError(t, err)
			require.NotNil(t, rec.Step)
			var got, stages []string
			for _, m := range rec.Step.Remedies {
				got = append(got, strings.Join([]string{string(m.Kind), m.Value.Amount(), m.Cost.Amount()}, " "))
			}
			for _, s := range rec.Stages {
				line := strings.Join(strings.Fields(strings.Join([]string{s.Lane, s.Rule, string(s.Remedy), s.Stage, s.ID}, " ")), " ")
				line += ": " + s.From + " → " + s.To
				if s.Note != "" {
					line += " (" + s.Note + ")"
				}
				stages = append(stages, line)
			}
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.stages, stages)
		})
	}
}
