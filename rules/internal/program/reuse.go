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
	r.forget()
	r.candidates = r.candidates[:0]
	r.worths = r.worths[:0]
	r.valuedRoom = r.valuedRoom[:0]
	r.givenRoom = r.givenRoom[:0]
	r.notes = r.notes[:0]
	r.ceilings = r.ceilings[:0]
	r.capNames = r.capNames[:0]
	r.figures = r.figures[:0]
	r.text = r.text[:0]
	r.Policy, r.values = nil, nil
	p.runs.Put(r)
}

// forget makes ready for another case. What that overwrites stays until then: to clear it
// would cost more than to keep it.
func (w *work) forget() {
	w.needs, w.lastSum.of, w.concluded, w.answered = needs{}, nil, false, false
	w.rules, w.reasons = nil, nil
}

// room is what one case after another is worked out in.
type room struct {
	found      condition.Result
	laneRoom   []laneRun
	ruleRoom   [1]compensation.RuleTrace // a longer list is the recommendation's own
	candidates []candidate
	contenders []contender
	worths     []written // of the rules in the trace
	valuedRoom []valued
	stepRoom   []valued
	givenRoom  []given
	offerRoom  []offer
	totalRoom  []int64
	draftRoom  []compensation.Draft
	notes      []note
	capRoom    []compensation.CapPlan
	capNames   []written
	ceilings   []ceiling
	periods    []dated
	figures    []figure
	text       []byte
}

// another is room for one element more, which holds anything.
func another[T any](room *[]T) *T {
	n := len(*room)
	if n == cap(*room) {
		var none T
		*room = append(*room, none)
	}
	*room = (*room)[:n+1]
	return &(*room)[n]
}

// roomFor is room for n elements, which hold anything.
func roomFor[T any](room *[]T, n int) []T {
	if cap(*room) < n {
		*room = make([]T, n)
	}
	*room = (*room)[:n]
	return *room
}
