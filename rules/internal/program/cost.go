package program

import "github.com/amendsgo/amends/rules/internal/exact"

// price sets what each remedy costs us: its own cost, scaled with what was
// done to its value, or its value times the budget's share of its kind.
func (a *award) price() {
	for i := range a.given {
		g := &a.given[i]
		switch {
		case g.valued.cost.set || g.share != nil && g.value != 0:
			g.cost, _ = a.cost(g).Round(a.Rounding)
		default:
			g.cost = g.value
		}
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
	return exact.Int(g.value).Mul(*g.share)
}
