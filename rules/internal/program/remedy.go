package program

import (
	"math"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// mostMinor bounds any single amount, in minor units, so that sums of amounts
// never leave int64.
const mostMinor = math.MaxInt64 / (1 << 20)

// mostDays is a century: an offer that stands longer is a mistake.
const mostDays = 36_525

// valued is a remedy with everything of it that hangs on the case, exactly,
// in minor units.
type valued struct {
	*Remedy
	rule       *Rule
	amount     exact.Num // amount × times × periods, not below zero
	least      bound
	most       bound
	cost       bound
	periods    string
	validUntil compensation.Date
	dueBy      compensation.Date
	clipped    string // what was below zero and counted as zero
}

// worth is what the client gets of it before anything is done to the lane: the
// remedy's own floor never lifts zero, and its ceiling wins.
func (v *valued) worth() exact.Num { return v.most.hold(v.least.lift(v.amount)) }

// valuer evaluates one step of a rule and remembers what stood in the way.
type valuer struct {
	*run
	rule   *Rule
	status condition.Status
	detail string
}

// value evaluates a step into out, which has its length. When a fact is missing
// it is noted among the needs; when a part fails, detail says which and why.
func (r *run) value(rule *Rule, step Step, out []valued) (status condition.Status, detail string) {
	v := valuer{run: r, rule: rule}
	for i := range step {
		v.remedy(&step[i], &out[i])
	}
	return v.status, v.detail
}

func (v *valuer) remedy(m *Remedy, out *valued) {
	out.Remedy, out.rule, out.amount = m, v.rule, exact.Num{}
	out.least.set, out.most.set, out.cost.set = false, false, false
	out.periods, out.clipped = m.PeriodsText, ""
	out.validUntil, out.dueBy = compensation.Date{}, compensation.Date{}
	if m.Value != nil {
		out.amount = v.sum(out, m.Value)
		if m.Times != nil {
			out.amount = out.amount.Mul(v.part(out, "times", m.Times))
		}
		if m.Periods != nil {
			periods := v.part(out, "periods", m.Periods)
			out.amount = out.amount.Mul(periods)
			out.periods = periods.String()
		}
		v.small(out.amount)
	}
	v.bound(m.AtLeast, &out.least)
	v.bound(m.AtMost, &out.most)
	v.bound(m.Cost, &out.cost)
	if m.ValidDays != nil {
		out.validUntil = v.day(m.ValidDays, compensation.Date.AddDays)
	}
	if m.DueDays != nil {
		out.dueBy = v.day(m.DueDays, compensation.Date.AddDays)
	}
	if m.DueWorkdays != nil {
		out.dueBy = v.day(m.DueWorkdays, v.addWorkdays)
	}
}

// sum takes the sum that a remedy is worth, which may be that of the remedy before.
func (v *valuer) sum(out *valued, s *Sum) exact.Num {
	if s.first != v.lastSum.of {
		n := v.part(out, "amount", s)
		if v.status != condition.AmountOK || out.clipped != "" {
			return n
		}
		v.lastSum = lastSum{s.first, n}
	}
	return v.lastSum.n
}

// lastSum is the sum of a remedy that was computed last.
type lastSum struct {
	of *Sum
	n  exact.Num
}

// part takes a factor of the amount; one below zero counts as zero.
func (v *valuer) part(out *valued, name string, e expression) exact.Num {
	n := v.eval(e)
	if n.Sign() < 0 {
		out.clipped = name + " is below zero and counts as zero"
		return exact.Num{}
	}
	return n
}

func (v *valuer) bound(s *Sum, out *bound) {
	if s == nil {
		return
	}
	n := exact.Max(v.eval(s), exact.Num{})
	v.small(n)
	*out = bound{n: n, set: true}
}

func (v *valuer) eval(e expression) exact.Num {
	n, status := e.Eval(v.values)
	switch status {
	case condition.AmountOpen:
		v.status = condition.AmountOpen
		if !v.rule.Shadow {
			v.lacks(named(v.rule.ID), e)
		}
	case condition.AmountFailed:
		v.fail(v.why(e))
	case condition.AmountOK:
	}
	return n
}

// day counts days from case.date; parts of a day are dropped.
func (v *valuer) day(a *condition.Amount, add func(compensation.Date, int64) compensation.Date) compensation.Date {
	n, ok := v.eval(a).Round(exact.Floor)
	if !ok || n < 0 || n > mostDays {
		v.fail("a number of days must be from 0 to 36,525")
		return compensation.Date{}
	}
	return add(v.today, n)
}

func (r *run) addWorkdays(d compensation.Date, n int64) compensation.Date {
	return compensation.DateFromDays(r.facts.plusWorkdays(d.Days(), n))
}

func (v *valuer) small(n exact.Num) {
	if n.Cmp(exact.Int(mostMinor)) > 0 {
		v.fail("the amount is too large to be money")
	}
}

func (v *valuer) fail(detail string) {
	if v.status == condition.AmountOK {
		v.status = condition.AmountFailed
	}
	if v.detail == "" {
		v.detail = detail
	}
}
