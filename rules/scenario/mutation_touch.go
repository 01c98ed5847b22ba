package scenario

import "github.com/amendsgo/amends/rules/internal/condition"

// touches tells whether a mutant may decide a scenario otherwise than the policy does.
// It does not where each condition that is different comes out the same, true or false; nor
// where what is different counts for nothing because its condition is false: the amount of
// a rule, a factor, or the order of two rules.
func (m *mutationRun) touches(t *scenarioTest, mutant *Mutant, theirs []effect) bool {
	if mutant.effects == nil || t.values == nil || len(theirs) != len(m.effects) {
		return true
	}
	for _, i := range mutant.effects {
		was := verdictOf(m.effects[i].when, t.values)
		switch {
		case mutant.how != otherCondition:
			if was == condition.False {
				return false
			}
		case was > condition.True || was != verdictOf(theirs[i].when, t.values):
			return true
		}
	}
	return mutant.how != otherCondition
}

// verdictOf is what a condition comes to; without one, something always holds.
func verdictOf(c *condition.Condition, v *condition.Values) condition.Verdict {
	if c == nil {
		return condition.True
	}
	return c.Eval(v)
}
