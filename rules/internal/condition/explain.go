package condition

// Part says how an explained part of a condition is made up.
type Part uint8

// The parts. The first three have parts of their own.
const (
	AllOf  Part = iota // holds when every part does
	AnyOf              // holds when one part does
	Choice             // parts: condition, then, else
	Atom               // one fact is in a set
	Known              // the case carries a fact
	Leaf               // evaluated as a whole
	Fixed              // the same for every case
)

// Explanation is a condition, or a part of one, with what became of it. Negation
// is pushed inwards, as it is when the condition is matched: Not tells that the policy
// says "not" of what stands at At.
type Explanation struct {
	Part    Part
	Verdict Verdict
	Not     bool
	At      Span
	Seen    []Seen // the facts of an atom, a known or a leaf
	Problem string // why a leaf failed
	Parts   []*Explanation
}

// Seen is a fact and the value that the case had; not Known is missing.
type Seen struct {
	Fact  *Fact
	Value Value
	Known bool
}

// Explain evaluates every part, also those that a verdict did not need.
func (c *Condition) Explain(v *Values) *Explanation { return c.root.explain(v) }

func (n *node) explain(v *Values) *Explanation {
	e := &Explanation{Verdict: n.eval(v), Not: n.negated, At: n.at}
	switch n.op {
	case opConst:
		e.Part = Fixed
	case opAtom:
		e.Part = Atom
	case opKnown:
		e.Part = Known
	case opLeaf:
		e.Part = Leaf
	case opAnd:
		e.Part = AllOf
	case opOr:
		e.Part = AnyOf
	case opIf:
		e.Part = Choice
	}
	for _, k := range n.kids {
		e.Parts = append(e.Parts, k.explain(v))
	}
	if len(n.kids) > 0 {
		return e
	}
	seen := map[*Fact]bool{}
	n.reads(func(f *Fact) bool {
		if !seen[f] {
			seen[f] = true
			value, known := v.Get(f.Slot)
			e.Seen = append(e.Seen, Seen{Fact: f, Value: value, Known: known})
		}
		return true
	})
	if e.Verdict == Failed {
		n.why(v, Failed, func(need Need) bool {
			e.Problem = need.Problem
			return false
		})
	}
	return e
}
