package program

import (
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// bound is a floor, a ceiling or another figure that may be absent.
type bound struct {
	n   exact.Num
	set bool
}

// floor is the least whole number of minor units that satisfies a floor;
// ceiling the greatest that satisfies a ceiling.
func (b bound) floor() int64 {
	up, _ := b.n.Round(exact.Ceil)
	return up
}

func (b bound) ceiling() int64 {
	down, _ := b.n.Round(exact.Floor)
	return down
}

// lift raises x to the floor, unless x is zero; hold lowers it to the ceiling.
func (b bound) lift(x exact.Num) exact.Num {
	if b.set && x.Sign() > 0 {
		return exact.Max(x, b.n)
	}
	return x
}

func (b bound) hold(x exact.Num) exact.Num {
	if b.set {
		return exact.Min(x, b.n)
	}
	return x
}

// expression is a sum or an amount.
type expression interface {
	doubter
	Eval(v *condition.Values) (exact.Num, condition.Status)
}

// figureOf evaluates a bound or a factor that stands outside the rules; below
// zero counts as zero. One that fails is absent, asks for review and reports it.
func (r *run) figureOf(e expression, where place) (b bound, failed bool) {
	n, status := e.Eval(r.values)
	switch status {
	case condition.AmountOK:
		n = exact.Min(exact.Max(n, exact.Num{}), exact.Int(mostMinor))
		return bound{n: n, set: true}, false
	case condition.AmountOpen:
		r.lacks(where, e)
	case condition.AmountFailed:
		r.doubtFailed(where, r.why(e))
		return bound{}, true
	}
	return bound{}, false
}
