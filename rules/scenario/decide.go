package scenario

import (
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// runner decides the scenarios of a suite by one policy.
type runner struct {
	policy  *rules.Policy
	types   map[string]string // of the facts that the policy knows
	explain bool
	cover   *Coverage         // nil: none is collected
	keep    func(goals []int) // with cover: takes what one scenario shows
}

// decide carries a scenario out: the recommendation, and the answer to the
// client's wish if there is one.
func (r *runner) decide(s *Scenario) *outcome { return r.decideCase(s, r.read(s)) }

// read is the scenario's case and the time of its decision.
func (r *runner) read(s *Scenario) givenCase {
	at, err := s.moment(r.policy.Zone())
	if err != nil {
		return givenCase{unread: err}
	}
	c, badCase := caseOf(s.facts, r.types)
	return givenCase{at: at, Case: c, faults: badCase}
}

// givenCase is what a scenario gives to decide.
type givenCase struct {
	compensation.Case
	at     time.Time
	faults error // of the case
	unread error // there is no case at all
}

func (r *runner) decideCase(s *Scenario, given givenCase) *outcome {
	if given.unread != nil {
		return &outcome{err: given.unread}
	}
	c, at := given.Case, given.at
	plan, err := r.policy.Plan(c, at)
	if err = compensation.JoinFaults(given.faults, err); err != nil {
		return &outcome{err: err}
	}
	snapshot, err := s.budget.snapshot(plan.Budget)
	if err != nil {
		return &outcome{err: err}
	}
	p := planned{Policy: r.policy, plan: plan}
	if r.cover != nil {
		p.seen = &seen{Coverage: r.cover}
		p.seen.plan(c.Client.Archetype, plan)
		defer func() { r.keep(p.seen.goals) }()
	}
	rec, err := compensation.Decide(p, c, at, snapshot)
	if err != nil {
		return &outcome{err: err}
	}
	o := &outcome{rec: rec}
	if plan.Budget != nil {
		o.pool = plan.Budget.Pool.Name
	}
	if p.seen != nil {
		p.seen.outcomes(o)
	}
	o.answer, o.err = consider(rec, s.ask)
	return o
}

// planned is a policy whose plan for the case is known already: its accounts
// had to be named before the budget could be laid out.
type planned struct {
	*rules.Policy
	plan *compensation.Plan
	seen *seen // nil: nothing is observed
}

// Plan returns the plan that was made.
func (p planned) Plan(compensation.Case, time.Time) (*compensation.Plan, error) { return p.plan, nil }

// Conclude observes what the policy concludes.
func (p planned) Conclude(plan *compensation.Plan, step *compensation.Step) (compensation.Conclusion, error) {
	conclusion, err := p.Policy.Conclude(plan, step)
	if p.seen != nil && err == nil {
		p.seen.conclude(plan, conclusion)
	}
	return conclusion, err
}

// Reuse keeps the plan: coverage looks at its values afterwards.
func (planned) Reuse(*compensation.Plan) {}
