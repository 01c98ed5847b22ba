package program

import (
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// Values is room for the facts of one case, all missing.
func (p *Policy) Values() *condition.Values {
	if v, ok := p.values.Get().(*condition.Values); ok {
		return v
	}
	return condition.NewValues(p.slots)
}

// Reuse takes back a plan and the values it was made by, as room for later
// cases. What a recommendation keeps of a plan is not part of that room.
func (p *Policy) Reuse(plan *compensation.Plan) {
	r, ok := plan.State.(*run)
	if !ok || r.Policy != p {
		return
	}
	r.values.Reset()
	p.values.Put(r.values)
	*r = run{}
	p.runs.Put(r)
}
