package program

import "github.com/amendsgo/amends/rules/internal/condition"

// wellKnown is the facts that the program itself reads or writes.
type wellKnown struct {
	date, archetype, refused *condition.Fact
	totals                   []*condition.Fact
}

// Link finds the standard facts that the program itself works with. The
// loader calls it once, when the scope is complete; it must hold case.date,
// client.archetype and history.refused.
func (p *Policy) Link() {
	p.facts = wellKnown{
		date:      p.Scope.Facts["case.date"],
		archetype: p.Scope.Facts["client.archetype"],
		refused:   p.Scope.Facts["history.refused"],
	}
	for _, f := range p.Scope.Facts {
		if f.Total {
			p.facts.totals = append(p.facts.totals, f)
		}
	}
}
