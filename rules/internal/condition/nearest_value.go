package condition

import "github.com/amendsgo/amends/rules/internal/exact"

// nearest is the value of the set that lies nearest to the fact's value; any, if the
// case does not carry the fact. False if the fact can have none of the set's values.
func (f *Fact) nearest(s set, from Value, known bool) (Value, bool) {
	if f.Type == Text {
		return s.sampleText()
	}
	if s = s.and(f.domain()); f.stepped() {
		s = s.whole() // a leaf may turn between two whole numbers
	}
	var best *exact.Num
	for _, run := range s.stretches() {
		if !known || f.Type == OneOf || f.Type == Bool {
			n := run.sample()
			best = &n
			break
		}
		if n := f.into(run, from.Num); s.has(Value{Num: n}) && (best == nil || gap(n, from.Num).Cmp(gap(*best, from.Num)) < 0) {
			best = &n
		}
	}
	if best == nil {
		return Value{}, false
	}
	return Value{Num: *best}, true
}

// into is the number of the run that is nearest to another. A number that has no
// neighbour is left by a step that a person would write: a hundredth, or finer where the
// numbers at hand are.
func (f *Fact) into(run stretch, from exact.Num) exact.Num {
	at, up := run.low, true
	if at == nil || at.passed(from) {
		at, up = run.high, false
	}
	if at == nil || !up && !at.passed(from) {
		return from // inside already
	}
	if up != at.after {
		return at.at
	}
	step := exact.Int(1)
	if !f.stepped() {
		step = exact.Frac(1, 100)
		for _, n := range []exact.Num{at.at, from} {
			step = exact.Min(step, lastPlace(n))
		}
	}
	if !up {
		step = step.Neg()
	}
	if n := at.at.Add(step); inside(run, n) {
		return n
	}
	return run.sample()
}

func inside(run stretch, n exact.Num) bool {
	return (run.low == nil || run.low.passed(n)) && (run.high == nil || !run.high.passed(n))
}

// lastPlace is one unit in the last decimal place of a number.
func lastPlace(n exact.Num) exact.Num {
	place := exact.Int(1)
	for range 15 {
		q, _ := n.Quo(place)
		if q.IsInt() {
			break
		}
		place = place.Mul(exact.Frac(1, 10))
	}
	return place
}
