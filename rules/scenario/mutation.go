package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/inside"
	"github.com/amendsgo/amends/rules/internal/program"
)

// Mutation tells whether scenarios would notice mistakes in a policy.
type Mutation struct {
	File string `json:"file"`
	// Noticed mutants fail a scenario. Equivalent ones were shown to decide every case alike
	// and do not count. Refused ones are no policies: loading notices them.
	Noticed    int        `json:"noticed"`
	Equivalent int        `json:"equivalent"`
	Refused    int        `json:"refused"`
	Survivors  []Survivor `json:"survivors"` // by line
	Percent    int        `json:"percent"`   // of those that count; rounded down
}

// Survivor is a mutant that no scenario notices, with the smallest case known that it
// decides otherwise, in money if there is one. Without a Difference, none is known.
type Survivor struct {
	Mutant
	// Scenario is one of those that were run, where its own case is decided otherwise, in
	// something that it does not want.
	Scenario string `json:"scenario,omitempty"`
	// Base is the file of scenarios whose base makes a case, laid over with what With
	// says, where no scenario has one: "incident.severity 3 and order.price 10".
	Base string `json:"base,omitempty"`
	With string `json:"with,omitempty"`
	// Difference is what nobody noticed: "value 100.00 becomes 30.00".
	Difference string `json:"difference,omitempty"`

	size int // how much of the case is not as in its base
}

// Mutate runs the scenarios of the suites on every mutant of the policy. All of
// them must pass on the policy itself.
func Mutate(policy *rules.Policy, suites []*Suite, progress func(done, total int)) (*Mutation, error) {
	run := newMutationRun(policy)
	if err := run.prepare(policy, suites); err != nil {
		return nil, err
	}
	mutants, err := run.mutants()
	if err != nil {
		return nil, err
	}
	fates := make([]fate, len(mutants))
	parallel(len(mutants), progress, func(i int) { fates[i] = run.fate(&mutants[i]) })
	m := &Mutation{File: run.file, Survivors: []Survivor{}, Percent: 100}
	for i, f := range fates {
		switch f.what {
		case refused:
			m.Refused++
		case noticed:
			m.Noticed++
		case equivalent:
			m.Equivalent++
		case survived:
			m.Survivors = append(m.Survivors, Survivor{
				Mutant: mutants[i], Scenario: f.scenario, Base: f.base, With: f.with, Difference: f.text, size: f.size,
			})
		}
	}
	if count := m.Noticed + len(m.Survivors); count > 0 {
		m.Percent = m.Noticed * 100 / count
	}
	m.sort()
	return m, nil
}

// scenarioTest is a scenario that passes on the policy, with what it came to.
type scenarioTest struct {
	*Scenario
	plain  *Scenario // the base of its file alone
	size   int       // how much of it is not as in the base
	given  givenCase
	values *condition.Values // of a case that can be decided; else nil
	came   *outcome
}

// mutationRun is a policy and the scenarios that are run on its mutants.
type mutationRun struct {
	*Coverage
	runner  *runner
	tests   []scenarioTest
	bySize  []int    // the tests, the smallest first
	effects []effect // of the policy
	// opposites of the conditions of rules, so that each is worked out once.
	opposites map[*condition.Condition]*condition.Condition
}

func newMutationRun(policy *rules.Policy) *mutationRun {
	m := &mutationRun{
		Coverage: NewCoverage(policy), effects: effectsOf(inside.Program(policy)),
		opposites: map[*condition.Condition]*condition.Condition{},
	}
	for _, e := range m.effects {
		if e.rule != nil {
			m.opposites[e.when] = condition.Not(e.when)
		}
	}
	return m
}

func (m *mutationRun) prepare(policy *rules.Policy, suites []*Suite) error {
	for _, s := range suites {
		r, err := s.prepare(policy)
		if err != nil {
			return err
		}
		m.runner = r
		plain := &Scenario{At: Place{File: s.File}, facts: s.base, budget: s.budget}
		for _, one := range s.Scenarios {
			if one.Skip != "" {
				continue
			}
			given := r.read(one)
			came := r.decideCase(one, given)
			if len(compare(one, came)) > 0 {
				return fmt.Errorf("%s: %q fails on the policy itself", one.At, one.Name)
			}
			m.tests = append(m.tests, scenarioTest{one, plain, one.beside(plain), given, valuesOf(policy, given), came})
			m.bySize = append(m.bySize, len(m.bySize))
		}
	}
	if len(m.tests) == 0 {
		return errors.New("there are no scenarios to notice a mistake")
	}
	slices.SortStableFunc(m.bySize, func(a, b int) int { return cmp.Compare(m.tests[a].size, m.tests[b].size) })
	return nil
}

// fate is what became of a mutant.
type fate struct {
	what                 fateKind
	scenario, base, with string // of a survivor, see there
	size                 int
	difference
}

type fateKind uint8

const (
	refused fateKind = iota
	noticed
	equivalent
	survived
)

func (m *mutationRun) fate(mutant *Mutant) fate {
	variant, err := inside.Variant(m.policy, mutant.text)
	policy, ok := variant.(*rules.Policy)
	if err != nil || !ok {
		return fate{what: refused}
	}
	r := &runner{policy: policy, types: m.runner.types}
	theirs := effectsOf(inside.Program(policy))
	came := make([]*outcome, len(m.tests)) // of those that may come out otherwise
	for i := range m.tests {
		t := &m.tests[i]
		if !m.touches(t, mutant, theirs) {
			continue
		}
		came[i] = r.decideCase(t.Scenario, t.given)
		if len(compare(t.Scenario, came[i])) > 0 {
			return fate{what: noticed}
		}
	}
	if m.alike(mutant, theirs) {
		return fate{what: equivalent}
	}
	return m.witness(mutant, r, theirs, came)
}

// valuesOf are the facts of a case as the policy's conditions see them.
func valuesOf(policy *rules.Policy, given givenCase) *condition.Values {
	if given.unread != nil || given.faults != nil {
		return nil
	}
	plan, err := policy.Plan(given.Case, given.at)
	if err != nil {
		return nil
	}
	return program.ValuesOf(plan)
}
