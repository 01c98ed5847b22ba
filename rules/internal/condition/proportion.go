package condition

import "github.com/amendsgo/amends/rules/internal/exact"

// Proportion is an amount that grows evenly with one fact: Factor times its value,
// and Offset. Without a fact the amount is the offset.
type Proportion struct {
	Fact           *Fact
	Factor, Offset exact.Num
}

// Proportion is the amount as that, and false if it hangs on its facts in another way.
func (a *Amount) Proportion() (Proportion, bool) {
	l, ok := a.root.linear()
	return Proportion{Fact: l.fact, Factor: l.factor, Offset: l.offset}, ok
}
