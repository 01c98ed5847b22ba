package compensation

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Decide answers a case: it lets the policy plan, fits each step into the
// budget, and adds approval and response. It is pure: the same policy, case,
// time and snapshot give the same bytes. Without a snapshot no budget is asked,
// and the steps have no draws.
//
// Faults of the case are an [*InvalidCaseError] that lists all of them.
func Decide(policy Policy, c Case, at time.Time, snapshot *Snapshot) (*Recommendation, error) {
	at, err := decisionTime(at)
	if err != nil {
		return nil, err
	}
	plan, err := policy.Plan(c, at)
	if err != nil {
		return nil, err
	}
	return decideAndReuse(policy, plan, &c, at, snapshot)
}

// decideAndReuse gives the plan back when the recommendation is written.
func decideAndReuse(policy Policy, plan *Plan, c *Case, at time.Time, snapshot *Snapshot) (*Recommendation, error) {
	rec, err := decide(policy, plan, c, at, snapshot)
	if p, ok := policy.(interface{ Reuse(plan *Plan) }); ok {
		p.Reuse(plan)
	}
	return rec, err
}

// decisionTime keeps what a record keeps: an instant in UTC.
func decisionTime(at time.Time) (time.Time, error) {
	at = at.Round(0).UTC()
	if DateOf(at).IsMissing() || at.IsZero() {
		return at, errors.New("decide: the time of the decision is missing or not between the years 1 and 9999")
	}
	return at, nil
}

// decide is what comes after the policy's plan.
func decide(policy Policy, plan *Plan, c *Case, at time.Time, snapshot *Snapshot) (*Recommendation, error) {
	currency := unitOf(policy.Currency())
	id := policy.Identity()
	if err := checkPlan(plan, currency); err != nil {
		return nil, fmt.Errorf("decide: policy %q: %w", id.Name, err)
	}
	b, err := newBudget(plan.Budget, snapshot, currency)
	if err != nil {
		return nil, err
	}
	awards := plan.Drafts
	if b == nil {
		err = addUp(awards)
	} else {
		var room [few + 1]Draft
		awards, err = b.fit(awards, room[:0])
	}
	if err != nil {
		return nil, fmt.Errorf("decide: %w", err)
	}
	rec, steps := keep(len(awards) - 1)
	say := sayings{plan: plan, kept: rec, room: rec.do[:]}
	rec.At, rec.Archetype, rec.Rules, rec.Policy = at, plan.Archetype, plan.Rules, id
	if len(rec.Rules) == len(rec.rules) {
		rec.Rules = own(rec.Rules, rec.rules[:])
	}
	rec.Case = *c
	rec.held.hold(&rec.Case)
	if snapshot != nil {
		rec.Budget = orEmpty(slices.Clone(snapshot.Balances))
	}
	for i := range awards {
		a, step, out := &awards[i], &rec.step, &rec.Outcome
		if i > 0 {
			step, out = &steps[i-1], &rec.Alternatives[i-1]
		}
		step.Remedies, step.LimitedBy = a.Remedies, a.LimitedBy
		owedCost, err := step.total(currency)
		if err != nil {
			return nil, fmt.Errorf("decide: %w", err)
		}
		step.Draws = b.draws(step, owedCost)
		conclusion, err := policy.Conclude(plan, step)
		if err != nil {
			return nil, fmt.Errorf("decide: %w", err)
		}
		say.outcome(a, &conclusion, step, out)
	}
	rec.ID = c.compensationID(&say.text)
	return &rec.Recommendation, nil
}

// checkPlan holds a policy to its part, so that no wrong amount goes further.
func checkPlan(plan *Plan, currency unit) error {
	switch {
	case currency == 0:
		return errors.New("its currency is not in ISO 4217")
	case plan == nil || len(plan.Drafts) == 0:
		return errors.New("it planned nothing, not even an empty draft")
	}
	for i := range plan.Drafts {
		remedies := plan.Drafts[i].Remedies
		for j := range remedies {
			if r := &remedies[j]; !r.Value.payable(currency) || !r.Cost.payable(currency) {
				amount := r.Value
				if amount.payable(currency) {
					amount = r.Cost
				}
				return fmt.Errorf("rule %s gives %s of %s: want an amount in %s that is not negative",
					r.Rule, r.Kind, amount.describe(), currency.code())
			}
		}
	}
	return nil
}

func (m Money) payable(currency unit) bool { return m.unit == currency && m.minor >= 0 }

// decision puts review before none: where something failed, nothing given may be
// the failure's doing, and somebody must look.
func decision(step *Step, reasons []Reason) Decision {
	switch {
	case slices.ContainsFunc(reasons, func(r Reason) bool { return r.Code.NeedsReview() }):
		return NeedReview
	case step == nil:
		return None
	case step.Approval != nil:
		return NeedReview
	}
	return Auto
}

// total sums up the remedies. It returns the cost of what is owed, which a step
// has no field for.
func (s *Step) total(currency unit) (owedCost Money, err error) {
	zero := Money{unit: currency}
	s.Value, s.Cost, s.Owed, s.Goodwill, owedCost = zero, zero, zero, zero, zero
	add := func(sum *Money, amount Money) {
		if err == nil && amount != zero {
			*sum, err = sum.Add(amount)
		}
	}
	for i := range s.Remedies {
		r := &s.Remedies[i]
		add(&s.Value, r.Value)
		add(&s.Cost, r.Cost)
		if r.Owed {
			add(&s.Owed, r.Value)
			add(&owedCost, r.Cost)
		} else {
			add(&s.Goodwill, r.Value)
		}
	}
	return owedCost, err
}
