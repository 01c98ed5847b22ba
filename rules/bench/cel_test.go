package bench_test

import (
	"testing"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/bench/sample"
)

// celGo runs one optimised program a rule. The activation of a case is made
// beforehand and holds CEL's own values, so that nothing is converted.
func celGo(tb testing.TB, policy *sample.Policy, cases []sample.Case) matcher {
	dialect := sample.House()
	dialect.And, dialect.Or, dialect.Not = " && ", " || ", "!"
	dialect.Name, dialect.Number = sample.Flat, sample.Minor
	environment, err := cel.NewEnv(celVariables()...)
	require.NoError(tb, err)
	programs := make([]cel.Program, len(policy.Rules))
	for i := range policy.Rules {
		ast, issues := environment.Compile(dialect.Condition(&policy.Rules[i]))
		require.NoError(tb, issues.Err())
		programs[i], err = environment.Program(ast, cel.EvalOptions(cel.OptOptimize))
		require.NoError(tb, err)
	}
	inputs := each(cases, func(c *sample.Case) cel.Activation {
		values := words(c, sample.Flat)
		for name, value := range values {
			values[name] = types.DefaultTypeAdapter.NativeToValue(value)
		}
		activation, err := cel.NewActivation(values)
		require.NoError(tb, err)
		return activation
	})
	return ruleByRule(len(programs), func(which, rule int) bool {
		holds, _, err := programs[rule].Eval(inputs[which])
		if err != nil {
			tb.Fatal(err)
		}
		return holds == types.True
	})
}

func celVariables() []cel.EnvOption {
	var variables []cel.EnvOption
	facts := sample.Facts()
	for i := range facts {
		kind := cel.IntType
		switch facts[i].Type {
		case sample.Bool:
			kind = cel.BoolType
		case sample.OneOf:
			kind = cel.StringType
		case sample.Number:
			kind = cel.DoubleType
		case sample.Int, sample.Money:
		}
		variables = append(variables, cel.Variable(sample.Flat(&facts[i]), kind))
	}
	return variables
}
