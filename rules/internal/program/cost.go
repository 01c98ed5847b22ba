package program

import "github.com/amendsgo/amends/rules/internal/exact"

// price sets what each remedy costs us: its own cost, scaled with what was
// done to its value, or its value times the budget's share of its kind.
func (a *award) price() {
	for i := range a.given {
		g := &a.given[i]
		g.cost, _ = a.cost(g).Round(a.Rounding)
	}
}

func (a *award) cost(g *given) exact.Num {
	if g.valued.cost.set {
		asIs, _ := g.amount.Round(a.Rounding)
		if asIs == g.value {
			return g.valued.cost.n
		}
		scaled, ok := g.valued.cost.n.Mul(exact.Int(g.value)).Quo(g.amount)
		if !ok {
			return exact.Num{}
		}
		return scaled
	}
	value := exact.Int(g.value)
	if a.Budget != nil {
		if share, ok := a.Budget.Cost[g.Kind]; ok {
			return value.Mul(share)
		}
	}
	return value
}
