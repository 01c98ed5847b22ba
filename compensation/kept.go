package compensation

// kept is a recommendation with what it points to, in one piece.
type kept struct {
	Recommendation
	held     heldCase
	step     Step
	approval Approval
	rules    [1]RuleTrace
	do       [12]string
}

// keptTwo is one with an alternative.
type keptTwo struct {
	kept
	outcomes [1]Outcome
	steps    [1]Step
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
	switch n := alternatives; {
	case n == 1:
		k := &keptTwo{}
		k.Alternatives = k.outcomes[:]
		return &k.kept, k.steps[:]
	case 1 < n && n <= few:
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
