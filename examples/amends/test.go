package main

import (
	"fmt"
	"os"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/scenario"
)

// test runs files of scenarios and tells what did not come as wanted.
func (c *command) test(args []string) int {
	t := testRun{command: c, report: testReport{Results: []*scenario.Results{}}}
	set := c.flags("test", "SCENARIOS.yaml...")
	set.StringVar(&t.policyFile, "policy", "", "the policy's `file`; the one that the scenarios name if not given")
	set.StringVar(&t.match, "run", "", "run only scenarios whose name fits a `pattern`, such as \"uptime*\"")
	set.BoolVar(&t.verbose, "v", false, "list the scenarios that passed, too")
	set.BoolVar(&t.explain, "explain", false, "say of rules that were wanted why they did not win")
	set.BoolVar(&t.update, "update", false, "write what came into the scenario files, after showing it")
	set.BoolVar(&t.cover, "cover", false, "tell what the scenarios do not show of their policy")
	set.StringVar(&t.html, "html", "", "write the coverage as a page, too, to a `file`; implies -cover")
	set.BoolVar(&t.missing, "missing", false, "write nothing but scenarios for what is not covered, to be reviewed")
	set.BoolVar(&t.mutants, "mutants", false, "tell which mistakes in the policy no scenario would notice")
	set.IntVar(&t.least, "min", 0, "the `percentage` that must be covered, with -mutants also noticed; implies -cover")
	set.BoolVar(&t.json, "json", false, "write everything as JSON")
	set.StringVar(&t.junit, "junit", "", "write the results as JUnit XML, too, to a `file`")
	files, exit, ok := parse(set, args)
	if !ok {
		return exit
	}
	if len(files) == 0 {
		set.Usage()
		return broken
	}
	t.cover = t.cover || t.missing || t.html != "" || t.least > 0
	if t.policyFile != "" {
		var err error
		if t.policy, err = loadPolicy(t.policyFile); err != nil {
			return c.faults(err)
		}
	}
	for _, name := range files {
		exit = max(exit, t.file(name))
	}
	return max(exit, t.finish())
}

// testRun is one run of the verb: its flags, and what it found so far.
type testRun struct {
	*command
	policyFile, match, html, junit                          string
	verbose, explain, update, cover, missing, mutants, json bool
	least                                                   int
	policy                                                  *rules.Policy // nil: each file's own
	proofs                                                  []*proof
	report                                                  testReport
}

// testReport is what -json writes.
type testReport struct {
	Results  []*scenario.Results  `json:"results"`
	Coverage []*scenario.Report   `json:"coverage,omitempty"`
	Mutants  []*scenario.Mutation `json:"mutants,omitempty"`
}

// file runs one file of scenarios.
func (t *testRun) file(name string) int {
	suite, err := scenario.Open(name)
	if err != nil {
		return t.faults(err)
	}
	policy := t.policy
	if policy == nil {
		if policy, err = suite.LoadPolicy(); err != nil {
			return t.faults(err)
		}
	}
	options := scenario.Options{Match: t.match, Explain: t.explain, Progress: t.progress(name)}
	if p := t.proof(policy, suite); t.cover {
		options.Coverage = p.coverage
	}
	results, err := suite.Run(policy, options)
	if err != nil {
		return t.faults(err)
	}
	t.report.Results = append(t.report.Results, results)
	if !t.json && !t.missing {
		if err := results.WriteText(t.out, t.verbose); err != nil {
			return t.fail(err)
		}
	}
	if t.update {
		if err := t.rewrite(suite, results); err != nil {
			return t.fail(err)
		}
	}
	if !results.OK() {
		return faulty
	}
	return sound
}

// progress tells on a terminal how far a long run is; nil where nobody watches.
func (c *command) progress(name string) func(done, total int) {
	const long = 2000
	file, ok := c.err.(*os.File)
	if !ok {
		return nil
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return func(done, total int) {
		switch {
		case total < long:
		case done == total:
			fmt.Fprint(c.err, "\r\033[K")
		default:
			fmt.Fprintf(c.err, "\r%s: %d of %d", name, done, total)
		}
	}
}

// rewrite writes the changed files, and tells what has to be written by hand.
func (t *testRun) rewrite(suite *scenario.Suite, results *scenario.Results) error {
	changed, left, err := suite.Update(results)
	if err != nil {
		return err
	}
	for name, data := range changed {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(t.err, "%s: written, please review\n", name)
	}
	for _, d := range left {
		fmt.Fprintf(t.err, "%s: %s is left to be written by hand\n", d.At, d.Key)
	}
	return nil
}
