package program

import "github.com/amendsgo/amends/rules/internal/exact"

// terms is what a lane does to its sums. They hang on the case alone, so every
// offer shares them.
type terms struct {
	factors                        []factor
	deduct                         []exact.Num // the facts among Deduct, by position
	least, most, payFrom, payAbove bound
	ready                          bool
	blocked                        bool // a bound failed: what is not owed waits
}

type factor struct {
	id    string
	times exact.Num
}

// termsOf evaluates the lane's terms when it gives sums, or its ceiling when it
// gives something whole. It is nil when the lane gives nothing that terms could change.
func (r *run) termsOf(l *laneRun, sums bool, whole int64) *terms {
	if !sums && (whole == 0 || l.AtMost == nil) {
		return nil
	}
	if !l.terms.ready {
		r.evalTerms(l)
	}
	if l.terms.blocked {
		return nil
	}
	return &l.terms
}

func (r *run) evalTerms(l *laneRun) {
	t := &l.terms
	t.factors, t.ready = t.factors[:0], true
	t.least.set, t.most.set, t.payFrom.set, t.payAbove.set = false, false, false, false
	for i := range l.Adjust {
		f := &l.Adjust[i]
		where := place{l.Name, f.ID}
		if !r.holds(f.When, where) {
			continue
		}
		if times, _ := r.figureOf(f.Times, where); times.set {
			next := another(&t.factors)
			next.id, next.times = f.ID, times.n
		}
	}
	failed := false
	roomFor(&t.deduct, len(l.Deduct))
	for i, d := range l.Deduct {
		if d.Fact != nil {
			taken, bad := r.figureOf(d.Fact, place{l.Name, "deduct"})
			t.deduct[i], failed = taken.n, failed || bad
		}
	}
	part := func(to *bound, sum *Sum, key string) {
		if sum != nil {
			var bad bool
			*to, bad = r.figureOf(sum, place{l.Name, key})
			failed = failed || bad
		}
	}
	part(&t.least, l.AtLeast, "at_least")
	part(&t.most, l.AtMost, "at_most")
	part(&t.payFrom, l.PayFrom, "pay_from")
	part(&t.payAbove, l.PayAbove, "pay_above")
	t.blocked = failed && !l.Owed // nothing lowers what is owed, not even doubt
}

// hold keeps a rounded sum inside the lane's bounds: a ceiling is rounded
// down, a floor up. What came to zero stays zero.
func (t *terms) hold(target int64, exactly exact.Num, whole int64) int64 {
	if t.least.set && exactly.Sign() > 0 {
		target = max(target, t.least.floor())
	}
	if t.most.set {
		target = min(target, max(t.most.ceiling()-whole, 0))
	}
	return target
}

// floor is the least that the lane pays if it pays at all, in minor units.
func (t *terms) floor() int64 {
	floor := int64(0)
	if t.least.set {
		floor = t.least.floor()
	}
	if t.payFrom.set {
		floor = max(floor, t.payFrom.floor())
	}
	if t.payAbove.set {
		floor = max(floor, t.payAbove.ceiling()+1)
	}
	return floor
}
