package bench_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/bench/sample"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// amendsIndex is this library's matching alone: the conditions as a policy holds
// them, one index over all.
func amendsIndex(tb testing.TB, policy *sample.Policy, cases []sample.Case) matcher {
	index := condition.NewIndex(conditionsOf(tb, policy))
	inputs := each(cases, valuesOf)
	var result condition.Result
	return matcher{
		match: func(which int) { index.Match(inputs[which], &result) },
		found: func() []int32 {
			found := make([]int32, len(result.Matches))
			for i, m := range result.Matches {
				require.Equal(tb, condition.True, m.Verdict)
				found[i] = m.Rule
			}
			return found
		},
	}
}

var factTypes = map[sample.Type]condition.Type{
	sample.Int: condition.Int, sample.Number: condition.Number, sample.Money: condition.Money,
	sample.OneOf: condition.OneOf, sample.Bool: condition.Bool,
}

func conditionsOf(tb testing.TB, policy *sample.Policy) []*condition.Condition {
	scope := &condition.Scope{Facts: map[string]*condition.Fact{}, Currency: "EUR", Digits: 2}
	for slot, f := range sample.Facts() {
		scope.Facts[f.Name] = &condition.Fact{Name: f.Name, Type: factTypes[f.Type], Values: f.Values, Slot: slot}
	}
	house := sample.House()
	conditions := make([]*condition.Condition, len(policy.Rules))
	for i := range policy.Rules {
		source := condition.Source{Text: house.Condition(&policy.Rules[i])}
		read, faults := scope.Condition(source, condition.Use{})
		require.Empty(tb, faults)
		conditions[i] = read
	}
	return conditions
}

// valuesOf is the case as the check of its facts leaves it.
func valuesOf(c *sample.Case) *condition.Values {
	facts := sample.Facts()
	values := condition.NewValues(len(facts))
	for slot := range facts {
		number := exact.Int(c[slot])
		if facts[slot].Type == sample.Number {
			number = exact.Frac(c[slot], 100)
		}
		values.Set(slot, condition.Value{Num: number})
	}
	return values
}
