package program

import "github.com/amendsgo/amends/compensation"

// Award does once more what a plan did with the rules that matched: what each is
// worth, its line in the trace, and which of them wins. It returns the trace.
func Award(plan *compensation.Plan) []compensation.RuleTrace {
	r, _ := plan.State.(*run)
	r.candidates, r.valuedRoom = r.candidates[:0], r.valuedRoom[:0]
	r.rules, r.worths, r.text = nil, r.worths[:0], r.text[:0]
	r.figures = r.figures[:0]
	r.award()
	r.writeWorths(string(r.text))
	return r.rules
}
