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

// first is the lowest run of a set of numbers; false if it is empty.
func (s *set) first() (r stretch, ok bool) {
	switch n := len(s.cuts); {
	case s.others && n == 0:
		return stretch{}, true
	case s.others:
		return stretch{high: &s.cuts[0]}, true
	case n == 0:
		return stretch{}, false
	case n == 1:
		return stretch{low: &s.cuts[0]}, true
	default:
		return stretch{&s.cuts[0], &s.cuts[1]}, true
	}
}

// last is the highest run of a set of numbers; false if it is empty.
func (s *set) last() (r stretch, ok bool) {
	n := len(s.cuts)
	in := s.others != (n%2 == 1) // behind the last cut
	switch {
	case in && n == 0:
		return stretch{}, true
	case in:
		return stretch{low: &s.cuts[n-1]}, true
	case n == 0:
		return stretch{}, false
	case n == 1:
		return stretch{high: &s.cuts[0]}, true
	default:
		return stretch{&s.cuts[n-2], &s.cuts[n-1]}, true
	}
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
	var room [8]cut // so many do for nearly all
	inside := combineIn(room[:0], s, f.domain(), both)
	r, ok := inside.first()
	far := exact.Int(-1_000_000)
	if high {
		r, ok = inside.last()
		far = exact.Int(1_000_000)
	}
	if !ok {
		return Value{}, false
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
