package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/scenario"
)

// proof is a policy and the files of scenarios that are to prove it; those that
// name the same policy count together.
type proof struct {
	policy   *rules.Policy
	suites   []*scenario.Suite
	coverage *scenario.Coverage
}

// proof takes a suite to those of its policy.
func (t *testRun) proof(policy *rules.Policy, suite *scenario.Suite) *proof {
	i := slices.IndexFunc(t.proofs, func(p *proof) bool { return p.policy.Digest() == policy.Digest() })
	if i < 0 {
		i = len(t.proofs)
		t.proofs = append(t.proofs, &proof{policy: policy, coverage: scenario.NewCoverage(policy)})
	}
	t.proofs[i].suites = append(t.proofs[i].suites, suite)
	return t.proofs[i]
}

// finish writes what is said of all files together.
func (t *testRun) finish() int {
	if t.junit != "" {
		if err := writeFile(t.junit, func(w io.Writer) error { return scenario.WriteJUnit(w, t.report.Results) }); err != nil {
			return t.fail(err)
		}
	}
	if t.missing {
		return t.each(t.writeMissing)
	}
	if !t.json {
		t.total()
	}
	exit := sound
	if t.match != "" && !slices.ContainsFunc(t.report.Results, func(r *scenario.Results) bool { return len(r.List) > 0 }) {
		return t.fail(fmt.Errorf("no scenario's name fits %q", t.match)) // a run in which nothing ran proves nothing
	}
	if t.cover {
		exit = max(exit, t.each(t.covered))
	}
	if t.mutants {
		exit = max(exit, t.each(t.noticed))
	}
	if t.json {
		exit = max(exit, t.command.json(t.report))
	}
	return exit
}

func (t *testRun) each(do func(*proof) int) int {
	exit := sound
	for _, p := range t.proofs {
		exit = max(exit, do(p))
	}
	return exit
}

// total counts the scenarios of several files.
func (t *testRun) total() {
	if len(t.report.Results) > 1 {
		var sum scenario.Results
		for _, results := range t.report.Results {
			sum.List = append(sum.List, results.List...)
		}
		fmt.Fprintf(t.out, "%s: %s\n", plural(len(t.report.Results), "file"), sum.Summary())
	}
}

// covered tells what the scenarios do not show of a policy.
func (t *testRun) covered(p *proof) int {
	report := p.coverage.Report()
	t.report.Coverage = append(t.report.Coverage, report)
	if t.html != "" {
		if len(t.proofs) > 1 {
			return t.fail(errors.New("-html holds one policy, but the scenarios are of several"))
		}
		if err := writeFile(t.html, p.coverage.WriteHTML); err != nil {
			return t.fail(err)
		}
	}
	return t.judge(report, report.Percent)
}

// noticed tells which mistakes in a policy no scenario would notice.
func (t *testRun) noticed(p *proof) int {
	mutation, err := scenario.Mutate(p.policy, p.suites, t.progress(p.policy.Name()))
	if err != nil {
		return t.faults(err)
	}
	t.report.Mutants = append(t.report.Mutants, mutation)
	return t.judge(mutation, mutation.Percent)
}

// judge writes a report; too low a percentage is a fault.
func (t *testRun) judge(report interface{ WriteText(w io.Writer) error }, percent int) int {
	if !t.json {
		if err := report.WriteText(t.out); err != nil {
			return t.fail(err)
		}
	}
	if percent >= t.least {
		return sound
	}
	fmt.Fprintf(t.err, "amends: %d %% is less than %d %%\n", percent, t.least)
	return faulty
}

// writeMissing writes scenarios for what is not covered, for somebody to review.
func (t *testRun) writeMissing(p *proof) int {
	suite := p.suites[0]
	made, left, err := suite.Generate(p.policy, p.coverage)
	if err != nil {
		return t.faults(err)
	}
	if len(made) > 0 {
		if err := suite.WriteGenerated(t.out, made); err != nil {
			return t.fail(err)
		}
	}
	for _, goal := range left {
		fmt.Fprintf(t.err, "%s:%d:%d: %s: %s; write a scenario by hand\n", suite.Policy, goal.Line, goal.Column, goal.Of, goal.Missing)
	}
	if len(left) > 0 {
		return faulty
	}
	return sound
}

// writeFile writes what a function tells.
func writeFile(name string, write func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}
