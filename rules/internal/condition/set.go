package condition

import (
	"slices"
	"sort"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// cut is a place between two numbers: just before a value, or just after it.
type cut struct {
	at    exact.Num
	after bool
}

func (a cut) cmp(b cut) int {
	if order := a.at.Cmp(b.at); order != 0 || a.after == b.after {
		return order
	}
	if a.after {
		return 1
	}
	return -1
}

// passed tells whether the value lies behind the cut.
func (a cut) passed(value exact.Num) bool {
	order := a.at.Cmp(value)
	return order < 0 || order == 0 && !a.after
}

// set is a set of values of one fact. Of numbers, dates, and indices of a one_of or
// bool: membership changes at each cut, in ascending order. Of texts: the listed
// ones, sorted, differ from all others. Complement is one bit, and any union or
// intersection of a set of the language is a set again.
type set struct {
	cuts  []cut
	texts []string
	// others tells whether what lies before the first cut belongs to the set, or a
	// text that is not listed.
	others bool
}

// everything holds all values, nothing none.
var everything, nothing = set{others: true}, set{}

// above is what lies behind the cut.
func above(at exact.Num, after bool) set { return set{cuts: []cut{{at, after}}} }

// between holds the numbers from low to high, both included.
func between(low, high exact.Num) set {
	if low.Cmp(high) > 0 {
		return nothing
	}
	return set{cuts: []cut{{low, false}, {high, true}}}
}

// texts holds the given texts.
func texts(list ...string) set {
	list = slices.Clone(list)
	slices.Sort(list)
	return set{texts: slices.Compact(list)}
}

// has tells whether the value belongs to the set.
func (s set) has(v Value) bool {
	if len(s.texts) > 0 {
		_, listed := slices.BinarySearch(s.texts, v.Text)
		return listed != s.others
	}
	return (s.class(v.Num)&1 == 1) != s.others
}

// class is the number of cuts that the value has passed.
func (s set) class(value exact.Num) int {
	if len(s.cuts) > 8 {
		return sort.Search(len(s.cuts), func(i int) bool { return !s.cuts[i].passed(value) })
	}
	for i := range s.cuts {
		if !s.cuts[i].passed(value) {
			return i
		}
	}
	return len(s.cuts)
}

// not is the complement.
func (s set) not() set {
	s.others = !s.others
	return s
}

// equal compares as sets; both are in their one form, because combine and the
// constructors keep only cuts and texts that change something.
func (s set) equal(t set) bool {
	return s.others == t.others && slices.Equal(s.texts, t.texts) &&
		slices.EqualFunc(s.cuts, t.cuts, func(a, b cut) bool { return a.cmp(b) == 0 })
}

// empty tells whether nothing belongs to the set.
func (s set) empty() bool { return !s.others && len(s.cuts) == 0 && len(s.texts) == 0 }

// within tells whether all of s belongs to t.
func (s set) within(t set) bool { return !s.meets(t.not()) }

// meets tells whether anything belongs to both.
func (s set) meets(t set) bool {
	if len(s.texts)+len(t.texts) > 0 {
		return !s.and(t).empty()
	}
	inS, inT := s.others, t.others
	for i, j := 0, 0; !inS || !inT; {
		switch {
		case i == len(s.cuts) && j == len(t.cuts):
			return false
		case j == len(t.cuts):
			inS = !inS
			i++
		case i == len(s.cuts):
			inT = !inT
			j++
		default:
			order := s.cuts[i].cmp(t.cuts[j])
			if order <= 0 {
				inS = !inS
				i++
			}
			if order >= 0 {
				inT = !inT
				j++
			}
		}
	}
	return true
}

// hasText is has for a set that may list no text at all.
func (s set) hasText(v Value) bool {
	_, listed := slices.BinarySearch(s.texts, v.Text)
	return listed != s.others
}

// single holds one whole number, in the form that whole gives.
func single(n int64) set {
	return set{cuts: []cut{{at: exact.Int(n)}, {at: exact.Int(n + 1)}}}
}

// these holds the given whole numbers, which it puts in order, in that same form.
func these(list []int64) set {
	slices.Sort(list)
	s := set{cuts: make([]cut, 0, 2*len(list))}
	for i, n := range list {
		switch last := len(s.cuts) - 1; {
		case i > 0 && n == list[i-1]:
		case i > 0 && n == list[i-1]+1:
			s.cuts[last].at = exact.Int(n + 1)
		default:
			s.cuts = append(s.cuts, cut{at: exact.Int(n)}, cut{at: exact.Int(n + 1)})
		}
	}
	return s
}

// whole moves every cut to the whole number behind it, where the values are whole.
func (s set) whole() set {
	if !slices.ContainsFunc(s.cuts, func(c cut) bool { return c.after || !c.at.IsInt() }) {
		return s
	}
	out := set{others: s.others, texts: s.texts, cuts: make([]cut, 0, len(s.cuts))}
	for _, c := range s.cuts {
		at := c.at.Ceil()
		if c.after && c.at.IsInt() {
			at = at.Add(exact.Int(1))
		}
		if n := len(out.cuts); n > 0 && out.cuts[n-1].at.Cmp(at) == 0 {
			out.cuts = out.cuts[:n-1]
		} else {
			out.cuts = append(out.cuts, cut{at: at})
		}
	}
	if len(out.cuts) == 0 {
		out.cuts = nil
	}
	return out
}
