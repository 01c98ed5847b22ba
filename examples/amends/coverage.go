package main

import (
	"fmt"
	"io"
	"os"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/scenario"
)

// coverages collects what scenarios show, by policy: files that name the same
// policy count together.
type coverages struct {
	byDigest map[string]*scenario.Coverage
	order    []*scenario.Coverage
}

func (c *coverages) of(policy *rules.Policy) *scenario.Coverage {
	one, there := c.byDigest[policy.Digest()]
	if !there {
		if c.byDigest == nil {
			c.byDigest = map[string]*scenario.Coverage{}
		}
		one = scenario.NewCoverage(policy)
		c.byDigest[policy.Digest()] = one
		c.order = append(c.order, one)
	}
	return one
}

// tell writes the reports; less than least percent of any policy is a fault.
func (c *coverages) tell(cmd *command, least int, html string) int {
	exit := sound
	for i, one := range c.order {
		report := one.Report()
		if err := report.WriteText(cmd.out); err != nil {
			return cmd.fail(err)
		}
		if report.Percent < least {
			fmt.Fprintf(cmd.out, "%s: %d %% is less than %d %%\n", report.File, report.Percent, least)
			exit = faulty
		}
		if html == "" {
			continue
		}
		if i > 0 {
			return cmd.fail(fmt.Errorf("-html holds one policy, but the scenarios are of %d", len(c.order)))
		}
		if err := writeFile(html, one.WriteHTML); err != nil {
			return cmd.fail(err)
		}
	}
	return exit
}

// missing writes scenarios for what is not covered, for somebody to review.
func (c *coverages) missing(cmd *command, all *suitesOf) int {
	exit := sound
	for _, policy := range all.policies {
		suite := all.suites[policy.Digest()][0]
		made, left, err := suite.Generate(policy, c.of(policy))
		if err != nil {
			return cmd.faults(err)
		}
		if len(made) > 0 {
			if err := suite.WriteGenerated(cmd.out, made); err != nil {
				return cmd.fail(err)
			}
		}
		for _, goal := range left {
			exit = faulty
			fmt.Fprintf(cmd.err, "%s:%d:%d: %s: %s; write a scenario by hand\n", suite.Policy, goal.Line, goal.Column, goal.Of, goal.Missing)
		}
	}
	return exit
}

// writeFile writes what a function tells.
func writeFile(name string, write func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	err = write(file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}
