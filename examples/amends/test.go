package main

import (
	"fmt"

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
	var all []*scenario.Results
	for _, name := range files {
		results, err := runScenarios(name, policy, scenario.Options{Match: *match})
		if err != nil {
			exit = max(exit, c.faults(err))
			continue
		}
		if err := results.WriteText(c.out, *verbose); err != nil {
			return c.fail(err)
		}
		if !results.OK() {
			exit = max(exit, faulty)
		}
		all = append(all, results)
	}
	return max(exit, c.total(all, *match))
}

func runScenarios(name string, policy *rules.Policy, o scenario.Options) (*scenario.Results, error) {
	suite, err := scenario.Open(name)
	if err != nil {
		return nil, err
	}
	return suite.Run(policy, o)
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
	if len(sum.List) == 0 && match != "" {
		return c.fail(fmt.Errorf("no scenario's name fits %q", match))
	}
	return sound
}
