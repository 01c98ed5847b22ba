package program

import (
	"math"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// mostMinor bounds any single amount, in minor units, so that sums of amounts never leave int64.
const mostMinor = math.MaxInt64 / (1 << 20)

// valued is a remedy with everything of it that hangs on the case, exactly,
// in minor units.
type valued struct {
	*Remedy
	rule       *Rule
	amount     exact.Num // amount × times × periods, not below zero
	least      *exact.Num
	most       *exact.Num
	cost       *exact.Num
	periods    string
	validUntil compensation.Date
	dueBy      compensation.Date
	clipped    string // what was below zero and counted as zero
}

// worth is what the client gets of it before anything is done to the lane.
func (v *valued) worth() exact.Num { return v.bound(v.amount) }

// bound applies the remedy's own floor, which never lifts zero, and its
// ceiling, which wins.
func (v *valued) bound(x exact.Num) exact.Num {
	if v.least != nil && x.Sign() > 0 {
		x = exact.Max(x, *v.least)
	}
	if v.most != nil {
		x = exact.Min(x, *v.most)
	}
	return x
}

// valuer evaluates one step of a rule and remembers what stood in the way.
type valuer struct {
	*run
	rule   *Rule
	status condition.Status
	detail string
}

// value evaluates a step. When a fact is missing it is noted among the needs;
// when a part fails, detail says which and why.
func (r *run) value(rule *Rule, step Step) ([]valued, condition.Status, string) {
	v := valuer{run: r, rule: rule}
	out := make([]valued, len(step))
	for i := range step {
		out[i] = v.remedy(&step[i])
	}
	return out, v.status, v.detail
}

func (v *valuer) remedy(m *Remedy) valued {
	out := valued{Remedy: m, rule: v.rule, periods: m.PeriodsText}
	if m.Value != nil {
		out.amount = v.part(&out, "amount", v.sum(m.Value))
		if m.Times != nil {
			out.amount = out.amount.Mul(v.part(&out, "times", v.number(m.Times)))
		}
		if m.Periods != nil {
			periods := v.part(&out, "periods", v.number(m.Periods))
			out.amount = out.amount.Mul(periods)
			out.periods = periods.String()
		}
		v.small(out.amount)
	}
	out.least, out.most, out.cost = v.bounds(m.AtLeast), v.bounds(m.AtMost), v.bounds(m.Cost)
	out.validUntil = v.day(m.ValidDays, compensation.Date.AddDays)
	out.dueBy = v.day(m.DueDays, compensation.Date.AddDays)
	if m.DueWorkdays != nil {
		out.dueBy = v.day(m.DueWorkdays, v.addWorkdays)
	}
	return out
}

// part takes a factor of the amount; one below zero counts as zero.
func (v *valuer) part(out *valued, name string, n exact.Num) exact.Num {
	if n.Sign() < 0 {
		out.clipped = name + " is below zero and counts as zero"
		return exact.Num{}
	}
	return n
}

func (v *valuer) bounds(s *Sum) *exact.Num {
	if s == nil {
		return nil
	}
	n := v.sum(s)
	if n.Sign() < 0 {
		n = exact.Num{}
	}
	v.small(n)
	return &n
}

func (v *valuer) sum(s *Sum) exact.Num {
	n, status := s.Eval(v.values)
	v.note(status, s)
	return n
}

func (v *valuer) number(a *condition.Amount) exact.Num {
	n, status := a.Eval(v.values)
	v.note(status, a)
	return n
}

// day counts days from case.date; parts of a day are dropped.
func (v *valuer) day(a *condition.Amount, add func(compensation.Date, int64) compensation.Date) compensation.Date {
	if a == nil {
		return compensation.Date{}
	}
	n, ok := v.number(a).Round(exact.Floor)
	if !ok || n < 0 || n > mostDays {
		v.fail("a number of days must be from 0 to 36,525")
		return compensation.Date{}
	}
	return add(v.today, n)
}

// mostDays is a century: an offer that stands longer is a mistake.
const mostDays = 36_525

func (r *run) addWorkdays(d compensation.Date, n int64) compensation.Date {
	return compensation.DateFromDays(r.Scope.PlusWorkdays(d.Days(), n))
}

func (v *valuer) small(n exact.Num) {
	if n.Cmp(exact.Int(mostMinor)) > 0 {
		v.fail("the amount is too large to be money")
	}
}

func (v *valuer) note(status condition.Status, d doubter) {
	switch status {
	case condition.AmountOpen:
		v.status = condition.AmountOpen
		if !v.rule.Shadow {
			v.lacks(v.rule.ID, d)
		}
	case condition.AmountFailed:
		v.fail(v.why(d))
	case condition.AmountOK:
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
