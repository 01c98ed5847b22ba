package scenario

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/inside"
	"github.com/amendsgo/amends/rules/internal/program"
)

// For every rule of every policy and every scenario, the explanation says what the decision
// did, and the change that it names makes the rule match.
func TestEveryExplanationIsTrue(t *testing.T) {
	t.Parallel()
	for _, name := range append(realSuites(t), "testdata/cover/some.yaml", "testdata/run/passes.yaml") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			suite, err := Open(name)
			require.NoError(t, err)
			policy, err := suite.LoadPolicy()
			require.NoError(t, err)
			r, err := suite.prepare(policy)
			require.NoError(t, err)
			told := explained{runner: r, program: inside.Program(policy)}
			for _, one := range suite.Scenarios {
				if one.Skip == "" {
					told.scenario(t, one)
				}
			}
			t.Logf("%d verdicts, %d changes made", told.verdicts, told.changes)
			assert.Positive(t, told.verdicts)
			assert.Positive(t, told.changes)
		})
	}
}

// realSuites are the scenarios of all real policies. Those of examples are a module of their
// own, which a copy of this one may come without.
func realSuites(t *testing.T) []string {
	t.Helper()
	names := []string{"../default_cases.yaml"}
	if _, err := os.Stat("../../examples"); errors.Is(err, fs.ErrNotExist) {
		return names
	}
	more, err := filepath.Glob("../../examples/policies/*_cases.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, more)
	return append(names, more...)
}

// explained counts what was compared.
type explained struct {
	*runner
	program           *program.Policy
	verdicts, changes int
}

func (e *explained) scenario(t *testing.T, s *Scenario) {
	t.Helper()
	given := e.read(s)
	if given.unread != nil || given.faults != nil {
		return
	}
	plan, err := e.policy.Plan(given.Case, given.at)
	if err != nil {
		return // no decision, nothing to compare with
	}
	c := given.Case
	c.Date = compensation.DateOf(given.at.In(e.policy.Zone()))
	explanation, err := e.policy.Explain(c)
	require.NoError(t, err, s.Name)
	traced := map[string]compensation.RuleTrace{}
	for _, line := range plan.Rules {
		traced[line.Rule] = line
	}
	for _, rule := range explanation.Rules {
		e.verdicts++
		line, listed := traced[rule.Rule]
		assert.Equal(t, line.Outcome == compensation.Won, rule.Gives, "%s: %s", s.Name, rule.Rule)
		assert.Contains(t, verdictsFor(line, listed, rule), rule.Verdict, "%s: %s", s.Name, rule.Rule)
		assert.Equal(t, rule.Verdict, rule.Condition.Verdict, "%s: %s", s.Name, rule.Rule)
		if rule.Verdict == rules.VerdictTrue {
			assert.Empty(t, rule.Changes, "%s: %s", s.Name, rule.Rule)
		} else if assert.NotEmpty(t, rule.Changes, "%s: %s: no change is named", s.Name, rule.Rule) {
			e.change(t, s, rule)
		}
	}
}

// verdictsFor are the verdicts that go with what the trace of a decision says of a rule. It is
// silent of a rule that is false, and of one behind the first match of a lane.
func verdictsFor(line compensation.RuleTrace, listed bool, rule rules.RuleExplanation) []rules.Verdict {
	switch {
	case !listed && rule.Instead != "":
		return []rules.Verdict{rules.VerdictTrue}
	case !listed:
		return []rules.Verdict{rules.VerdictFalse, rules.VerdictOpen, rules.VerdictFailed}
	case line.Outcome == compensation.Failed:
		return []rules.Verdict{rules.VerdictFailed, rules.VerdictTrue} // or its amount failed
	case line.Outcome == compensation.Open:
		return []rules.Verdict{rules.VerdictOpen, rules.VerdictTrue}
	default:
		return []rules.Verdict{rules.VerdictTrue}
	}
}

// change carries a change out and asks whether the rule matches.
func (e *explained) change(t *testing.T, s *Scenario, rule rules.RuleExplanation) {
	t.Helper()
	e.changes++
	one := s
	for _, change := range rule.Changes {
		one = one.with(fact{name: change.Fact, text: text{value: change.To, given: !change.Drop}})
	}
	given := e.read(one)
	require.NoError(t, given.unread)
	require.NoError(t, given.faults)
	matches := e.matches(t, given, rule)
	assert.True(t, matches, "%s: %s: %v", s.Name, rule.Rule, rule.Changes)
}

// matches tells by a decision whether a rule matches: it stands in the trace, or behind the
// first match of its lane. A case that lacks facts for a decision is explained.
func (e *explained) matches(t *testing.T, given givenCase, rule rules.RuleExplanation) bool {
	t.Helper()
	plan, err := e.policy.Plan(given.Case, given.at)
	if err != nil {
		c := given.Case
		c.Date = compensation.DateOf(given.at.In(e.policy.Zone()))
		after, err := e.policy.Explain(c)
		require.NoError(t, err)
		changed, _ := after.Rule(rule.Rule)
		return changed.Verdict == rules.VerdictTrue
	}
	defer e.policy.Reuse(plan)
	for _, line := range plan.Rules {
		if line.Rule == rule.Rule {
			return line.Outcome == compensation.Matched || line.Outcome == compensation.Won
		}
	}
	for _, effect := range effectsOf(e.program) {
		if effect.rule != nil && effect.rule.ID == rule.Rule {
			return effect.lane.Pick == program.First && effect.when.Eval(program.ValuesOf(plan)) == condition.True
		}
	}
	return false
}
