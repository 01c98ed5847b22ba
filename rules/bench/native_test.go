package bench_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	generated "github.com/amendsgo/amends/rules/bench/native"
	"github.com/amendsgo/amends/rules/bench/sample"
)

func native(tb testing.TB, policy *sample.Policy, cases []sample.Case) matcher {
	match, ok := generated.Policy(policy.Name())
	require.True(tb, ok, "run go generate ./native first")
	inputs := each(cases, generated.Of)
	into, n := make([]int32, len(policy.Rules)), 0
	return matcher{
		match: func(which int) { n = match(&inputs[which], into) },
		found: func() []int32 { return into[:n] },
	}
}
