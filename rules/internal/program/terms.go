package program

import (
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// terms is what a lane does to its sums, evaluated once for a case.
type terms struct {
	factors                        []factor
	deduct                         []exact.Num // the facts among Deduct, by position
	least, most, payFrom, payAbove *exact.Num
	blocked                        bool // a bound failed: what is not owed waits
}

type factor struct {
	id    string
	times exact.Num
}

// terms evaluates the lane's terms when it gives sums, or its ceiling when it gives
// something whole. They hang on the case alone, so every offer shares them. It is nil
// when the lane gives nothing that terms could change.
func (r *run) terms(l *laneRun, sums bool, whole int64) *terms {
	if !sums && (whole == 0 || l.AtMost == nil) {
		return nil
	}
	if l.terms == nil {
		l.terms = r.evalTerms(l)
	}
	if l.terms.blocked {
		return nil
	}
	return l.terms
}

func (r *run) evalTerms(l *laneRun) *terms {
	t := &terms{}
	for i := range l.Adjust {
		f := &l.Adjust[i]
		who := l.Name + " " + f.ID
		if !r.holds(f.When, who) {
			continue
		}
		if times := r.bound(&Sum{Amount: f.Times}, who, nil); times != nil {
			t.factors = append(t.factors, factor{id: f.ID, times: *times})
		}
	}
	if len(l.Deduct) > 0 {
		t.deduct = make([]exact.Num, len(l.Deduct))
	}
	for i, d := range l.Deduct {
		if d.Fact != nil {
			if n := r.bound(&Sum{Amount: d.Fact}, l.Name+" deduct", &t.blocked); n != nil {
				t.deduct[i] = *n
			}
		}
	}
	t.least = r.bound(l.AtLeast, l.Name+" at_least", &t.blocked)
	t.most = r.bound(l.AtMost, l.Name+" at_most", &t.blocked)
	t.payFrom = r.bound(l.PayFrom, l.Name+" pay_from", &t.blocked)
	t.payAbove = r.bound(l.PayAbove, l.Name+" pay_above", &t.blocked)
	t.blocked = t.blocked && !l.Owed // nothing lowers what is owed, not even doubt
	return t
}

// bound evaluates a bound or a factor; below zero counts as zero. One that
// fails is nil, asks for review and sets blocked.
func (r *run) bound(s *Sum, who string, blocked *bool) *exact.Num {
	if s == nil {
		return nil
	}
	n, status := s.Eval(r.values)
	switch status {
	case condition.AmountOK:
		n = exact.Max(n, exact.Num{})
		if n.Cmp(exact.Int(mostMinor)) > 0 {
			n = exact.Int(mostMinor)
		}
		return &n
	case condition.AmountOpen:
		r.lacks(who, s)
	case condition.AmountFailed:
		r.doubt(compensation.ReasonFailed, who, who+" could not be computed: "+r.why(s))
		if blocked != nil {
			*blocked = true
		}
	}
	return nil
}

// hold keeps a rounded sum inside the lane's bounds: a ceiling is rounded
// down, a floor up. What came to zero stays zero.
func (t *terms) hold(target int64, exactly exact.Num, whole int64) int64 {
	if t.least != nil && exactly.Sign() > 0 {
		up, _ := t.least.Round(exact.Ceil)
		target = max(target, up)
	}
	if t.most != nil {
		down, _ := t.most.Round(exact.Floor)
		target = min(target, max(down-whole, 0))
	}
	return target
}

// floor is the least that the lane pays if it pays at all, in minor units.
func (t *terms) floor() int64 {
	floor := int64(0)
	for _, from := range []*exact.Num{t.least, t.payFrom} {
		if from != nil {
			up, _ := from.Round(exact.Ceil)
			floor = max(floor, up)
		}
	}
	if t.payAbove != nil {
		down, _ := t.payAbove.Round(exact.Floor)
		floor = max(floor, down+1)
	}
	return floor
}
