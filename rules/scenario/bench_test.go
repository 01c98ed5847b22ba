package scenario

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules"
)

// generated is a policy of so many rules, and so many scenarios for it in one table.
func generated(rows, ruleCount int) (policy, scenarios string) {
	var p, s strings.Builder
	p.WriteString("policy: generated\nversion: \"1\"\ncurrency: EUR\nfacts: {sla.uptime: {type: number, min: 0, max: 100}}\nlanes:\n  - lane: sla\n    pick: first\n    rules:\n")
	for i := range ruleCount {
		fmt.Fprintf(&p, "      - {id: rule-%d, when: sla.uptime < %d.%02d1 and incident.severity >= %d, give: {credit: %d%%}}\n", i, i*90/ruleCount, i%100, 2+i%4, 1+i%90)
	}
	s.WriteString("base: {case: {date: 2026-05-03}, order: {price: 100}}\nscenarios:\n  - table: rows\n    columns: [sla.uptime, incident.severity, want.rules]\n    rows:\n")
	for i := range rows {
		fmt.Fprintf(&s, "      - [%d.%02d, %d, []]\n", i%100, i%97, 1+i%5)
	}
	return p.String(), s.String()
}

func suiteOf(tb testing.TB, rows, ruleCount int) (*Suite, *rules.Policy) {
	tb.Helper()
	policy, scenarios := generated(rows, ruleCount)
	parsed, err := rules.Parse("generated.yaml", []byte(policy))
	require.NoError(tb, err)
	suite, err := Load(fstest.MapFS{"cases.yaml": {Data: []byte(scenarios)}}, "cases.yaml")
	require.NoError(tb, err)
	results, err := suite.Run(parsed, Options{})
	require.NoError(tb, err)
	files, _, err := suite.Update(results)
	require.NoError(tb, err)
	suite, err = Load(fstest.MapFS{"cases.yaml": {Data: files["cases.yaml"]}}, "cases.yaml")
	require.NoError(tb, err)
	return suite, parsed
}

// BenchmarkRun runs 100,000 scenarios against a policy of 100 rules; reading the
// file of scenarios is a benchmark of its own.
func BenchmarkRun(b *testing.B) {
	suite, policy := suiteOf(b, 100_000, 100)
	for b.Loop() {
		results, err := suite.Run(policy, Options{})
		require.NoError(b, err)
		require.True(b, results.OK())
	}
}

func BenchmarkRunWithCoverage(b *testing.B) {
	suite, policy := suiteOf(b, 10_000, 100)
	for b.Loop() {
		_, err := suite.Run(policy, Options{Coverage: NewCoverage(policy)})
		require.NoError(b, err)
	}
}

func BenchmarkLoad(b *testing.B) {
	_, scenarios := generated(100_000, 1)
	fsys := fstest.MapFS{"cases.yaml": {Data: []byte(scenarios)}}
	for b.Loop() {
		_, err := Load(fsys, "cases.yaml")
		require.NoError(b, err)
	}
}

// BenchmarkMutate runs 200 scenarios on all mutants of a policy of 100 rules; the
// time for 2,000 is reported.
func BenchmarkMutate(b *testing.B) {
	suite, policy := suiteOf(b, 200, 100)
	mutants := 0
	for b.Loop() {
		m, err := Mutate(policy, []*Suite{suite}, nil)
		require.NoError(b, err)
		mutants = m.Noticed + m.Equivalent + m.Refused + len(m.Survivors)
	}
	b.ReportMetric(float64(b.Elapsed().Seconds())/float64(b.N)*2000/float64(mutants), "s/2000mutants")
	b.ReportMetric(float64(mutants), "mutants")
}
