package bench_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/bench/sample"
)

// opa asks a prepared query for the set of matching rules. Input and answer stay
// in OPA's own values, so that nothing is converted to JSON.
func opa(tb testing.TB, policy *sample.Policy, cases []sample.Case) matcher {
	ctx := tb.Context()
	query, err := rego.New(
		rego.Query("data.sample.match"),
		rego.Module("sample.rego", regoModule(policy)),
		rego.GenerateJSON(func(term *ast.Term, _ *rego.EvalContext) (any, error) { return term.Value, nil }),
	).PrepareForEval(ctx)
	require.NoError(tb, err)
	inputs := each(cases, func(c *sample.Case) ast.Value {
		value, err := ast.InterfaceToValue(words(c, sample.Flat))
		require.NoError(tb, err)
		return value
	})
	var answer ast.Set
	return matcher{
		match: func(which int) {
			results, err := query.Eval(ctx, rego.EvalParsedInput(inputs[which]))
			if err != nil {
				tb.Fatal(err)
			}
			answer = results[0].Expressions[0].Value.(ast.Set)
		},
		found: func() []int32 {
			found := []int32{}
			answer.Foreach(func(term *ast.Term) {
				place, _ := term.Value.(ast.Number).Int()
				found = append(found, int32(place))
			})
			slices.Sort(found)
			return found
		},
	}
}

// regoModule is the policy in Rego: each rule adds its place to a set, and has as
// many bodies as it has alternatives.
func regoModule(policy *sample.Policy) string {
	dialect := &sample.Dialect{
		And: "\n\t", Not: "not ",
		Name:   func(f *sample.Fact) string { return "input." + sample.Flat(f) },
		Number: sample.Minor,
		In: func(name string, f *sample.Fact, values []int64) string {
			if len(values) == 1 {
				return name + " == " + sample.Quoted(f, values)
			}
			return name + " in {" + sample.Quoted(f, values) + "}"
		},
	}
	var b strings.Builder
	b.WriteString("package sample\n")
	for i := range policy.Rules {
		for _, rule := range alternatives(&policy.Rules[i]) {
			fmt.Fprintf(&b, "\nmatch contains %d if {\n\t%s\n}\n", i, dialect.Condition(&rule))
		}
	}
	return b.String()
}

// alternatives are rules without an "or" that together match as the rule does.
func alternatives(r *sample.Rule) []sample.Rule {
	for i, any := range r.All {
		if len(any) < 2 {
			continue
		}
		var all []sample.Rule
		for _, atom := range any {
			each := sample.Rule{All: slices.Clone(r.All)}
			each.All[i] = []sample.Atom{atom}
			all = append(all, alternatives(&each)...)
		}
		return all
	}
	return []sample.Rule{*r}
}
