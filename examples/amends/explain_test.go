package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	everyClause = `{"case": {"date": "2026-11-21"}, "parcel": {"days": 0, "tries": 1, "wet": false}, "incident": {"kind": "q"}}`
	lacksFacts  = `{"case": {"date": "2026-11-21"}, "parcel": {"days": 4}, "incident": {"kind": "damage"}}`
)

// What an auditor reads of cases and policies, of all rules and of one.
func TestExplain(t *testing.T) {
	t.Parallel()
	hosting := []string{"-policy", "../policies/hosting.yaml", "../cases/hosting_bad_month.json"}
	every := []string{"-policy", "testdata/explain.yaml", "-"}
	for name, test := range map[string]struct {
		in   string
		args []string
		exit int
	}{
		"default":    {"", []string{"../cases/furious_outage.json"}, sound},
		"none":       {"", []string{"-policy", "../policies/cable.yaml", "../cases/cable_storm.json"}, sound},
		"hosting":    {"", hosting, sound},
		"not":        {"", append([]string{"-rule", "below-95"}, hosting...), sound},
		"passed":     {"", append([]string{"-rule", "addons"}, hosting...), sound},
		"gives":      {"", append([]string{"-rule", "gold-hours"}, hosting...), sound},
		"every":      {everyClause, every, sound},
		"any":        {everyClause, append([]string{"-rule", "any"}, every...), sound},
		"choice":     {everyClause, append([]string{"-rule", "choice"}, every...), sound},
		"failed":     {everyClause, append([]string{"-rule", "division"}, every...), sound},
		"plain":      {everyClause, append([]string{"-rule", "plain"}, every...), sound},
		"watched":    {everyClause, append([]string{"-rule", "watched"}, every...), sound},
		"lacks":      {lacksFacts, every, faulty},
		"lacks_rule": {lacksFacts, append([]string{"-rule", "unless"}, every...), faulty},
		"json":       {lacksFacts, append([]string{"-json"}, every...), faulty},
		"json_rule":  {"", append([]string{"-json", "-rule", "below-95"}, hosting...), sound},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := amends(test.in, append([]string{"explain"}, test.args...)...)
			require.Equal(t, test.exit, got.exit, got.err)
			assert.Empty(t, got.err)
			golden(t, "explain_"+name+".txt", got.out)
			if strings.HasPrefix(name, "json") {
				assert.True(t, json.Valid([]byte(got.out)))
				return
			}
			assert.True(t, strings.HasPrefix(got.out, forStaff+"\n\n"), "it says at once whom it is for")
			tidy(t, got.out)
		})
	}
}

// Every rule of every example is explained, and the page of each says the same as
// the overview.
func TestExplainEveryRule(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../cases/*.json")
	require.NoError(t, err)
	for _, file := range files {
		policy := policyOf(t, strings.TrimSuffix(filepath.Base(file), ".json"))
		got := amends("", append([]string{"explain", "-json", file}, policy...)...)
		require.Zero(t, got.exit, got.err)
		var e explained
		require.NoError(t, json.Unmarshal([]byte(got.out), &e))
		page := amends("", append([]string{"explain", file}, policy...)...)
		require.Zero(t, page.exit, page.err)
		tidy(t, page.out)
		gives := map[string]bool{}
		for _, rule := range e.Recommendation.Rules {
			gives[rule.Rule] = won(rule)
		}
		for i, rule := range e.Explanation.Rules {
			assert.Equal(t, gives[rule.Rule], rule.Gives, "%s: %s", file, rule.Rule)
			assert.Contains(t, page.out, rule.Rule)
			if i%5 > 0 {
				continue
			}
			one := amends("", append([]string{"explain", "-rule", rule.Rule, file}, policy...)...)
			require.Zero(t, one.exit, one.err)
			tidy(t, one.out)
			assert.Contains(t, one.out, map[string]string{"true": "It matches", "false": "It does not match."}[string(rule.Verdict)])
			if change := nearest(rule); change != "" {
				assert.Contains(t, strings.Join(strings.Fields(one.out), " "), change)
			}
		}
	}
}

// What a page says that the outcome hangs on is so: with that fact changed, the
// case comes to what is told, and not to what it came to before.
func TestExplainWhatItHangsOn(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../cases/furious_outage.json")
	require.NoError(t, err)
	got := amends(string(data), "explain", "-json", "-")
	var e explained
	require.NoError(t, json.Unmarshal([]byte(got.out), &e))
	require.GreaterOrEqual(t, len(e.Decisive), 5)
	page := amends(string(data), "explain", "-")
	for _, fact := range e.Decisive {
		var groups map[string]map[string]any
		require.NoError(t, json.Unmarshal(data, &groups))
		name, field, _ := strings.Cut(fact.Fact, ".")
		var value any = fact.Other
		if json.Valid([]byte(fact.Other)) {
			value = json.RawMessage(fact.Other)
		}
		groups[name][field] = value
		changed, err := json.Marshal(groups)
		require.NoError(t, err)
		other := amends(string(changed), "explain", "-json", "-")
		require.Zero(t, other.exit, other.err)
		var then explained
		require.NoError(t, json.Unmarshal([]byte(other.out), &then))
		assert.Equal(t, fact.Decision, then.Recommendation.Decision, fact.Fact)
		assert.Equal(t, fact.Worth, then.Recommendation.Step.Value, fact.Fact)
		assert.NotEqual(t, e.Recommendation.Step.Remedies, then.Recommendation.Step.Remedies, fact.Fact)
		assert.Contains(t, page.out, fact.Fact+" "+fact.Other+" instead of "+fact.Value)
	}
}

// tidy holds a page to its width.
func tidy(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		assert.LessOrEqual(t, len([]rune(line)), width, line)
		assert.Equal(t, strings.TrimRight(line, " "), line)
	}
}

func TestExplainExitCodes(t *testing.T) {
	t.Parallel()
	wrong := filepath.Join(t.TempDir(), "wrong.yaml")
	require.NoError(t, os.WriteFile(wrong, []byte("policy: tiny\n"), 0o600))
	every := []string{"-policy", "testdata/explain.yaml", "-"}
	for _, test := range []struct {
		in   string
		args []string
		exit int
		want string
	}{
		{"", nil, broken, "Usage: amends explain"},
		{"", []string{"-h"}, sound, "-rule"},
		{"", []string{"a.json", "b.json"}, broken, "Usage"},
		{"", []string{"nowhere.json"}, broken, "nowhere.json"},
		{"", []string{"-policy", wrong, "-"}, faulty, "wrong.yaml:1:"},
		{everyClause, append([]string{"-rule", "anny"}, every...), broken, `the policy has no rule "anny"; did you mean any?`},
		{everyClause, append([]string{"-rule", "zzzzzzzz"}, every...), broken, `it has any, choice, division, opaque, watched, unless, one, two and plain`},
		{everyClause, append([]string{"-at", "soon"}, every...), broken, "-at"},
		{everyClause, append([]string{"-at", "2026-05-03"}, every...), faulty, "case.date is 2026-11-21"},
		{`{"parcel": {"days": -1, "wett": true}}`, every, faulty, "parcel.days is -1: want a whole number, at least 0"},
		{`{"parcel": {"days": -1, "wett": true}}`, every, faulty, "did you mean parcel.wet?"},
		{`{`, every, faulty, "is no JSON"},
	} {
		got := amends(test.in, append([]string{"explain"}, test.args...)...)
		assert.Equal(t, test.exit, got.exit, test.args)
		assert.Contains(t, got.err, test.want)
		assert.Empty(t, got.out)
	}
}
