package condition

import (
	"fmt"
	"sort"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// eval computes the term. Open comes before failed, as for conditions.
func (t *term) eval(v *Values) (exact.Num, Status) {
	switch t.op {
	case numConst:
		return t.num, AmountOK
	case numFact:
		if !v.known[t.fact.Slot] {
			return exact.Num{}, AmountOpen
		}
		return v.num(t.fact.Slot), AmountOK
	case numRate:
		if !v.known[t.fact.Slot] {
			return exact.Num{}, AmountOpen
		}
		return t.rate.on(v.num(t.fact.Slot))
	case numIf:
		return t.evalIf(v)
	}
	out, status := t.args[0].eval(v)
	if len(t.args) == 1 && status == AmountOK {
		return t.apply(out, exact.Num{})
	}
	for _, arg := range t.args[1:] {
		next, s := arg.eval(v)
		if status = max(status, s); status == AmountOK {
			out, status = t.apply(out, next)
		}
	}
	return out, status
}

// apply is the operation on two values, or on the first alone.
func (t *term) apply(a, b exact.Num) (exact.Num, Status) {
	ok := true
	switch t.op {
	case numAdd:
		a = a.Add(b)
	case numSub:
		a = a.Sub(b)
	case numMul:
		a = a.Mul(b)
	case numQuo:
		a, ok = a.Quo(b)
	case numRem:
		a, ok = remainder(a, b)
	case numMin:
		a = exact.Min(a, b)
	case numMax:
		a = exact.Max(a, b)
	case numFloor:
		a = a.Floor()
	case numCeil:
		a = a.Ceil()
	case numWorkdays:
		a, ok = t.calendar.between(a, b)
	case numPlusWorkdays:
		a, ok = t.calendar.after(a, b)
	}
	if !ok {
		return exact.Num{}, AmountFailed
	}
	return a, AmountOK
}

// evalIf needs no condition where both branches agree.
func (t *term) evalIf(v *Values) (exact.Num, Status) {
	var cond Verdict
	if t.quick != nil {
		cond = t.quick.eval(v)
	} else {
		cond = t.cond.eval(v)
	}
	switch cond {
	case True:
		return t.args[0].eval(v)
	case False:
		return t.args[1].eval(v)
	}
	yes, sy := t.args[0].eval(v)
	no, sn := t.args[1].eval(v)
	if sy == AmountOK && sn == AmountOK && yes.Cmp(no) == 0 {
		return yes, AmountOK
	}
	return exact.Num{}, max(status(cond), sy, sn)
}

func status(v Verdict) Status {
	switch v {
	case Open:
		return AmountOpen
	case Failed:
		return AmountFailed
	default:
		return AmountOK
	}
}

func remainder(a, b exact.Num) (exact.Num, bool) {
	q, ok := a.Quo(b)
	if !ok {
		return q, false
	}
	whole := q.Floor()
	if q.Sign() < 0 {
		whole = q.Ceil()
	}
	return a.Sub(b.Mul(whole)), true
}

// on is the rate that is in force on a day; open before the first entry.
func (r *Rate) on(day exact.Num) (exact.Num, Status) {
	i := sort.Search(len(r.Entries), func(i int) bool { return exact.Int(r.Entries[i].From).Cmp(day) > 0 })
	if i == 0 {
		return exact.Num{}, AmountOpen
	}
	return r.Entries[i-1].Value, AmountOK
}

// why yields what the outcome hangs on, which is open or failed.
func (t *term) why(v *Values, outcome Status, yield func(Need) bool) bool {
	switch t.op {
	case numFact, numRate:
		need := Need{Fact: t.fact, At: t.at}
		if day, ok := v.Get(t.fact.Slot); ok {
			need.Problem = fmt.Sprintf("the rate %s has no value before %s, and %s is %s",
				t.rate.Name, showDay(exact.Int(t.rate.Entries[0].From)), t.fact.Name, showDay(day.Num))
		}
		return yield(need)
	case numIf:
		cond := t.cond.eval(v)
		if cond <= True {
			return t.branch(cond).why(v, outcome, yield)
		}
		if status(cond) == outcome {
			return t.cond.why(v, cond, yield)
		}
	}
	inherited := false
	for _, arg := range t.args {
		if _, s := arg.eval(v); s == outcome {
			inherited = true
			if !arg.why(v, outcome, yield) {
				return false
			}
		}
	}
	return inherited || yield(Need{Problem: t.problem(), At: t.at})
}

func (t *term) branch(cond Verdict) *term {
	if cond == True {
		return t.args[0]
	}
	return t.args[1]
}

// problem says what an operation of known values can fail of.
func (t *term) problem() string {
	switch t.op {
	case numQuo, numRem:
		return fmt.Sprintf("division by zero: %s is 0", t.args[1].at.Text())
	default:
		return "the working days asked for lie beyond the calendar"
	}
}
