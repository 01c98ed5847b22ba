package main

import (
	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/scenario"
)

// suitesOf are the suites of each policy, in the order in which they were run.
type suitesOf struct {
	policies []*rules.Policy
	suites   map[string][]*scenario.Suite // by the policy's digest
}

func (s *suitesOf) add(policy *rules.Policy, suite *scenario.Suite) {
	if s.suites == nil {
		s.suites = map[string][]*scenario.Suite{}
	}
	if len(s.suites[policy.Digest()]) == 0 {
		s.policies = append(s.policies, policy)
	}
	s.suites[policy.Digest()] = append(s.suites[policy.Digest()], suite)
}

// mutants tells which mistakes in each policy its scenarios would not notice;
// fewer than least percent noticed is a fault.
func (c *command) mutants(all *suitesOf, least int) int {
	exit := sound
	for _, policy := range all.policies {
		m, err := scenario.Mutate(policy, all.suites[policy.Digest()], c.progress(policy.Name()))
		if err != nil {
			return c.faults(err)
		}
		if err := m.WriteText(c.out); err != nil {
			return c.fail(err)
		}
		if m.Percent < least {
			exit = faulty
		}
	}
	return exit
}
