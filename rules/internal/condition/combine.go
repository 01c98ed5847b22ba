package condition

// Always holds for every case.
func Always() *Condition { return &Condition{} }

// And holds where all of them hold; without any it is [Always]. Nil conditions
// are skipped.
func And(cs ...*Condition) *Condition { return Always() }

// Not holds where c does not.
func Not(c *Condition) *Condition { return c }

// DateWindow holds from one day until another, both included; nil is no bound.
// src is shown as its place.
func DateWindow(date *Fact, from, until *int64, src Source) *Condition { return Always() }
