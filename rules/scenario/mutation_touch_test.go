package scenario

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/internal/inside"
)

// What a mutant is said not to touch, it decides as the policy does: of the small policy all
// mutants, of the others one in eleven.
func TestUntouchedScenariosComeOutAlike(t *testing.T) {
	t.Parallel()
	each := map[string]int{"testdata/cover/some.yaml": 1}
	for _, name := range realSuites(t) {
		each[name] = 11
	}
	for name, step := range each {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			run, mutants := mutationRunOf(t, name)
			untouched := 0
			for i := 0; i < len(mutants); i += step {
				untouched += run.checkUntouched(t, &mutants[i])
			}
			assert.Positive(t, untouched)
		})
	}
}

func mutationRunOf(t *testing.T, name string) (*mutationRun, []Mutant) {
	t.Helper()
	suite, err := Open(name)
	require.NoError(t, err)
	policy, err := suite.LoadPolicy()
	require.NoError(t, err)
	run := newMutationRun(policy)
	require.NoError(t, run.prepare(policy, []*Suite{suite}))
	mutants, err := run.mutants()
	require.NoError(t, err)
	return run, mutants
}

// checkUntouched counts the scenarios that the mutant does not touch.
func (m *mutationRun) checkUntouched(t *testing.T, mutant *Mutant) int {
	t.Helper()
	variant, err := inside.Variant(m.policy, mutant.text)
	policy, ok := variant.(*rules.Policy)
	if err != nil || !ok {
		return 0
	}
	r := &runner{policy: policy, types: m.runner.types}
	theirs, count := effectsOf(inside.Program(policy)), 0
	for i := range m.tests {
		if one := &m.tests[i]; !m.touches(one, mutant, theirs) {
			count++
			assert.Zero(t, differenceOf(one.came, r.decideCase(one.Scenario, one.given)), "%d: %s: %s", mutant.Line, mutant.What, one.Name)
		}
	}
	return count
}

// A policy's text changes only where a mutant says so, whatever the scalar looks like.
func TestMutantsChangeOneScalar(t *testing.T) {
	t.Parallel()
	policy, err := rules.Parse("p.yaml", []byte("policy: p # keep\nversion: '1'\ncurrency: EUR\nlanes:\n- lane: l\n  rules:\n"+
		"  - id: a\n    when: 'incident.severity >= 3'   # ä\n    give: {refund: \"5\"}\n"+
		"  - {id: b, when: incident.severity == 2, give: {refund: 1%}}\n"+
		"  - id: c\n    when: incident.severity\n      == 3\n    give: {refund: 2}\n"+
		"  - id: d\n    when: |\n      incident.severity == 4\n    give: {refund: 3}\n"))
	require.NoError(t, err)
	mutants, err := NewCoverage(policy).mutants()
	require.NoError(t, err)
	texts := map[string]string{}
	for _, m := range mutants {
		texts[m.Of+": "+m.What] = m.text
	}
	_, text := inside.Text(policy)
	assert.Contains(t, text, "# keep")
	assert.Contains(t, texts["incident.severity >= 3: 3 becomes 4"], "when: \"incident.severity >= 4\"   # ä\n")
	assert.Contains(t, texts["5: 5 becomes 6"], `{refund: "6"}`)
	assert.Contains(t, texts["1%: 1 becomes 2"], `{id: b, when: incident.severity == 2, give: {refund: "2%"}}`)
	assert.Contains(t, texts["incident.severity == 3: 3 becomes 4"], `when: "incident.severity == 4"`)
	assert.Contains(t, texts["incident.severity == 4\n: 4 becomes 5"], "incident.severity == 5\n")
	for what, text := range texts {
		assert.Contains(t, text, "# keep", what)
		_, err := rules.Parse("p.yaml", []byte(text))
		assert.NoError(t, err, what)
	}
}

// However a policy's lines end, it has the same mutants in the same places, and the
// report shows the same lines.
func TestOtherBreaks(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/run/policy.yaml")
	require.NoError(t, err)
	seen := func(br string) ([]string, string) {
		policy, err := rules.Parse("policy.yaml", []byte(strings.ReplaceAll(string(data), "\n", br)))
		require.NoError(t, err, "%q", br)
		coverage := NewCoverage(policy)
		mutants, err := coverage.mutants()
		require.NoError(t, err, "%q", br)
		var list []string
		for _, m := range mutants {
			list = append(list, fmt.Sprint(m.Line, m.Column, m.What, m.Of))
		}
		var page strings.Builder
		require.NoError(t, coverage.WriteHTML(&page), "%q", br)
		return list, page.String()
	}
	mutants, page := seen("\n")
	require.NotEmpty(t, mutants)
	for _, br := range []string{"\r\n", "\r", "\u0085", "\u2029"} {
		others, other := seen(br)
		assert.Equal(t, mutants, others, "%q", br)
		assert.Equal(t, page, other, "%q", br)
	}
}
