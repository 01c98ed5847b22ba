package program

import (
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// ValuesOf returns the facts that a plan was made by, as the conditions of the
// policy see them; once a step is concluded, its totals too. Nil for the plan of
// another kind of policy. The caller must not change them.
func ValuesOf(plan *compensation.Plan) *condition.Values {
	if r, ok := plan.State.(*run); ok {
		return r.values
	}
	return nil
}
