package main

import (
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/scenario"
)

// test runs files of scenarios and tells what did not come as wanted.
func (c *command) test(args []string) int {
	set := c.flags("test", "SCENARIOS.yaml...")
	var (
		policyFile = set.String("policy", "", "the policy's `file`; the one that the scenarios name if not given")
		match      = set.String("run", "", "run only scenarios whose name fits a `pattern`, such as \"uptime*\"")
		verbose    = set.Bool("v", false, "list the scenarios that passed, too")
		asJSON     = set.Bool("json", false, "write the results as JSON")
		junit      = set.String("junit", "", "write the results as JUnit XML, too, to a `file`")
		explain    = set.Bool("explain", false, "say of rules that were wanted why they did not win")
		coverage   = set.Bool("cover", false, "tell what the scenarios do not show of their policy")
		least      = set.Int("min", 0, "the `percentage` that must be covered, or noticed; without -mutants implies -cover")
		missing    = set.Bool("missing", false, "write nothing but scenarios for what is not covered, to be reviewed")
		mutants    = set.Bool("mutants", false, "tell which mistakes in the policy no scenario would notice")
		html       = set.String("html", "", "write the coverage as a page, too, to a `file`; implies -cover")
		update     = set.Bool("update", false, "write what came into the scenario files, after showing it")
	)
	files, exit, ok := parse(set, args)
	if !ok {
		return exit
	}
	if len(files) == 0 {
		set.Usage()
		return broken
	}
	var policy *rules.Policy
	if *policyFile != "" {
		var err error
		if policy, err = loadPolicy(*policyFile); err != nil {
			return c.faults(err)
		}
	}
	all := []*scenario.Results{}
	var suites suitesOf
	var covered *coverages
	if *coverage || *missing || *html != "" || *least > 0 && !*mutants {
		covered = &coverages{}
	}
	for _, name := range files {
		suite, results, err := c.runFile(name, policy, scenario.Options{Match: *match, Explain: *explain}, covered, &suites)
		if err != nil {
			exit = max(exit, c.faults(err))
			continue
		}
		all = append(all, results)
		if !results.OK() {
			exit = max(exit, faulty)
		}
		if !*asJSON && !*missing {
			if err := results.WriteText(c.out, *verbose); err != nil {
				return c.fail(err)
			}
		}
		if *update {
			if err := c.update(suite, results); err != nil {
				return c.fail(err)
			}
		}
	}
	if *junit != "" {
		if err := writeFile(*junit, func(w io.Writer) error { return scenario.WriteJUnit(w, all) }); err != nil {
			return c.fail(err)
		}
	}
	if *missing {
		return max(exit, covered.missing(c, &suites))
	}
	if *asJSON {
		return max(exit, c.json(all))
	}
	exit = max(exit, c.total(all, *match))
	if covered != nil {
		exit = max(exit, covered.tell(c, *least, *html))
	}
	if *mutants && exit == sound {
		exit = c.mutants(&suites, *least)
	}
	return exit
}

func (c *command) runFile(name string, policy *rules.Policy, o scenario.Options, covered *coverages, suites *suitesOf) (*scenario.Suite, *scenario.Results, error) {
	suite, err := scenario.Open(name)
	if err != nil {
		return nil, nil, err
	}
	if policy == nil {
		if policy, err = suite.LoadPolicy(); err != nil {
			return nil, nil, err
		}
	}
	suites.add(policy, suite)
	o.Progress = c.progress(name)
	if covered != nil {
		o.Coverage = covered.of(policy)
	}
	results, err := suite.Run(policy, o)
	return suite, results, err
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

// update writes the changed files, and tells what has to be written by hand.
func (c *command) update(suite *scenario.Suite, results *scenario.Results) error {
	changed, left, err := suite.Update(results)
	if err != nil {
		return err
	}
	for name, data := range changed {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "%s: written, please review\n", name)
	}
	for _, d := range left {
		fmt.Fprintf(c.out, "%s: %s is left to be written by hand\n", d.At, d.Key)
	}
	return nil
}

// total closes the report; a run in which nothing ran proves nothing.
func (c *command) total(all []*scenario.Results, match string) int {
	var sum scenario.Results
	for _, results := range all {
		sum.List = append(sum.List, results.List...)
	}
	if len(all) > 1 {
		fmt.Fprintf(c.out, "%s: %s\n", plural(len(all), "file"), sum.Summary())
	}
	if match != "" && !slices.ContainsFunc(all, func(r *scenario.Results) bool { return len(r.List) > 0 }) {
		return c.fail(fmt.Errorf("no scenario's name fits %q", match))
	}
	return sound
}
