package condition

import "github.com/amendsgo/amends/rules/internal/exact"

// Observed is one part of a condition that is true or false by itself: an atom,
// a known(fact), or a leaf that is evaluated as a whole.
type Observed struct {
	At   Span
	Fact *Fact // nil for a leaf
	// Verdict is of the part as it stands in the policy, before any "not" around it.
	Verdict Verdict
	// Decides: were it the other way round, the whole condition would be, too.
	Decides bool

	node *node
}

// Observe yields every part of the condition with what became of it. Parts that
// the policy writes once, in a definition, come once for each use.
func (c *Condition) Observe(v *Values, see func(Observed)) {
	whole := c.root.eval(v)
	c.root.parts(func(n *node) {
		verdict := n.eval(v)
		decides := whole <= True && verdict <= True && c.root.evalWith(v, n, verdict.not()) == whole.not()
		if n.negated {
			verdict = verdict.not()
		}
		see(Observed{At: n.at, Fact: n.fact, Verdict: verdict, Decides: decides, node: n})
	})
}

// parts yields the nodes that have no kids, constants apart.
func (n *node) parts(see func(*node)) {
	if n.op == opAtom || n.op == opKnown || n.op == opLeaf {
		see(n)
	}
	for _, k := range n.kids {
		k.parts(see)
	}
}

// evalWith is eval with another verdict for one part.
func (n *node) evalWith(v *Values, part *node, verdict Verdict) Verdict {
	if n == part {
		return verdict
	}
	switch n.op {
	case opAnd, opOr:
		decides := truth(n.op == opOr)
		out := decides.not()
		for _, k := range n.kids {
			switch got := k.evalWith(v, part, verdict); {
			case got == decides:
				return decides
			case got > True:
				out = undecided(out, got)
			}
		}
		return out
	case opIf:
		cond := n.kids[0].evalWith(v, part, verdict)
		if cond > True {
			return cond
		}
		return n.branch(cond).evalWith(v, part, verdict)
	default:
		return n.eval(v)
	}
}

// Edge is a pair of neighbouring values of a fact between which an atom turns.
type Edge struct {
	Fact         *Fact
	Below, Above Value // as the atom sees them; Above is the greater
}

// Edges are the thresholds of an atom over numbers or dates that lie within
// what the fact can be; none for other parts.
func (o Observed) Edges() []Edge {
	n := o.node
	if n.op != opAtom || n.fact.Type == Text || n.fact.Type == OneOf || n.fact.Type == Bool {
		return nil
	}
	var edges []Edge
	for _, c := range n.set.cuts {
		step := n.fact.step(c.at)
		e := Edge{Fact: n.fact, Below: Value{Num: c.at.Sub(step)}, Above: Value{Num: c.at}}
		if c.after {
			e.Below, e.Above = Value{Num: c.at}, Value{Num: c.at.Add(step)}
		}
		domain := n.fact.domain()
		if domain.has(e.Below) && domain.has(e.Above) {
			edges = append(edges, e)
		}
	}
	return edges
}

// step is the least difference that matters beside a value: 1 where values are
// whole, else a hundredth, or a tenth of the value's last digit if that is less.
func (f *Fact) step(at exact.Num) exact.Num {
	if f.Type != Number {
		return exact.Int(1)
	}
	step := exact.Frac(1, 100)
	for range 15 {
		if at.Mul(exact.Int(10)).Mul(step.inverse()).IsInt() {
			break
		}
		step = step.Mul(exact.Frac(1, 10))
	}
	return step
}
