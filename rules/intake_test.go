package rules_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

const factsPolicy = `
policy: facts
version: "1"
currency: EUR
zone: Europe/Sofia
facts:
  own.flag: {type: bool}
  own.count: {type: int, min: 0, max: 10}
  own.number: {type: number}
  own.sum: {type: money, min: 0}
  own.plan: {type: one_of, values: [starter, business]}
  own.word: {type: text}
  own.day: {type: date, min: 2026-01-01}
  incident.kind: {values: [outage, delay]}
lanes:
  - lane: gesture
    rules:
      - {id: always, when: "true", give: {apology: {}}}
`

var midday = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

type named string

func TestFactsOfCaseAreReadWhateverTheirGoType(t *testing.T) {
	policy := rules.MustParse("facts.yaml", []byte(factsPolicy))
	var none *int
	for _, facts := range []map[string]any{
		{"own.flag": true},
		{"own.count": 3},
		{"own.count": int8(3)},
		{"own.count": uint64(3)},
		{"own.count": 3.0},
		{"own.count": json.Number("3")},
		{"own.count": json.Number("3.0")},
		{"own.count": json.Number("1e1")},
		{"own.number": 0.1},
		{"own.number": float32(0.1)},
		{"own.number": json.Number("-12.5e-3")},
		{"own.number": 123456789012345},
		{"own.sum": "19.99"},
		{"own.sum": 19.99},
		{"own.sum": 19},
		{"own.sum": json.Number("19.99")},
		{"own.sum": compensation.MustMoney("19.99 EUR")},
		{"own.sum": compensation.MustMoney("19.99")},
		{"own.sum": "19.99 EUR"},
		{"own.plan": "starter"},
		{"own.plan": named("starter")},
		{"own.word": ""},
		{"own.word": "anything at all"},
		{"own.day": "2026-01-01"},
		{"own.day": compensation.MustDate("2026-11-21")},
		{"own.count": nil},
		{"own.count": none},
		{"own.count": new(3)},
	} {
		assert.NoError(t, policy.Check(compensation.Case{Facts: facts}, midday), "%v", facts)
	}
}

func TestFaultsOfFacts(t *testing.T) {
	policy := rules.MustParse("facts.yaml", []byte(factsPolicy))
	for _, test := range []struct {
		name  string
		value any
		want  string
	}{
		{"own.flag", "true", `own.flag is "true": want true or false`},
		{"own.flag", 1, `own.flag is 1: want true or false`},
		{"own.count", 11, `own.count is 11: want a whole number from 0 to 10`},
		{"own.count", -1, `own.count is -1: want a whole number from 0 to 10`},
		{"own.count", 2.5, `own.count is 2.5: want a whole number from 0 to 10`},
		{"own.count", "3", `own.count is "3": want a whole number from 0 to 10; give it as a number, without quotes`},
		{"own.count", uint64(math.MaxUint64), `own.count is 18446744073709551615: want a whole number from 0 to 10`},
		{"own.count", json.Number("1e99999"), `own.count is 1e99999: want a whole number from 0 to 10`},
		{"own.number", math.NaN(), `own.number is NaN: want a number`},
		{"own.number", math.Inf(1), `own.number is +Inf: want a number`},
		{"own.number", 1234567890123456, `own.number is 1234567890123456, with more than 15 significant digits: want a number`},
		{"own.number", json.Number("0.1234567890123456"), `own.number is 0.1234567890123456, with more than 15 significant digits: want a number`},
		{"own.number", true, `own.number is true: want a number`},
		{"own.sum", "19.999", `own.sum is "19.999": want an amount such as 19.99 in EUR, at least 0.00; 19.999 has 3 decimals, EUR has 2 decimals`},
		{"own.sum", "-1", `own.sum is "-1": want an amount such as 19.99 in EUR, at least 0.00`},
		{"own.sum", "19.99 USD", `own.sum is "19.99 USD": want an amount such as 19.99 in EUR, at least 0.00; no currency is converted`},
		{"own.sum", "much", `own.sum is "much": want an amount such as 19.99 in EUR, at least 0.00`},
		{"own.sum", math.NaN(), `own.sum is NaN: want an amount such as 19.99 in EUR, at least 0.00`},
		{"own.sum", false, `own.sum is false: want an amount such as 19.99 in EUR, at least 0.00`},
		{"own.plan", "starters", `own.plan is "starters": want one of starter, business; did you mean starter?`},
		{"own.plan", 3, `own.plan is 3: want one of starter, business`},
		{"own.word", 3, `own.word is 3: want a text`},
		{"own.word", []string{"a"}, `own.word is a slice: want a text`},
		{"own.day", "2025-12-31", `own.day is "2025-12-31": want a day such as 2026-11-21, at least 2026-01-01`},
		{"own.day", "2026-02-30", `own.day is "2026-02-30": want a day such as 2026-11-21, at least 2026-01-01`},
		{"own.day", midday, `own.day is a time: want a day such as 2026-11-21, at least 2026-01-01; give the day alone: compensation.DateOf`},
		{"own.day", 3, `own.day is 3: want a day such as 2026-11-21, at least 2026-01-01`},
		{"own.plam", "starter", `own.plam is not a fact of this policy; did you mean own.plan?`},
		{"incident.severity", 3, `incident.severity stands among the policy's own facts; it is a standard fact: set the field of Case`},
		{"total.value", 3, `total.value is computed, and cannot be given`},
	} {
		err := policy.Check(compensation.Case{Facts: map[string]any{test.name: test.value}}, midday)
		require.ErrorAs(t, err, new(*compensation.InvalidCaseError), "%v", test.value)
		assert.EqualError(t, err, "case: "+test.want)
	}
}

func TestFaultsOfStandardFactsAreToldAtOnce(t *testing.T) {
	policy := rules.MustParse("facts.yaml", []byte(factsPolicy))
	c := compensation.Case{
		Currency: "USD",
		Date:     compensation.MustDate("2026-11-20"),
		Incident: compensation.Incident{
			Kind: "outrage", Failure: "servis", Severity: 9, Repeats: -1, Affected: -2,
			Loss: compensation.MustMoney("-1 EUR"), DurationMinutes: new(-5),
		},
		Client: compensation.Client{Archetype: "grumpy", AnnualValue: compensation.MustMoney("10 USD")},
		Order:  compensation.Order{Price: compensation.MustMoney("10.001")},
		Facts:  map[string]any{"own.count": 99, "own.flg": true},
	}
	err := policy.Check(c, midday)
	var invalid *compensation.InvalidCaseError
	require.ErrorAs(t, err, &invalid)
	var names []string
	for _, f := range invalid.Faults {
		names = append(names, f.Fact)
	}
	assert.Equal(t, []string{
		"case.currency", "case.date", "client.annual_value", "client.archetype", "incident.affected", "incident.duration_minutes",
		"incident.failure", "incident.kind", "incident.loss", "incident.repeats", "incident.severity", "order.price", "own.count", "own.flg",
	}, names)
	assert.Contains(t, err.Error(), `incident.failure is "servis": want one of service, goods, money, attention, unknown; did you mean service?`)
	assert.Contains(t, err.Error(), `case.date is 2026-11-20: want 2026-11-21, the day of the decision in Europe/Sofia`)
}

func TestDayOfDecisionIsCountedInPolicyZone(t *testing.T) {
	policy := rules.MustParse("facts.yaml", []byte(factsPolicy))
	late := time.Date(2026, 11, 21, 23, 0, 0, 0, time.UTC) // one in the morning in Sofia
	assert.NoError(t, policy.Check(compensation.Case{Date: compensation.MustDate("2026-11-22")}, late))
	assert.Error(t, policy.Check(compensation.Case{Date: compensation.MustDate("2026-11-21")}, late))
	assert.Error(t, policy.Check(compensation.Case{}, time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)))
}

func TestOrdinaryCasesAreSound(t *testing.T) {
	policy := rules.MustParse("facts.yaml", []byte(factsPolicy))
	assert.NoError(t, policy.Check(compensation.Case{}, midday), "nothing said is nothing wrong")
	assert.False(t, errors.Is(policy.Check(compensation.Case{Currency: "EUR"}, midday), compensation.ErrCurrency))
}
