package program

import "github.com/amendsgo/amends/compensation"

// Award does once more what a plan did with the rules that matched: what each is
// worth, its line in the trace, and which of them wins. It returns the trace.
func Award(plan *compensation.Plan) []compensation.RuleTrace {
	r, _ := plan.State.(*run)
	r.candidates, r.valuedRoom = r.candidates[:0], r.valuedRoom[:0]
	r.rules = nil
	r.text.Reset()
	r.award()
	return r.rules
}
