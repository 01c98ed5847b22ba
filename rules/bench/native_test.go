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
	return func(which int, into []int32) int { return match(&inputs[which], into) }
}
