package bench_test

import (
	"testing"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/bench/sample"
)

// exprMachine runs one program a rule on one machine, on a map: the fastest way
// that expr has.
func exprMachine(tb testing.TB, policy *sample.Policy, cases []sample.Case) matcher {
	dialect := sample.House()
	dialect.Name, dialect.Number = sample.Flat, sample.Minor
	inputs := each(cases, func(c *sample.Case) map[string]any { return words(c, sample.Flat) })
	options := []expr.Option{expr.Env(inputs[0]), expr.AsBool()}
	programs := make([]*vm.Program, len(policy.Rules))
	for i := range policy.Rules {
		program, err := expr.Compile(dialect.Condition(&policy.Rules[i]), options...)
		require.NoError(tb, err)
		programs[i] = program
	}
	machine := &vm.VM{}
	return ruleByRule(len(programs), func(which, rule int) bool {
		holds, err := machine.Run(programs[rule], inputs[which])
		if err != nil {
			tb.Fatal(err)
		}
		return holds.(bool)
	})
}
