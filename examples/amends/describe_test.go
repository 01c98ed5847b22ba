package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

// told is what recommend says to a case under a policy, without its line breaks.
func told(t *testing.T, policy, in string) ran {
	t.Helper()
	name := filepath.Join(t.TempDir(), "policy.yaml")
	require.NoError(t, os.WriteFile(name, []byte("policy: tiny\nversion: \"1\"\ncurrency: EUR\n"+policy), 0o600))
	got := amends(in, "recommend", "-policy", name, "-at", "2026-05-03", "-")
	readable(t, got.out)
	got.out = strings.Join(strings.Fields(got.out), " ")
	return got
}

// What may be said to the client while somebody has to look.
func TestDecisionText(t *testing.T) {
	t.Parallel()
	const (
		facts  = "facts: {x.n: {type: int, min: 0}}\nlanes:\n"
		law    = "  - {lane: law, owed: true, rules: [{id: due, when: incident.severity > 1, give: {payment: 10}}]}\n"
		failed = "  - {lane: more, rules: [{id: broken, when: 10 / x.n > 1, give: {refund: 5}}]}\n"
		extra  = "  - {lane: extra, rules: [{id: kind, when: incident.severity > 1, give: {credit: 2}}]}\n"
		lines  = "approval: [{when: total.value > 1, by: team_lead}]\n"
	)
	const in = `{"incident": {"severity": 2}, "x": {"n": 0}}`
	for name, test := range map[string]struct{ policy, want string }{
		"owed":     {facts + law + failed, "Give it at once: it is owed. Somebody in charge must look at the case, because more may be due."},
		"both":     {facts + law + extra + failed, "Give what is owed, 10.00 EUR, at once. Promise no more yet: somebody in charge must look at it first."},
		"goodwill": {facts + extra + failed, "Promise nothing yet: somebody in charge must agree first."},
		"nothing":  {facts + failed, "Promise nothing yet: somebody in charge must look at it first."},
		"a line":   {facts + law + extra + failed + lines, "Promise nothing yet: the team lead must agree first."},
		"unnamed":  {facts + law + extra + failed + lines, "The team lead must agree, by approval line 1 of the policy."},
		"named":    {facts + extra + strings.Replace(lines, "{when", "{id: over-1, when", 1) + "# " + failed, `The team lead must agree, by approval line "over-1".`},
	} {
		got := told(t, test.policy, in)
		require.Zero(t, got.exit, name+got.err)
		assert.Contains(t, got.out, test.want, name)
	}
}

// Where nothing is offered, nothing is said about an offer.
func TestNothingOfferedText(t *testing.T) {
	t.Parallel()
	const policy = "lanes: [{lane: a, rules: [{id: b, when: incident.severity > 2, give: {credit: 10}}]}]\n"
	const quiet = `, "client": {"archetype": "know_it_all"}}`
	got := told(t, policy, `{"incident": {"severity": 2}`+quiet)
	require.Zero(t, got.exit, got.err)
	assert.Contains(t, got.out, "Offer nothing.")
	assert.Contains(t, got.out, "Let them finish")
	assert.NotContains(t, got.out, "Make the offer")
	assert.NotContains(t, got.out, "Show how the amount comes about")
	given := told(t, policy, `{"incident": {"severity": 3}`+quiet)
	assert.Contains(t, given.out, "Make the offer")
	assert.Contains(t, given.out, "Show how the amount comes about")
}

// Faults of standard facts and of a policy's own are told in the same words.
func TestFaultsInTheSameWords(t *testing.T) {
	t.Parallel()
	const policy = "facts: {own.count: {type: int, min: 0}, own.day: {type: date}, own.flag: {type: bool}, own.word: {type: text}, " +
		"own.kind: {type: one_of, values: [service, goods, money, attention, unknown]}}\n" +
		"lanes: [{lane: a, rules: [{id: b, when: incident.severity > 2, give: {credit: 10}}]}]\n"
	pairs := map[string]string{
		"own.count": "incident.duration_minutes", "own.day": "incident.date", "own.flag": "incident.fixable",
		"own.word": "incident.kind", "own.kind": "incident.failure",
	}
	line := regexp.MustCompile(`(?m)^\t(\S+) (.*)$`)
	for _, value := range []string{`"x"`, `-1`, `1.5`, `"3"`, `99999999999999999999`, `"2026-13-01"`, `true`} {
		var own, standard []string
		for mine, theirs := range pairs {
			own = append(own, `"`+strings.TrimPrefix(mine, "own.")+`": `+value)
			standard = append(standard, `"`+strings.TrimPrefix(theirs, "incident.")+`": `+value)
		}
		got := told(t, policy, `{"own": {`+strings.Join(own, ", ")+`}, "incident": {`+strings.Join(standard, ", ")+`}}`)
		require.Equal(t, faulty, got.exit, value)
		said := map[string]string{}
		for _, m := range line.FindAllStringSubmatch(got.err, -1) {
			said[m[1]] = m[2]
		}
		assert.GreaterOrEqual(t, len(said), 6, got.err)
		for mine, theirs := range pairs {
			assert.Equal(t, said[mine], said[theirs], value)
		}
	}
}

// Whatever number of periods a policy writes, it is read out.
func TestPeriods(t *testing.T) {
	t.Parallel()
	for number, want := range map[string]string{
		"": "one period free of charge", "1": "one period free of charge", "0": "no period free of charge", "2": "2 periods free of charge", "0.5": "0.5 periods free of charge",
	} {
		assert.Equal(t, want, kindText(compensation.Remedy{Kind: compensation.FreeService, Periods: number}))
	}
	assert.Equal(t, "15 % for no period", share(compensation.Remedy{Kind: compensation.Discount, Percent: "15", Periods: "0"}))
	assert.Equal(t, "15 %", share(compensation.Remedy{Kind: compensation.Discount, Percent: "15", Periods: "1"}))
}
