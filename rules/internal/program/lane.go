package program

import (
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// lane adds what a lane gives to the award. The order is fixed: each remedy
// amount → adjust → at_least → at_most, then the lane's sum → deduct →
// at_least → at_most → pay_from or pay_above, then rounding.
func (a *award) lane(l *laneRun, o offer) {
	first := len(a.givenRoom)
	for i := range l.picked {
		step := a.offered(&l.picked[i], o)
		for i := range step {
			g := another(&a.givenRoom)
			g.valued, g.lane, g.value, g.cost = &step[i], l.Lane, 0, 0
		}
	}
	mine := a.givenRoom[first:]
	sums := false
	for i := range mine {
		if mine[i].clipped != "" {
			a.noteClipped(mine[i].valued)
		}
		mine[i].exact = mine[i].worth()
		sums = sums || mine[i].sum() && mine[i].exact.Sign() > 0
	}
	var whole int64
	for i := range mine {
		if g := &mine[i]; !g.sum() {
			g.value, _ = g.exact.Round(a.Rounding)
			a.stage(g, "round", "", g.exact, exact.Int(g.value))
			whole += g.value
		}
	}
	if t := a.termsOf(l, sums, whole); t != nil {
		a.sums(l, mine, t, whole)
	}
	for i := range mine {
		a.totals[l.index] += mine[i].value
	}
}

// sums carries out the lane's arithmetic on what can be cut.
func (a *award) sums(l *laneRun, mine []given, t *terms, whole int64) {
	before := exact.Num{}
	for i := range mine {
		if g := &mine[i]; g.sum() {
			g.exact = a.adjust(g, t)
			before = before.Add(g.exact)
		}
	}
	if t.most.set && exact.Int(whole).Cmp(t.most.n) > 0 {
		a.reasons = addReason(a.reasons, compensation.Reason{
			Code: compensation.ReasonWholeOverLimit, By: l.Name,
			Text: "what lane " + l.Name + " gives whole is worth more than its at_most of " + a.figure(t.most.n) + " " + a.Currency,
		})
		uncut := *t
		uncut.most = bound{}
		t = &uncut
	}
	after := a.laneSum(l, t, before, whole)
	changed := after.Cmp(before) != 0
	rounded := int64(0)
	for i := range mine {
		if g := &mine[i]; g.sum() {
			g.value = g.round(a.Rounding)
			rounded += g.value
		}
	}
	target := rounded
	if changed {
		target, _ = after.Round(a.Rounding)
	}
	target = t.hold(target, after, whole)
	stage := "round"
	if changed || target != rounded {
		stage = "share"
		shareExactly(target, mine)
	}
	for i := range mine {
		if g := &mine[i]; g.sum() {
			a.stage(g, stage, "", g.exact, exact.Int(g.value))
		}
	}
	if floor := t.floor(); floor > 0 && !l.Owed {
		if a.least == nil {
			a.least = map[string]int64{}
		}
		a.least[l.Name] = floor
	}
}

// adjust multiplies one remedy by the factors that hold, then bounds it.
func (a *award) adjust(g *given, t *terms) exact.Num {
	x := g.amount
	for _, f := range t.factors {
		next := x.Mul(f.times)
		a.stage(g, "adjust", f.id, x, next)
		x = next
	}
	if g.least.set {
		lifted := g.least.lift(x)
		a.stage(g, "at_least", "", x, lifted)
		x = lifted
	}
	if g.most.set {
		held := g.most.hold(x)
		a.stage(g, "at_most", "", x, held)
		x = held
	}
	return x
}

// laneSum takes the lane's sum through deduct, at_least, at_most and pay_from
// or pay_above, exactly.
func (a *award) laneSum(l *laneRun, t *terms, sum exact.Num, whole int64) exact.Num {
	note := func(stage, id string, to exact.Num) {
		if sum.Cmp(to) != 0 {
			a.note(nil, l.index, stage, id, sum, to)
			sum = to
		}
	}
	for i, d := range l.Deduct {
		taken := t.deduct[i]
		if d.Fact == nil {
			taken = exact.Int(a.totals[d.Lane])
		}
		if taken.Sign() != 0 {
			note("deduct", d.Name, exact.Max(sum.Sub(taken), exact.Num{}))
		}
	}
	if t.least.set {
		note("at_least", "", t.least.lift(sum))
	}
	if t.most.set {
		note("at_most", "", exact.Min(sum, exact.Max(t.most.n.Sub(exact.Int(whole)), exact.Num{})))
	}
	if t.payFrom.set && sum.Cmp(t.payFrom.n) < 0 {
		note("pay_from", "", exact.Num{})
	}
	if t.payAbove.set && sum.Cmp(t.payAbove.n) <= 0 {
		note("pay_above", "", exact.Num{})
	}
	return sum
}

// round rounds one remedy by itself: a ceiling down, a floor up.
func (g *given) round(mode exact.Mode) int64 {
	r, _ := g.exact.Round(mode)
	if g.least.set && g.exact.Cmp(g.least.n) >= 0 {
		r = max(r, g.least.floor())
	}
	if g.most.set {
		r = min(r, g.most.ceiling())
	}
	return r
}
