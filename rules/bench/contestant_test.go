package bench_test

import (
	"testing"

	"github.com/amendsgo/amends/rules/bench/sample"
)

// matcher finds the rules that match one of the cases. The answer stays in the
// contestant's own form, which only those read who compare.
type matcher struct {
	match func(which int)
	found func() []int32 // by the last match, in ascending order
}

// contestant makes a matcher. What can be prepared beforehand is prepared here,
// the policy and each case in the form that suits the contestant best, and is
// not timed.
type contestant struct {
	name string
	make func(tb testing.TB, policy *sample.Policy, cases []sample.Case) matcher
}

func contestants() []contestant {
	return []contestant{
		{name: "native", make: native},
		{name: "amends", make: amendsIndex},
		{name: "expr", make: exprMachine},
		{name: "cel", make: celGo},
		{name: "opa", make: opa},
		{name: "grule", make: grule},
		{name: "govaluate", make: govaluateTree},
	}
}

// words are the facts of a case by name: numbers as whole ones, money in cents,
// uptime with its fraction.
func words(c *sample.Case, name func(*sample.Fact) string) map[string]any {
	all := map[string]any{}
	facts := sample.Facts()
	for i := range facts {
		f := &facts[i]
		switch f.Type {
		case sample.Bool:
			all[name(f)] = c[i] == 1
		case sample.OneOf:
			all[name(f)] = f.Values[c[i]]
		case sample.Number:
			all[name(f)] = float64(c[i]) / 100
		default:
			all[name(f)] = int(c[i])
		}
	}
	return all
}

// each prepares every case.
func each[T any](cases []sample.Case, prepare func(*sample.Case) T) []T {
	all := make([]T, len(cases))
	for i := range cases {
		all[i] = prepare(&cases[i])
	}
	return all
}

// ruleByRule is a matcher that asks every rule.
func ruleByRule(rules int, holds func(which, rule int) bool) matcher {
	var found []int32
	return matcher{
		match: func(which int) {
			found = found[:0]
			for rule := range rules {
				if holds(which, rule) {
					found = append(found, int32(rule))
				}
			}
		},
		found: func() []int32 { return found },
	}
}
