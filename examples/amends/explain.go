package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// explain tells of every rule, or of one, why it gave in a case or why not.
func (c *command) explain(args []string) int {
	set := c.flags("explain", "CASE.json (or - for standard input)")
	var (
		caseFile   = set.String("case", "", "the case's `file`, if it is not named behind the flags")
		policyFile = set.String("policy", "", "the policy's `file`; the built-in one if not given")
		rule       = set.String("rule", "", "explain the whole condition of the rule with this `id`")
		at         = set.String("at", "", "the `time` of the decision, 2026-11-21 or 2026-11-21T14:30; else the case's own date, else now")
		asJSON     = set.Bool("json", false, "write the explanation as JSON")
	)
	files, exit, ok := parse(set, args)
	if !ok {
		return exit
	}
	if *caseFile != "" {
		files = append(files, *caseFile)
	}
	if len(files) != 1 {
		set.Usage()
		return broken
	}
	policy, client, when, badCase, err := c.question(*policyFile, files[0], *at)
	if err != nil {
		return c.faults(err)
	}
	if err := compensation.JoinFaults(badCase, policy.Check(client, when)); err != nil {
		return c.faults(err)
	}
	e := explained{File: *policyFile, currency: policy.Currency(), Missing: []compensation.Fault{}, Decisive: []rules.DecisiveFact{}}
	if e.File == "" {
		e.File = "rules/default.yaml"
	}
	if err := e.look(policy, client, when); err != nil {
		return c.faults(err)
	}
	if e.Recommendation == nil {
		exit = faulty
	}
	if *rule != "" {
		if err := e.only(*rule); err != nil {
			return c.fail(err)
		}
	}
	if *asJSON {
		return max(exit, c.json(e))
	}
	text := e.overview(policy)
	if *rule != "" {
		text = e.account(policy)
	}
	if _, err := io.WriteString(c.out, text); err != nil {
		return c.fail(err)
	}
	return exit
}

// explained is what -json writes.
type explained struct {
	File           string                       `json:"file"`           // of the policy
	Recommendation *compensation.Recommendation `json:"recommendation"` // null while facts are missing
	Missing        []compensation.Fault         `json:"missing"`        // those facts
	Decisive       []rules.DecisiveFact         `json:"decisive"`       // facts that alone would change the outcome
	Explanation    *rules.Explanation           `json:"explanation"`
	currency       string
}

// look decides the case and explains it; one that lacks facts as far as it goes.
func (e *explained) look(policy *rules.Policy, client compensation.Case, when time.Time) error {
	var err error
	if e.Recommendation, err = compensation.Decide(policy, client, when, nil); err == nil {
		e.Decisive, err = policy.Decisive(e.Recommendation)
	} else if invalid, ok := errors.AsType[*compensation.InvalidCaseError](err); ok {
		e.Missing, err = invalid.Faults, nil
	}
	if err != nil {
		return err
	}
	client.Date = compensation.DateOf(when.In(policy.Zone()))
	e.Explanation, err = policy.Explain(client)
	return err
}

// only leaves one rule of the explanation.
func (e *explained) only(id string) error {
	if rule, ok := e.Explanation.Rule(id); ok {
		e.Explanation.Rules = []rules.RuleExplanation{rule}
		return nil
	}
	var ids []string
	for _, rule := range e.Explanation.Rules {
		ids = append(ids, rule.Rule)
	}
	return fmt.Errorf("-rule: the policy has no rule %q; %s", id, suggestion(id, ids))
}

// suggestion names the word that was perhaps meant, else all of them.
func suggestion(word string, words []string) string {
	near := slices.MinFunc(words, func(a, b string) int { return edits(word, a) - edits(word, b) })
	if edits(word, near) <= max(1, len(word)/3) {
		return "did you mean " + near + "?"
	}
	return "it has " + joined(words)
}

// edits counts the letters to change, add or drop between two words.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
