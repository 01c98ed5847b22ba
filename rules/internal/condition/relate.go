package condition

// Assignment is one fact of a witness.
type Assignment struct {
	Fact  *Fact
	Value Value
	// Missing: the witness case does not carry the fact.
	Missing bool
}

// Overlap looks for a case in which both conditions hold. It is sure of its answer
// when it found a witness, or when the atoms alone show that there is none: then
// the witness is nil. Where opaque leaves would decide it is not sure.
func Overlap(a, b *Condition) (witness []Assignment, sure bool) { return nil, false }

// Implies tells whether b holds wherever a holds, as far as the atoms show it.
func Implies(a, b *Condition) bool { return false }
