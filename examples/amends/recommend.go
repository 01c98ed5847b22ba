package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// recommend reads a case and tells what to offer.
func (c *command) recommend(args []string) int {
	set := c.flags("recommend", "CASE.json (or - for standard input)")
	var (
		policyFile = set.String("policy", "", "the policy's `file`; the built-in one if not given")
		pool       = set.String("budget", "", "the `amount` that the pool holds; no budget is asked if not given")
		ask        = set.String("ask", "", "what the client wishes for, such as `\"refund 40%\"`")
		at         = set.String("at", "", "the `time` of the decision, 2026-11-21 or 2026-11-21T14:30; else the case's own date, else now")
		asJSON     = set.Bool("json", false, "write the whole record as JSON")
	)
	files, exit, ok := parse(set, args)
	if !ok {
		return exit
	}
	if len(files) != 1 {
		set.Usage()
		return broken
	}
	policy, client, when, badCase, err := c.question(*policyFile, files[0], *at)
	if err != nil {
		return c.faults(err)
	}
	plan, err := policy.Plan(client, when)
	if err := compensation.JoinFaults(badCase, err); err != nil {
		return c.faults(err)
	}
	budget, err := snapshot(*pool, plan.Budget)
	if err != nil {
		return c.fail(err)
	}
	rec, err := compensation.Decide(policy, client, when, budget)
	if err != nil {
		return c.faults(err)
	}
	answer, err := consider(rec, *ask)
	if err != nil {
		return c.fail(err)
	}
	switch {
	case *asJSON && answer != nil:
		return c.json(answer)
	case *asJSON:
		return c.json(rec)
	}
	if _, err := io.WriteString(c.out, describe(decided{rec, answer, plan.Budget, policy.Zone(), policy.Currency()})); err != nil {
		return c.fail(err)
	}
	return sound
}

// loadPolicy loads the policy of a file, or the built-in one.
func loadPolicy(name string) (*rules.Policy, error) {
	if name == "" {
		return rules.Default(), nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return rules.Parse(name, data)
}

// question reads a policy and a case, what is wrong with its facts, and the time of its decision.
func (c *command) question(policyFile, name, at string) (policy *rules.Policy, client compensation.Case, when time.Time, faults, err error) {
	if policy, err = loadPolicy(policyFile); err != nil {
		return nil, client, when, nil, err
	}
	data, err := c.read(name)
	if err != nil {
		return nil, client, when, nil, err
	}
	client, faults = compensation.ParseCase(data)
	if unread(faults) {
		return nil, client, when, nil, faults
	}
	when, err = moment(at, client, policy, c.now)
	return policy, client, when, faults, err
}

// unread tells whether nothing of a case could be read, so that it says nothing of its facts.
func unread(faults error) bool {
	invalid, ok := errors.AsType[*compensation.InvalidCaseError](faults)
	return ok && len(invalid.Faults) == 1 && invalid.Faults[0].Fact == ""
}

func (c *command) read(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(c.in, compensation.MaxCaseSize+1))
	}
	return os.ReadFile(name)
}

// faults tells what is wrong with a policy or a case; anything else kept the
// command from running.
func (c *command) faults(err error) int {
	if invalid, ok := errors.AsType[*rules.Error](err); ok {
		fmt.Fprint(c.err, rules.Render(invalid.Diagnostics))
		return faulty
	}
	if _, ok := errors.AsType[*compensation.InvalidCaseError](err); ok {
		fmt.Fprintln(c.err, err)
		return faulty
	}
	return c.fail(err)
}

func (c *command) json(value any) int {
	encoder := json.NewEncoder(c.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return c.fail(err)
	}
	return sound
}
