package program

import (
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// limit bounds the whole award, or one kind of it. What is owed counts first
// and is never cut; nor is what is given whole, which may then ask for review.
func (a *award) limit(l *Limit) {
	var fixed, whole, sums int64
	var cut []*given
	for i := range a.given {
		g := &a.given[i]
		switch {
		case l.Remedy != "" && g.Kind != l.Remedy:
		case g.lane.Owed:
			fixed += g.value
		case !g.sum():
			whole += g.value
		case g.value > 0:
			sums += g.value
			cut = append(cut, g)
		}
	}
	if whole+sums == 0 {
		return
	}
	ceiling, ok := a.ceiling(l)
	switch room := ceiling - fixed - whole; {
	case sums <= room:
	case whole > 0 && room < 0:
		a.reasons = append(a.reasons, compensation.Reason{
			Code: compensation.ReasonWholeOverLimit, By: l.ID,
			Text: "what is given whole exceeds the limit " + l.ID + " of " + a.figure(exact.Int(ceiling)) + " " + a.Currency,
		})
	case !ok && len(cut) == 0:
	default:
		a.cut(l, cut, max(room, 0))
	}
}

// ceiling is the limit in minor units. One that cannot be computed lets no
// sum through, and the reason for review is noted.
func (a *award) ceiling(l *Limit) (int64, bool) {
	most, failed := a.figureOf(l.AtMost, named(l.ID))
	return most.ceiling(), !failed
}

// cut shares what there is room for in proportion to the values.
func (a *award) cut(l *Limit, sums []*given, room int64) {
	weights := make([]int64, len(sums))
	for i, g := range sums {
		weights[i] = g.value
	}
	for i, part := range compensation.Share(room, weights) {
		a.stage(sums[i], "limit", l.ID, exact.Int(sums[i].value), exact.Int(part))
		sums[i].value = part
	}
	a.limitedBy = append(a.limitedBy, l.ID)
}
