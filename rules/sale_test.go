package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/rules"
)

const salesPolicy = `
policy: sales
version: "1"
currency: EUR
facts:
  client.plan: {type: one_of, values: [starter, business]}
  shop.name: {type: text, default: main}
lanes:
  - lane: gesture
    rules:
      - {id: always, when: "true", give: {apology: {}}}
budget:
  risk_share: 2.5%
  pool: sales/{client.plan}/{shop.name}
`

func TestSaleFundsItsPool(t *testing.T) {
	policy := rules.MustParse("sales.yaml", []byte(salesPolicy))
	account, share, err := policy.Sale(compensation.Sale{
		ID: "s1", Price: compensation.MustMoney("19.99"), Facts: map[string]any{"client.plan": "business", "shop.name": "a/b"},
	})
	require.NoError(t, err)
	assert.Equal(t, ledger.Account{Name: "sales/business/a%2Fb", Unit: "EUR"}, account)
	assert.Equal(t, "0.49 EUR", share.String(), "rounded down")

	account, _, err = policy.Sale(compensation.Sale{Price: compensation.MustMoney("1 EUR"), Facts: map[string]any{"client.plan": "starter"}})
	require.NoError(t, err)
	assert.Equal(t, "sales/starter/main", account.Name, "a default counts for a sale, too")
}

func TestFaultsOfSaleAreToldAtOnce(t *testing.T) {
	policy := rules.MustParse("sales.yaml", []byte(salesPolicy))
	for _, test := range []struct {
		sale compensation.Sale
		want []string
	}{
		{compensation.Sale{}, []string{"sale.price is missing: want an amount in EUR", "client.plan is missing"}},
		{
			compensation.Sale{Price: compensation.MustMoney("5 USD"), Facts: map[string]any{"client.plan": "starters", "shop.nam": "x"}},
			[]string{"sale.price is 5.00 USD", "did you mean starter?", "did you mean shop.name?"},
		},
		{
			compensation.Sale{Price: compensation.MustMoney("-1"), Order: compensation.Order{Price: compensation.MustMoney("-2")}},
			[]string{"sale.price is -1: want", "order.price is -2"},
		},
	} {
		_, _, err := policy.Sale(test.sale)
		require.ErrorAs(t, err, new(*compensation.InvalidCaseError))
		for _, want := range test.want {
			assert.ErrorContains(t, err, want)
		}
	}
}

func TestSaleWithoutBudgetFundsNothing(t *testing.T) {
	account, share, err := rules.MustParse("tiny.yaml", []byte(tiny)).Sale(compensation.Sale{Price: compensation.MustMoney("10")})
	require.NoError(t, err)
	assert.Zero(t, account)
	assert.Zero(t, share.Minor())
}

func TestFactsDescribeWhatAPolicyKnows(t *testing.T) {
	policy := rules.MustParse("facts.yaml", []byte(factsPolicy))
	byName := map[string]rules.Fact{}
	for _, f := range policy.Facts() {
		byName[f.Name] = f
	}
	assert.Equal(t, rules.Fact{
		Name: "incident.severity", Type: "int", Min: "1", Max: "5", About: "1 cosmetic, 2 minor, 3 moderate, 4 major, 5 critical",
	}, byName["incident.severity"])
	assert.Equal(t, rules.Fact{Name: "own.day", Type: "date", Min: "2026-01-01", Own: true}, byName["own.day"])
	assert.Equal(t, []string{"outage", "delay"}, byName["incident.kind"].Values)
	assert.Equal(t, "one_of", byName["incident.kind"].Type)
	assert.Equal(t, "1", byName["incident.affected"].Default)
	assert.Equal(t, "unknown", byName["incident.found_by"].Default)
	assert.Equal(t, "0.00", byName["history.compensated_12m"].Default)
	assert.True(t, byName["total.cost"].Total)
}

// TestFaultNamesTheRulesThatNeedTheFact: a fact at fault is like a missing one to the rules.
func TestFaultNamesTheRulesThatNeedTheFact(t *testing.T) {
	policy := rules.MustParse("tiny.yaml", []byte(tiny))
	_, err := compensation.Decide(policy, compensation.Case{Incident: compensation.Incident{Severity: 9}}, midday, nil)
	assert.EqualError(t, err, "case: incident.severity is 9: want a whole number from 1 to 5 (needed by major)")
	_, err = compensation.Decide(policy, compensation.Case{Incident: compensation.Incident{Severity: 4}, Facts: map[string]any{"order.prise": 3}}, midday, nil)
	assert.ErrorContains(t, err, "order.price is missing: want an amount such as 19.99 in EUR, at least 0.00 (needed by major)")
	assert.ErrorContains(t, err, "order.prise is not a fact of this policy; did you mean order.price?")
}
