package scenario

import (
	"errors"
	"fmt"

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

// Survivor is a mutant that no scenario notices.
type Survivor struct {
	Mutant
	// Scenario is one whose case the mutant decides otherwise, in something that it does not
	// want; empty if none is known. With is what must be changed of it first.
	Scenario string `json:"scenario,omitempty"`
	With     string `json:"with,omitempty"` // "incident.severity 3"
	// Difference is what nobody noticed: "value 100.00 becomes 30.00".
	Difference string `json:"difference,omitempty"`
}

// Mutate runs the scenarios of the suites on every mutant of the policy. All of
// them must pass on the policy itself.
func Mutate(policy *rules.Policy, suites []*Suite, progress func(done, total int)) (*Mutation, error) {
	run := &mutationRun{Coverage: NewCoverage(policy), effects: effectsOf(inside.Program(policy))}
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
			m.Survivors = append(m.Survivors, Survivor{Mutant: mutants[i], Scenario: f.scenario, With: f.with, Difference: f.difference})
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
	given  givenCase
	values *condition.Values // of a case that can be decided; else nil
	came   *outcome
}

// mutationRun is a policy and the scenarios that are run on its mutants.
type mutationRun struct {
	*Coverage
	runner  *runner
	tests   []scenarioTest
	effects []effect // of the policy
}

func (m *mutationRun) prepare(policy *rules.Policy, suites []*Suite) error {
	for _, s := range suites {
		r, err := s.prepare(policy)
		if err != nil {
			return err
		}
		m.runner = r
		for _, one := range s.Scenarios {
			if one.Skip != "" {
				continue
			}
			given := r.read(one)
			came := r.decideCase(one, given)
			if len(compare(one, came)) > 0 {
				return fmt.Errorf("%s: %q fails on the policy itself", one.At, one.Name)
			}
			m.tests = append(m.tests, scenarioTest{one, given, valuesOf(policy, given), came})
		}
	}
	if len(m.tests) == 0 {
		return errors.New("there are no scenarios to notice a mistake")
	}
	return nil
}

// fate is what became of a mutant.
type fate struct {
	what                       fateKind
	scenario, with, difference string
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
	for i := range m.tests {
		if came[i] == nil {
			continue
		}
		if text := differenceOf(m.tests[i].came, came[i]); text != "" {
			return fate{what: survived, scenario: m.tests[i].Name, difference: text}
		}
	}
	return m.witness(mutant, r, theirs)
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
