package sample

import "slices"

// Atom is one comparison of one fact.
type Atom struct {
	Fact int
	// From and To bound a number: From <= value < To. A bound at the end of the
	// fact's range is not written.
	From, To int64
	In       []int64 // of a OneOf: the values that hold, in ascending order
	Want     bool    // of a Bool
}

// Rule gives a credit, a share of the price with a ceiling, when each of All
// holds; of the atoms in one of All, any. All of a rule's atoms read other facts.
type Rule struct {
	All      [][]Atom
	Permille int64 // of the price
	Cap      int64 // cents; 0 is none
}

// Matches tells whether the rule's condition holds.
func (r *Rule) Matches(c *Case) bool {
	for _, any := range r.All {
		holds := false
		for i := range any {
			holds = holds || any[i].holds(c)
		}
		if !holds {
			return false
		}
	}
	return true
}

func (a *Atom) holds(c *Case) bool {
	value := c[a.Fact]
	switch {
	case len(a.In) > 0:
		return slices.Contains(a.In, value)
	case a.To > a.From:
		return a.From <= value && value < a.To
	default:
		return a.Want == (value == 1)
	}
}

// Award is what the lane gives: the rule that gives most, the earlier one of
// equals, and its sum in cents, rounded half up. Rule is -1 when none matched.
type Award struct {
	Rule  int
	Cents int64
}

// Best is the award of the matching rules for a price. It compares exactly.
func Best(rules []Rule, matching []int32, price int64) Award {
	best, exact := -1, int64(-1)
	for _, i := range matching {
		value := price * rules[i].Permille
		if limit := rules[i].Cap * 1000; limit > 0 && value > limit {
			value = limit
		}
		if value > exact {
			best, exact = int(i), value
		}
	}
	if best < 0 {
		return Award{Rule: -1}
	}
	return Award{best, (exact + 500) / 1000}
}
