package condition

import (
	"fmt"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// stretch is a run of numbers in a set; an end that is nil is open to infinity.
type stretch struct {
	low, high *cut
}

// stretches lists the runs of a set of numbers, in ascending order.
func (s set) stretches() []stretch {
	var out []stretch
	var low *cut
	in := s.others
	for i := range s.cuts {
		if in {
			out = append(out, stretch{low, &s.cuts[i]})
		}
		low, in = &s.cuts[i], !in
	}
	if in {
		out = append(out, stretch{low, nil})
	}
	return out
}

// sample is some value of the fact that belongs to the set; false if there is none.
func (f *Fact) sample(s set) (Value, bool) {
	if f.Type == Text {
		return s.sampleText()
	}
	if f.Default != nil && s.has(*f.Default) {
		return *f.Default, true
	}
	for _, r := range s.and(f.domain()).stretches() {
		return Value{Num: r.sample()}, true
	}
	return Value{}, false
}

// sample is a number of the run: an end if it belongs to it.
func (r stretch) sample() exact.Num {
	one := exact.Int(1)
	switch {
	case r.low != nil && !r.low.after:
		return r.low.at
	case r.high != nil && r.high.after:
		return r.high.at
	case r.low != nil && r.high != nil:
		return r.low.at.Add(r.high.at).Mul(exact.Frac(1, 2))
	case r.low != nil:
		return r.low.at.Add(one)
	case r.high != nil:
		return r.high.at.Sub(one)
	default:
		return exact.Num{}
	}
}

// end is about the least value of the fact in the set, or about the greatest.
func (f *Fact) end(s set, high bool) (Value, bool) {
	if f.Type == Text {
		return s.sampleText()
	}
	runs := s.and(f.domain()).stretches()
	if len(runs) == 0 {
		return Value{}, false
	}
	r, far := runs[0], exact.Int(-1_000_000)
	if high {
		r, far = runs[len(runs)-1], exact.Int(1_000_000)
	}
	bound, beyond := r.low, r.high
	if high {
		bound, beyond = beyond, bound
	}
	switch {
	case bound == nil && beyond == nil:
		return Value{Num: far}, true
	case bound == nil: // open: well away from the other end
		return Value{Num: beyond.at.Add(far)}, true
	case bound.after == high:
		return Value{Num: bound.at}, true
	case high && f.stepped():
		return Value{Num: bound.at.Sub(exact.Int(1))}, true
	}
	return Value{Num: r.sample()}, true
}

func (s set) sampleText() (Value, bool) {
	if !s.others {
		if len(s.texts) == 0 {
			return Value{}, false
		}
		return Value{Text: s.texts[0]}, true
	}
	for i := 1; ; i++ {
		if v := (Value{Text: fmt.Sprintf("text-%d", i)}); s.hasText(v) {
			return v, true
		}
	}
}
