package compensation

// kept is a recommendation with what it points to, in one piece.
type kept struct {
	Recommendation
	held     heldCase
	step     Step
	approval Approval
	reasons  [1]Reason
	do       [12]string
}

// keptFew is one with the alternatives that most have at most.
type keptFew struct {
	kept
	outcomes [few]Outcome
	steps    [few]Step
}

const few = 2

// keep makes room for a recommendation, its alternatives and their steps.
func keep(alternatives int) (*kept, []Step) {
	if n := alternatives; 0 < n && n <= few {
		k := &keptFew{}
		k.Alternatives = k.outcomes[:n:n]
		return &k.kept, k.steps[:n]
	}
	k := &kept{}
	if alternatives <= 0 {
		return k, nil
	}
	k.Alternatives = make([]Outcome, alternatives)
	return k, make([]Step, alternatives)
}
