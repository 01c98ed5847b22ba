package rules_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// Whole numbers and exact ones decide alike, to the byte: what is given, the trace, and
// what is wrong with a case.
func TestPlainRulesAreExact(t *testing.T) {
	plain, decided := 0, 0
	drawn(t, 300, 10, func(text string, cases []compensation.Case) {
		fast, err := rules.Parse("drawn.yaml", []byte(text))
		if err != nil {
			return // some are at fault, as rules of a lane that overlap
		}
		slow := rules.MustParse("drawn.yaml", []byte(text))
		plain += rules.Exactly(slow)
		for _, c := range cases {
			want := answer(t, slow, c)
			require.Equal(t, want, answer(t, fast, c), "%s\n%+v", text, c)
			if strings.HasPrefix(want, "{") {
				decided++
			}
		}
	})
	assert.Greater(t, plain, 500)
	assert.Greater(t, decided, 500)
}

func FuzzPlainRulesAreExact(f *testing.F) {
	f.Add(uint64(1), uint64(1))
	f.Fuzz(func(t *testing.T, policy, given uint64) {
		d := newDrawing(policy)
		text := d.policy()
		fast, err := rules.Parse("drawn.yaml", []byte(text))
		if err != nil {
			return
		}
		slow := rules.MustParse("drawn.yaml", []byte(text))
		rules.Exactly(slow)
		d.Rand = rand.New(rand.NewPCG(given, 8))
		for range 10 {
			c := d.given()
			require.Equal(t, answer(t, slow, c), answer(t, fast, c), "%s\n%+v", text, c)
		}
	})
}

// drawing writes random policies whose amounts lie at the edges of what whole numbers
// can compute, and cases to go with them.
type drawing struct {
	*rand.Rand
	currency string
	digits   int
}

func newDrawing(seed uint64) drawing {
	d := drawing{Rand: rand.New(rand.NewPCG(seed, 7))}
	d.currency = d.one("EUR", "EUR", "JPY", "KWD", "CLF")
	d.digits, _ = compensation.CurrencyDigits(d.currency)
	return d
}

func (d drawing) one(from ...string) string { return from[d.IntN(len(from))] }

// money is an amount as a policy writes it, in whole units.
func (d drawing) money() string {
	n := fmt.Sprint(d.Int64N(300))
	if d.digits > 0 && d.IntN(2) == 0 {
		n += fmt.Sprintf(".%0*d", d.digits, d.IntN(10))
	}
	return d.one(n, n, n, n, "0", "87960930222.0", "order.price / 7", "own.sum", "own.sum - 20", "80000000000")
}

func (d drawing) percent() string {
	return d.one("0", "5", "10", "25", "33.3", "12.5", "0.01", "0.0001", "33.333333", "150", "100", "99.99", "100 / 3",
		"own.share", "incident.severity * 10", fmt.Sprint(1+d.IntN(99)), fmt.Sprintf("%d.%d", d.IntN(99), 1+d.IntN(9)))
}

func (d drawing) remedy() string {
	parts := []string{"percent: " + d.percent()}
	if d.IntN(3) == 0 {
		parts = []string{"amount: " + d.money()}
	} else if d.IntN(3) == 0 {
		parts = append(parts, "of: "+d.one("incident.loss", "own.sum", "order.price / 3", "client.annual_value", "order.price + own.sum", "50"))
	}
	kind := d.one("refund", "credit", "payment", "gift", "redo")
	sum := kind != "gift" && kind != "redo"
	add := func(odds int, text string) {
		if d.IntN(odds) == 0 {
			parts = append(parts, text)
		}
	}
	if sum {
		add(3, "at_most: "+d.money())
		add(4, "at_least: "+d.money())
	}
	add(6, "times: "+d.one("2", "0", "1.5", "incident.severity", "history.claims_12m - 1"))
	add(8, "periods: "+d.one("3", "0.25", "history.orders_12m"))
	add(8, "cost: "+d.money())
	add(6, "valid_days: "+d.one("365", "0", "30.5", "incident.severity"))
	add(8, "due_workdays: 3")
	return fmt.Sprintf("%s: {%s}", kind, strings.Join(parts, ", "))
}

func (d drawing) step() string {
	step := map[string]string{}
	var order []string
	for range 1 + d.IntN(10)/7 {
		remedy := d.remedy()
		kind, _, _ := strings.Cut(remedy, ":")
		if step[kind] == "" {
			step[kind], order = remedy, append(order, remedy)
		}
	}
	if d.IntN(3) == 0 {
		order = append(order, "apology: {}")
	}
	return "{" + strings.Join(order, ", ") + "}"
}

func (d drawing) lane(i int, pick string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  - lane: lane%d\n    pick: %s\n    rules:\n", i, pick)
	for r := range 1 + d.IntN(8) {
		fmt.Fprintf(&b, "      - id: r%d-%d\n        when: %s\n        because: r%d\n", i, r,
			d.one("incident.severity >= 2", "true", "incident.repeats < 3", "client.asked", "order.price > 10", "own.share > 20", "10 / incident.repeats > 3", "incident.fixable"), r)
		if d.IntN(9) == 0 {
			b.WriteString("        mode: shadow\n")
		}
		if i == 0 && d.IntN(4) == 0 {
			if d.IntN(3) == 0 {
				b.WriteString("        offer: choice\n")
			}
			fmt.Fprintf(&b, "        give: [%s, %s]\n", d.step(), d.step())
			continue
		}
		fmt.Fprintf(&b, "        give: %s\n", d.step())
	}
	if d.IntN(3) == 0 {
		fmt.Fprintf(&b, "    adjust: [{when: incident.repeats >= 1, times: %s}]\n", d.one("1.25", "0", "incident.severity / 2"))
	}
	if d.IntN(3) == 0 {
		deduct := "incident.compensated"
		if i > 0 {
			deduct = d.one("lane0", deduct)
		}
		fmt.Fprintf(&b, "    deduct: [%s]\n", deduct)
	}
	for _, key := range []string{"at_most", "at_least", "pay_from"} {
		if d.IntN(5) == 0 {
			fmt.Fprintf(&b, "    %s: %s\n", key, d.money())
		}
	}
	return b.String()
}

func (d drawing) policy() string {
	var b strings.Builder
	fmt.Fprintf(&b, "policy: drawn\nversion: \"1\"\ncurrency: %s\nrounding: %s\n", d.currency, d.one("half_up", "half_even", "down", "up"))
	b.WriteString("facts:\n  own.sum: {type: money}\n  own.share: {type: number, default: 30}\nlanes:\n")
	for i := range 1 + d.IntN(3) {
		b.WriteString(d.lane(i, d.one("best", "best", "best", "first", "all", "one")))
	}
	if d.IntN(2) == 0 {
		fmt.Fprintf(&b, "limits:\n  - {id: top, at_most: %s}\n  - {id: paid, remedy: refund, at_most: %s}\n", d.one("150%", "own.sum", "40"), d.one("order.refundable", "20"))
	}
	if d.IntN(2) == 0 {
		b.WriteString("budget: {risk_share: 3%, pool: p, cost: {gift: 70%, redo: 33.3%}, if_short: trim, caps: [{id: c, per: client.id, every: quarter, count: 3}]}\n")
	}
	if d.IntN(2) == 0 {
		fmt.Fprintf(&b, "approval:\n  - {id: big, when: total.goodwill > %s, by: lead}\n  - {id: other, when: total.cost > order.price, by: boss}\n", d.one("30", "order.price / 3"))
		b.WriteString("response:\n  - {when: incident.severity >= 4, do: [disclose], follow_up: 2 days}\n  - {when: total.value > 20, do: [call_the_bank]}\n")
	}
	return b.String()
}

func (d drawing) amount() compensation.Money {
	n := d.Int64N(100_000)
	switch d.IntN(12) {
	case 0:
		n = 0
	case 1:
		n = 1 + d.Int64N(5)
	case 2:
		n = (1 << 43) - 3 + d.Int64N(6)
	case 3:
		n = d.Int64N(1 << 62)
	case 4:
		n = 1_000_000_000_000 + d.Int64N(1000)
	}
	m, _ := compensation.NewMoney(n, d.currency)
	return m
}

func (d drawing) given() compensation.Case {
	c := randomCase(d.Rand)
	c.Order.Price, c.Order.Refundable = d.amount(), d.amount()
	c.Incident.Loss, c.Incident.Compensated = d.amount(), d.amount()
	c.Client.AnnualValue, c.History.Compensated12m = d.amount(), d.amount()
	c.Facts = map[string]any{"own.share": json.Number(d.one("1", "25.5", "0", "99.999", "-3"))}
	if d.IntN(4) > 0 {
		c.Facts = map[string]any{"own.share": d.IntN(120) - 5, "own.sum": d.amount()}
		if d.IntN(6) == 0 {
			minus, _ := compensation.NewMoney(-d.Int64N(1000), d.currency)
			c.Facts["own.sum"] = minus
		}
	}
	switch d.IntN(12) {
	case 0:
		c.Order.Price = compensation.Money{}
	case 1:
		c.Incident.Fixable = nil
	case 2:
		c.Incident.Severity = 0
	case 3:
		c.Order.Refundable = cents(5) // perhaps of another currency
	}
	return c
}

// drawn yields random policies, each with cases.
func drawn(t *testing.T, policies, cases int, check func(policy string, cases []compensation.Case)) {
	t.Helper()
	for seed := range policies {
		d := newDrawing(uint64(seed))
		text := d.policy()
		list := make([]compensation.Case, cases)
		for i := range list {
			list[i] = d.given()
		}
		check(text, list)
	}
}

// answer is everything that a decision gives, as text.
func answer(t *testing.T, policy compensation.Policy, c compensation.Case) string {
	t.Helper()
	rec, err := compensation.Decide(policy, c, noon, nil)
	if err != nil {
		return err.Error()
	}
	text, err := json.Marshal(rec)
	require.NoError(t, err)
	return string(text)
}
