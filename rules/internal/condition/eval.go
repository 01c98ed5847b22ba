package condition

// eval is three-valued, with failure as a fourth: what is decided is decided in
// whatever order it is written; else open comes before failed.
func (n *node) eval(v *Values) Verdict {
	switch n.op {
	case opConst:
		return truth(n.truth)
	case opAtom:
		value, known := v.Get(n.fact.Slot)
		if !known {
			return Open
		}
		return truth(n.set.has(value))
	case opKnown:
		return truth(v.known[n.fact.Slot] == n.truth)
	case opLeaf:
		verdict := n.leaf.eval(v)
		if n.truth {
			return verdict
		}
		return verdict.not()
	case opIf:
		return n.evalIf(v)
	default:
		return n.evalJoin(v, truth(n.op == opOr))
	}
}

// evalJoin is and or or; one kid with the deciding verdict decides.
func (n *node) evalJoin(v *Values, decides Verdict) Verdict {
	out := decides.not()
	for _, k := range n.kids {
		switch verdict := k.eval(v); {
		case verdict == decides:
			return decides
		case verdict > True:
			out = undecided(out, verdict)
		}
	}
	return out
}

// evalIf needs no condition where both branches agree.
func (n *node) evalIf(v *Values) Verdict {
	cond := n.kids[0].eval(v)
	switch cond {
	case True:
		return n.kids[1].eval(v)
	case False:
		return n.kids[2].eval(v)
	}
	yes, no := n.kids[1].eval(v), n.kids[2].eval(v)
	if yes == no && yes <= True {
		return yes
	}
	return undecided(cond, undecided(yes, no))
}

// undecided is Open if either is, else Failed if either is, else the first.
func undecided(a, b Verdict) Verdict {
	if a <= True && b <= True {
		return a
	}
	return max(a, b)
}

func truth(b bool) Verdict {
	if b {
		return True
	}
	return False
}

func (v Verdict) not() Verdict {
	switch v {
	case False:
		return True
	case True:
		return False
	default:
		return v
	}
}

// why yields what the verdict hangs on, which is Open or Failed: the kids of the same
// verdict. It is false when the caller wants no more.
func (n *node) why(v *Values, verdict Verdict, yield func(Need) bool) bool {
	switch n.op {
	case opAtom:
		return yield(Need{Fact: n.fact, At: n.at})
	case opLeaf:
		return n.leaf.why(v, yield)
	case opIf:
		// The branches are of interest only once the condition is known.
		if cond := n.kids[0].eval(v); cond <= True {
			return n.branch(cond).why(v, verdict, yield)
		} else if cond == verdict {
			return n.kids[0].why(v, verdict, yield)
		}
	}
	for _, k := range n.kids {
		if k.eval(v) == verdict && !k.why(v, verdict, yield) {
			return false
		}
	}
	return true
}

func (n *node) branch(cond Verdict) *node {
	if cond == True {
		return n.kids[1]
	}
	return n.kids[2]
}
