package program

import (
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// offer says which steps one award takes: so many rungs of the ladders further
// down, or another option of one choice.
type offer struct {
	rung   int
	choice *candidate
	option int
}

// step is what the candidate gives in this offer; nil past the end of a ladder.
func (r *run) offered(c *candidate, o offer) []valued {
	at := 0
	switch {
	case c.Ladder:
		at = r.refused + o.rung
	case c == o.choice:
		at = o.option
	}
	if at >= len(c.Steps) {
		return nil
	}
	return c.step(at)
}

// offers lists the recommended award, then the later rungs of the ladders,
// then the options of each choice.
func (r *run) offers(lanes []laneRun) []offer {
	list := append(r.offerRoom[:0], offer{})
	rungs := 0
	for i := range lanes {
		for j := range lanes[i].picked {
			if c := &lanes[i].picked[j]; c.Ladder {
				rungs = max(rungs, len(c.Steps)-r.refused-1)
				if r.refused >= len(c.Steps) {
					r.doubt(compensation.ReasonExhausted, c.ID, "every step of "+c.ID+" has been refused; it has no other")
				}
			}
		}
	}
	for i := range rungs {
		list = append(list, offer{rung: i + 1})
	}
	for i := range lanes {
		for j := range lanes[i].picked {
			if c := &lanes[i].picked[j]; c.Choice {
				for option := 1; option < len(c.Steps); option++ {
					list = append(list, offer{choice: c, option: option})
				}
			}
		}
	}
	return list
}

// drafts works out every offer as a whole award: lanes, limits, cost.
func (r *run) drafts(lanes []laneRun) []compensation.Draft {
	offers := r.offers(lanes)
	most := 0
	for i := range lanes {
		for j := range lanes[i].picked {
			for _, step := range lanes[i].picked[j].Steps {
				most += len(step)
			}
		}
	}
	// One piece of room for the remedies of all drafts. Where other lanes repeat theirs in
	// each draft it may run out; a draft then makes its own.
	r.remedyRoom = make([]compensation.Remedy, 0, most)
	out := make([]compensation.Draft, len(offers))
	for i, o := range offers {
		out[i] = r.draft(lanes, o)
	}
	return out
}

func (r *run) draft(lanes []laneRun, o offer) compensation.Draft {
	a := award{run: r, given: r.givenRoom[:0], totals: append(r.totalRoom[:0], make([]int64, len(lanes))...)}
	for i := range lanes {
		a.lane(&lanes[i], o)
	}
	for i := range r.Limits {
		a.limit(&r.Limits[i])
	}
	a.price()
	d := a.draft()
	d.Choice = o.choice != nil
	return d
}

// award is one offer while it is being worked out.
type award struct {
	*run
	given     []given
	totals    []int64 // by lane, rounded, what a later lane deducts
	stages    []compensation.Stage
	limitedBy []string
	reasons   []compensation.Reason
	least     map[string]int64
}

// given is a remedy of the award. exact is its value in the lane's
// arithmetic; value and cost are whole minor units.
type given struct {
	*valued
	lane  *Lane
	exact exact.Num
	value int64
	cost  int64
}

// sum reports whether the remedy can be cut.
func (g *given) sum() bool { return g.Kind.IsSum() }

// stage notes a change of one remedy.
func (a *award) stage(g *given, stage, id string, from, to exact.Num) {
	if from.Cmp(to) != 0 {
		a.stages = append(a.stages, compensation.Stage{
			Lane: g.lane.Name, Rule: g.rule.ID, Remedy: g.Kind, Stage: stage, ID: id,
			From: a.figure(from), To: a.figure(to),
		})
	}
}

// draft writes the award down. A sum that came to nothing is dropped; an apology stays.
func (a *award) draft() compensation.Draft {
	d := compensation.Draft{Stages: a.stages, LimitedBy: a.limitedBy, Reasons: a.reasons, Least: a.least}
	room := a.remedyRoom
	if cap(room)-len(room) < len(a.given) {
		room = make([]compensation.Remedy, 0, len(a.given))
	}
	first := len(room)
	for i := range a.given {
		if g := &a.given[i]; !g.sum() || g.value > 0 {
			room = append(room, a.remedy(g))
		}
	}
	d.Remedies = room[first:len(room):len(room)]
	a.remedyRoom = room
	return d
}

func (a *award) remedy(g *given) compensation.Remedy {
	out := compensation.Remedy{
		Kind: g.Kind, Lane: g.lane.Name, Rule: g.rule.ID, Owed: g.lane.Owed,
		Value: a.money(g.value), Cost: a.money(g.cost),
		Percent: g.Percent, Periods: g.periods, Form: g.Form, Note: g.Note,
		ValidUntil: g.validUntil, DueBy: g.dueBy,
	}
	if asIs, _ := g.amount.Round(a.Rounding); asIs != g.value {
		out.Percent = "" // it is carried out as its sum
	}
	return out
}

func (p *Policy) money(minor int64) compensation.Money {
	m, _ := compensation.NewMoney(minor, p.Currency) // the loader has checked the currency
	return m
}

// figure writes an exact number of minor units in the policy's currency.
func (p *Policy) figure(n exact.Num) string { return n.Decimal(p.Digits) }
