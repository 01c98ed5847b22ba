package bench_test

import (
	"testing"

	"github.com/casbin/govaluate"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/bench/sample"
)

// govaluateTree runs one expression a rule. Numbers are floats beforehand, which
// is what it works on.
func govaluateTree(tb testing.TB, policy *sample.Policy, cases []sample.Case) matcher {
	dialect := &sample.Dialect{
		And: " && ", Or: " || ", Not: "!", Name: sample.Flat, Number: sample.Minor,
		In: func(name string, f *sample.Fact, values []int64) string {
			if len(values) == 1 {
				return name + " == " + sample.Quoted(f, values)
			}
			return name + " in (" + sample.Quoted(f, values) + ")"
		},
	}
	expressions := make([]*govaluate.EvaluableExpression, len(policy.Rules))
	for i := range policy.Rules {
		expression, err := govaluate.NewEvaluableExpression(dialect.Condition(&policy.Rules[i]))
		require.NoError(tb, err)
		expressions[i] = expression
	}
	inputs := each(cases, func(c *sample.Case) govaluate.Parameters {
		values := words(c, sample.Flat)
		for name, value := range values {
			if whole, ok := value.(int); ok {
				values[name] = float64(whole)
			}
		}
		return govaluate.MapParameters(values)
	})
	return ruleByRule(len(expressions), func(which, rule int) bool {
		holds, err := expressions[rule].Eval(inputs[which])
		if err != nil {
			tb.Fatal(err)
		}
		return holds.(bool)
	})
}
