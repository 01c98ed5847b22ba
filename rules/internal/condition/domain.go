package condition

import "github.com/amendsgo/amends/rules/internal/exact"

// stepped tells whether the fact's stored values are whole numbers.
func (f *Fact) stepped() bool { return f.Type != Number && f.Type != Text }

// domain is the set of all values that the fact can have.
func (f *Fact) domain() set {
	switch f.Type {
	case Bool:
		return truths
	case Text:
		return everything
	}
	if all := f.all.Load(); all != nil {
		return *all
	}
	all := f.extent()
	f.all.Store(&all)
	return all
}

// extent is the domain of a fact that is neither a bool nor a text.
func (f *Fact) extent() set {
	if f.Type == OneOf {
		return between(exact.Int(0), exact.Int(int64(len(f.Values))-1)).whole()
	}
	s := everything
	if f.Min != nil {
		s = s.and(above(*f.Min, false))
	}
	if f.Max != nil {
		s = s.and(above(*f.Max, true).not())
	}
	if f.stepped() {
		s = s.whole()
	}
	return s
}

// restrict brings a set of numbers into the one form that sets of this fact have.
func (f *Fact) restrict(s set) set {
	if f.stepped() {
		return s.whole()
	}
	return s
}

// index is the place of a one_of's value, or -1.
func (f *Fact) index(value string) int {
	for i, v := range f.Values {
		if v == value {
			return i
		}
	}
	return -1
}
