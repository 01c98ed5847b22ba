package scenario

import "github.com/amendsgo/amends/rules/internal/condition"

// reach says in which cases a goal is shown: where a condition holds, and others are not false, where a fact has a value, and where an account has nothing left. The zero reach is not known.
type reach struct {
	holds *condition.Condition
	after []*condition.Condition
	fact  *condition.Fact
	value condition.Value
	empty string // "pool" or the id of a cap
}
