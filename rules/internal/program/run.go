package program

import (
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// run is one case going through the policy. Plan fills it; Conclude finds it
// again in the plan's State.
type run struct {
	*Policy
	values *condition.Values
	work
	room
}

// work is what belongs to one case.
type work struct {
	today   compensation.Date // case.date
	refused int               // rungs of the ladder that the client refused
	needs   needs
	lastSum lastSum
	// The conclusion on the step before holds for a step of the same totals; its response
	// may hold for all steps.
	concluded, answered bool
	conclusion          compensation.Conclusion
	plan                compensation.Plan
	budgeted            compensation.BudgetPlan

	// What follows is the recommendation's own, each in as few pieces as can be.
	rules   []compensation.RuleTrace
	reasons []compensation.Reason
}

func (p *Policy) start(v *condition.Values) *run {
	r, _ := p.runs.Get().(*run)
	if r == nil {
		r = &run{}
	}
	r.Policy, r.values = p, v
	r.today = compensation.DateFromDays(v.Whole(p.facts.date.Slot))
	// No ladder is longer than a million rungs, so the cut changes nothing.
	r.refused = int(min(max(v.Whole(p.facts.refused.Slot), 0), 1_000_000))
	return r
}

// whole is the value of a fact that is known to be a whole number.
func whole(n exact.Num) int64 {
	i, _ := n.Round(exact.Down)
	return i
}

// doubter is what can say why it has no answer: conditions and amounts.
type doubter interface {
	Why(v *condition.Values) iter.Seq[condition.Need]
}

// lacks notes the facts on which an open answer hangs.
func (r *run) lacks(where place, d doubter) {
	for n := range d.Why(r.values) {
		r.need(n, where)
	}
}

// why says in words why a condition or an amount failed.
func (r *run) why(d doubter) string {
	var problems []string
	for n := range d.Why(r.values) {
		if n.Fact == nil && !slices.Contains(problems, n.Problem) {
			problems = append(problems, n.Problem)
		}
	}
	return strings.Join(problems, "; ")
}

// doubt adds a reason for review, once for each thing that causes it.
func (r *run) doubt(code compensation.ReasonCode, by, text string) {
	r.reasons = addReason(r.reasons, compensation.Reason{Code: code, By: by, Text: text})
}

// doubtFailed is the doubt about what could not be worked out.
func (r *run) doubtFailed(where place, detail string) {
	r.doubt(compensation.ReasonFailed, where.String(), where.String()+" could not be worked out: "+detail+".")
}

func addReason(list []compensation.Reason, one compensation.Reason) []compensation.Reason {
	if slices.Contains(list, one) {
		return list
	}
	return append(list, one)
}

// holds evaluates a condition that stands outside the rules; a failure counts
// as not holding and asks for review.
func (r *run) holds(c *condition.Condition, where place) bool {
	if c == nil {
		return true
	}
	switch c.Eval(r.values) {
	case condition.True:
		return true
	case condition.Failed:
		r.doubtFailed(where, r.why(c))
	case condition.Open:
		r.lacks(where, c)
	case condition.False:
	}
	return false
}

// Plan carries out everything before the budget: archetype, lanes, limits.
// The values must hold case.date and the defaults. Facts that are missing, and
// on which the answer hangs, are an *compensation.InvalidCaseError.
func (p *Policy) Plan(v *condition.Values, at time.Time) (*compensation.Plan, error) {
	r := p.start(v)
	plan := &r.plan
	plan.State, plan.Archetype = r, r.archetype()
	lanes := r.lanes()
	if r.needs.empty() {
		plan.Drafts = r.drafts(lanes)
	} else {
		r.anticipate()
	}
	if err := r.needs.err(); err != nil {
		return nil, err
	}
	plan.Budget = r.budget(plan.Drafts, at)
	r.writeTexts(plan)
	plan.Rules, plan.Reasons = r.rules, r.reasons
	return plan, nil
}
