package scenario

import (
	"errors"
	"fmt"

	"github.com/amendsgo/amends/rules"
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
	// want; empty if none is known.
	Scenario string `json:"scenario,omitempty"`
	// Difference is what nobody noticed: "value 100.00 becomes 30.00".
	Difference string `json:"difference,omitempty"`
}

// Mutate runs the scenarios of the suites on every mutant of the policy. All of
// them must pass on the policy itself.
func Mutate(policy *rules.Policy, suites []*Suite, progress func(done, total int)) (*Mutation, error) {
	c := NewCoverage(policy)
	tests, err := testsOf(policy, suites)
	if err != nil {
		return nil, err
	}
	mutants, err := c.mutants()
	if err != nil {
		return nil, err
	}
	fates := make([]fate, len(mutants))
	parallel(len(mutants), progress, func(i int) { fates[i] = c.run(&mutants[i], tests) })
	m := &Mutation{File: c.file, Survivors: []Survivor{}, Percent: 100}
	for i, f := range fates {
		switch f.what {
		case refused:
			m.Refused++
		case noticed:
			m.Noticed++
		case equivalent:
			m.Equivalent++
		case survived:
			m.Survivors = append(m.Survivors, Survivor{Mutant: mutants[i], Scenario: f.scenario, Difference: f.difference})
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
	given givenCase
	came  *outcome
}

func testsOf(policy *rules.Policy, suites []*Suite) ([]scenarioTest, error) {
	var tests []scenarioTest
	for _, s := range suites {
		r, err := s.prepare(policy)
		if err != nil {
			return nil, err
		}
		for _, one := range s.Scenarios {
			if one.Skip != "" {
				continue
			}
			given := r.read(one)
			came := r.decideCase(one, given)
			if len(compare(one, came)) > 0 {
				return nil, fmt.Errorf("%s: %q fails on the policy itself", one.At, one.Name)
			}
			tests = append(tests, scenarioTest{one, given, came})
		}
	}
	if len(tests) == 0 {
		return nil, errors.New("there are no scenarios to notice a mistake")
	}
	return tests, nil
}

// fate is what became of a mutant.
type fate struct {
	what                 fateKind
	scenario, difference string
}

type fateKind uint8

const (
	refused fateKind = iota
	noticed
	equivalent
	survived
)

func (c *Coverage) run(m *Mutant, tests []scenarioTest) fate {
	policy, err := rules.Parse(c.file, []byte(m.text))
	if err != nil {
		return fate{what: refused}
	}
	r := &runner{policy: policy}
	for i := range tests {
		if t := &tests[i]; len(compare(t.Scenario, r.decideCase(t.Scenario, t.given))) > 0 {
			return fate{what: noticed}
		}
	}
	if c.alike(m, policy) {
		return fate{what: equivalent}
	}
	out := fate{what: survived}
	for i := range tests {
		t := &tests[i]
		if text := differenceOf(t.came, r.decideCase(t.Scenario, t.given)); text != "" {
			out.scenario, out.difference = t.Name, text
			break
		}
	}
	return out
}
