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
	given  int // where its remedies end, once it is worked out
	notes  int // and where its stages do
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
	r.offerRoom = list
	return list
}

// drafts works out every offer as a whole award: lanes, limits, cost.
func (r *run) drafts(lanes []laneRun) []compensation.Draft {
	offers := r.offers(lanes)
	out := roomFor(&r.draftRoom, len(offers))
	for i, o := range offers {
		r.draft(lanes, o, &out[i])
		offers[i].given, offers[i].notes = len(r.givenRoom), len(r.notes)
	}
	r.writeRemedies(out)
	return out
}

func (r *run) draft(lanes []laneRun, o offer, out *compensation.Draft) {
	a := award{run: r, totals: roomFor(&r.totalRoom, len(lanes))}
	clear(a.totals)
	first := len(r.givenRoom)
	for i := range lanes {
		if l := &lanes[i]; len(l.picked) > 0 {
			a.lane(l, o)
		}
	}
	a.given = r.givenRoom[first:]
	for i := range r.Limits {
		a.limit(i)
	}
	a.price()
	out.LimitedBy, out.Reasons, out.Least, out.Choice = a.limitedBy, a.reasons, a.least, o.choice != nil
}

// award is one offer while it is being worked out.
type award struct {
	*run
	given     []given // of all lanes
	totals    []int64 // by lane, rounded, what a later lane deducts
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
func (g *given) sum() bool { return g.isSum }

// stays is false for a sum that came to nothing, which is dropped; an apology stays.
func (g *given) stays() bool { return !g.sum() || g.value > 0 }

// writeRemedies gives each draft what was given up to its end.
func (r *run) writeRemedies(drafts []compensation.Draft) {
	n := 0
	for i := range r.givenRoom {
		if r.givenRoom[i].stays() {
			n++
		}
	}
	list, next, from := make([]compensation.Remedy, n), 0, 0
	for i, o := range r.offerRoom {
		first := next
		for j := from; j < o.given; j++ {
			if g := &r.givenRoom[j]; g.stays() {
				r.remedy(g, &list[next])
				next++
			}
		}
		drafts[i].Remedies, from = list[first:next:next], o.given
	}
}

func (r *run) remedy(g *given, out *compensation.Remedy) {
	out.Kind, out.Lane, out.Rule, out.Owed = g.Kind, g.lane.Name, g.rule.ID, g.lane.Owed
	out.Value = r.money(g.value)
	if out.Cost = out.Value; g.cost != g.value {
		out.Cost = r.money(g.cost)
	}
	if g.periods != "" {
		out.Periods = g.periods
	}
	if g.Form != "" {
		out.Form = g.Form
	}
	if g.Note != "" {
		out.Note = g.Note
	}
	out.ValidUntil, out.DueBy = g.validUntil, g.dueBy
	if g.Percent != "" {
		if asIs, _ := g.amount.Round(r.Rounding); asIs == g.value {
			out.Percent = g.Percent // else it is carried out as its sum
		}
	}
}

func (p *Policy) money(minor int64) compensation.Money {
	if minor == 0 {
		return p.nothing
	}
	m, _ := compensation.NewMoney(minor, p.Currency) // the loader has checked the currency
	return m
}
