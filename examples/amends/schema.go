package main

import (
	"fmt"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/scenario"
)

// schema writes a JSON Schema, for editors and for hosts that check their input.
func (c *command) schema(args []string) int {
	set := c.flags("schema", "[policy | scenario | case]")
	name := set.String("policy", "", "write the schema of the cases that the policy in this `file` takes")
	names, exit, ok := parse(set, args)
	if !ok {
		return exit
	}
	of := "policy"
	if *name != "" {
		of = "case"
	}
	if len(names) > 0 {
		of = names[0]
	}
	if len(names) > 1 || *name != "" && of != "case" {
		set.Usage()
		return broken
	}
	var text []byte
	switch of {
	case "policy":
		text = rules.Schema()
	case "scenario":
		text = scenario.Schema()
	case "case":
		text = rules.CaseSchema()
		if *name != "" {
			policy, err := loadPolicy(*name)
			if err != nil {
				return c.faults(err)
			}
			text = policy.CaseSchema()
		}
	default:
		return c.fail(fmt.Errorf("there is no schema of %q: want policy, scenario or case", of))
	}
	if _, err := c.out.Write(text); err != nil {
		return c.fail(err)
	}
	return sound
}
