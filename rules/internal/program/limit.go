package program

import (
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// limit bounds the whole award, or one kind of it. What is owed counts first
// and is never cut; nor is what is given whole, which may then ask for review.
func (a *award) limit(which int) {
	l := &a.Limits[which]
	var fixed, whole, sums int64
	cuttable := 0
	for i := range a.given {
		g := &a.given[i]
		switch {
		case !l.bounds(g):
		case g.lane.Owed:
			fixed += g.value
		case !g.sum():
			whole += g.value
		case g.value > 0:
			sums += g.value
			cuttable++
		}
	}
	if whole+sums == 0 {
		return
	}
	ceiling, ok := a.ceiling(which)
	switch room := ceiling - fixed - whole; {
	case sums <= room:
	case whole > 0 && room < 0:
		a.reasons = append(a.reasons, compensation.Reason{
			Code: compensation.ReasonWholeOverLimit, By: l.ID,
			Text: "what is given whole exceeds the limit " + l.ID + " of " + a.figure(exact.Int(ceiling)) + " " + a.Currency,
		})
	case !ok && cuttable == 0:
	default:
		a.cut(l, cuttable, max(room, 0))
	}
}

func (l *Limit) bounds(g *given) bool { return l.Remedy == "" || g.Kind == l.Remedy }

// ceiling is a limit as it is for this case.
type ceiling struct {
	minor      int64
	known, has bool
}

// ceiling is the limit in minor units. One that cannot be computed lets no
// sum through, and the reason for review is noted.
func (r *run) ceiling(which int) (int64, bool) {
	if len(r.ceilings) == 0 {
		clear(roomFor(&r.ceilings, len(r.Limits)))
	}
	c := &r.ceilings[which]
	if !c.known {
		l := &r.Limits[which]
		most, failed := r.figureOf(l.AtMost, named(l.ID))
		*c = ceiling{most.ceiling(), true, !failed}
	}
	return c.minor, c.has
}

// cut shares what there is room for among so many sums, in proportion to their values.
func (a *award) cut(l *Limit, sums int, room int64) {
	var parts []int64
	if sums == 1 {
		parts = []int64{room}
	} else {
		parts = make([]int64, 0, sums)
		a.each(l, func(g *given) { parts = append(parts, g.value) })
		parts = compensation.Share(room, parts)
	}
	a.each(l, func(g *given) {
		a.stage(g, compensation.StageLimit, l.ID, exact.Int(g.value), exact.Int(parts[0]))
		g.value, parts = parts[0], parts[1:]
	})
	a.limitedBy = append(a.limitedBy, l.ID)
}

// each yields the sums that the limit can cut.
func (a *award) each(l *Limit, yield func(*given)) {
	for i := range a.given {
		if g := &a.given[i]; l.bounds(g) && !g.lane.Owed && g.sum() && g.value > 0 {
			yield(g)
		}
	}
}
