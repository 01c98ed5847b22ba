package rules_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

const explained = `policy: p
version: "1"
currency: EUR
facts:
  sla.uptime: {type: number, min: 0, max: 100}
definitions:
  ours: incident.responsibility in ["ours", "shared"]
lanes:
  - lane: sla
    owed: true
    pick: first
    rules:
      - {id: bad, when: sla.uptime < 95, give: {credit: 100%}}
      - {id: poor, when: sla.uptime < 99, give: {credit: 30%}, because: Section 4.}
  - lane: gesture
    when: ours
    rules:
      - id: major
        when: incident.severity >= 4
        unless: client.asked
        give: {refund: 50%}
      - {id: small, when: incident.severity >= 2, give: {refund: 10%}}
      - {id: ratio, when: incident.loss / history.orders_12m > 5, give: {refund: 1%}}
`

func explainedCase() compensation.Case {
	return compensation.Case{
		Date: compensation.MustDate("2026-11-21"),
		Incident: compensation.Incident{
			ID: "i", Severity: 3, Responsibility: compensation.ResponsibilityOurs, Loss: compensation.MustMoney("10 EUR"),
		},
		Client: compensation.Client{ID: "c"},
		Order:  compensation.Order{Price: compensation.MustMoney("100 EUR")},
		Facts:  map[string]any{"sla.uptime": 94.5},
	}
}

func TestExplain(t *testing.T) {
	policy := rules.MustParse("p.yaml", []byte(explained))
	exp, err := policy.Explain(explainedCase())
	require.NoError(t, err)
	require.Len(t, exp.Rules, 5)

	bad, ok := exp.Rule("bad")
	require.True(t, ok)
	assert.Equal(t, rules.VerdictTrue, bad.Verdict)
	assert.True(t, bad.Gives)
	assert.Empty(t, bad.Changes)

	poor, _ := exp.Rule("poor")
	assert.Equal(t, rules.VerdictTrue, poor.Verdict)
	assert.False(t, poor.Gives)
	assert.Equal(t, "rule bad comes first in lane sla", poor.Instead)

	major, _ := exp.Rule("major")
	assert.Equal(t, rules.VerdictFalse, major.Verdict)
	assert.Equal(t, []rules.FactChange{{Fact: "incident.severity", From: "3", To: "4"}}, major.Changes)
	assert.Equal(t, "incident.severity 4 instead of 3", major.Changes[0].String())
	require.Len(t, major.Condition.Parts, 3)
	assert.Equal(t, rules.Clause{
		Part: "atom", Verdict: rules.VerdictTrue, Text: `incident.responsibility in ["ours", "shared"]`,
		Facts: []rules.FactSeen{{Fact: "incident.responsibility", Value: "ours"}},
		Line:  7, Column: 9, Width: 45, Parts: []rules.Clause{},
	}, major.Condition.Parts[0], "a definition is shown where it stands")
	assert.Equal(t, "incident.severity >= 4", major.Condition.Parts[1].Text)
	assert.Equal(t, rules.VerdictFalse, major.Condition.Parts[1].Verdict)
	assert.Equal(t, "not (client.asked)", major.Condition.Parts[2].Text)
	assert.Equal(t, rules.VerdictTrue, major.Condition.Parts[2].Verdict)

	ratio, _ := exp.Rule("ratio")
	assert.Equal(t, rules.VerdictFailed, ratio.Verdict)
	assert.Contains(t, ratio.Condition.Parts[1].Problem, "division by zero")

	_, ok = exp.Rule("nobody")
	assert.False(t, ok)

	data, err := json.Marshal(exp)
	require.NoError(t, err)
	var back rules.Explanation
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Equal(t, exp, &back)
}

func TestExplainWithFactsMissing(t *testing.T) {
	policy := rules.MustParse("p.yaml", []byte(explained))
	c := explainedCase()
	c.Facts = nil
	c.Date = compensation.Date{}
	exp, err := policy.Explain(c)
	require.NoError(t, err)
	bad, _ := exp.Rule("bad")
	assert.Equal(t, rules.VerdictOpen, bad.Verdict)
	assert.False(t, bad.Gives)
	assert.Equal(t, []rules.FactChange{{Fact: "sla.uptime", Missing: true, To: "0"}}, bad.Changes)
	assert.Equal(t, "sla.uptime 0 instead of missing", bad.Changes[0].String())

	c.Incident.Severity = 9
	c.Facts = map[string]any{"sla.uptme": 3}
	_, err = policy.Explain(c)
	var invalid *compensation.InvalidCaseError
	require.ErrorAs(t, err, &invalid)
	assert.Len(t, invalid.Faults, 2)
}

func TestDecisiveFacts(t *testing.T) {
	policy := rules.MustParse("p.yaml", []byte(explained))
	c := explainedCase()
	c.History.Orders12m = 1
	rec, err := compensation.Decide(policy, c, noon, nil)
	require.NoError(t, err)
	facts, err := policy.Decisive(rec)
	require.NoError(t, err)
	worth := func(text string) compensation.Money { return compensation.MustMoney(text + " EUR") }
	assert.Equal(t, []rules.DecisiveFact{
		{Fact: "incident.severity", Value: "3", Other: "4", Decision: compensation.Auto, Worth: worth("150.00")},
		{Fact: "incident.responsibility", Value: "ours", Other: "third_party", Decision: compensation.Auto, Worth: worth("100.00")},
		{Fact: "order.price", Value: "100.00", Other: "100.01", Decision: compensation.Auto, Worth: worth("110.01")},
		{Fact: "history.orders_12m", Value: "1", Other: "0", Decision: compensation.NeedReview, Worth: worth("110.00")},
		{Fact: "sla.uptime", Value: "94.5", Other: "95", Decision: compensation.Auto, Worth: worth("40.00")},
	}, facts)
}

// For every rule of the built-in policy and random cases, the explanation's
// verdict is that of the decision. That the change makes the rule match is tested
// with all policies and their scenarios, in package scenario.
func TestExplanationsAgreeWithDecisions(t *testing.T) {
	forManyCases(t, func(t *testing.T, policy *rules.Policy, c compensation.Case, r *rand.Rand) {
		if r.IntN(10) > 0 {
			return
		}
		c.Date = compensation.DateOf(noon)
		rec := decide(t, policy, c, nil)
		exp, err := policy.Explain(c)
		require.NoError(t, err)
		assert.Equal(t, rec.Archetype, exp.Archetype)
		traced := map[string]compensation.RuleTrace{}
		for _, line := range rec.Rules {
			traced[line.Rule] = line
		}
		for _, rule := range exp.Rules {
			line, listed := traced[rule.Rule]
			if listed {
				assert.NotEqual(t, rules.VerdictFalse, rule.Verdict, rule.Rule)
				assert.Equal(t, line.Outcome == compensation.Won, rule.Gives, rule.Rule)
			}
			if rule.Verdict == rules.VerdictTrue && !listed {
				assert.Contains(t, rule.Instead, "comes first", rule.Rule)
			}
			assert.Equal(t, rule.Verdict == rules.VerdictTrue && !rule.Gives, rule.Instead != "", rule.Rule)
		}
	})
}
