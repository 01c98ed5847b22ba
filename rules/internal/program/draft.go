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
	notes  int // how many there are once it is worked out
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
	r.remedies = make([]compensation.Remedy, 0, r.most(lanes, offers))
	out := roomFor(&r.draftRoom, len(offers))
	for i, o := range offers {
		r.draft(lanes, o, &out[i])
		offers[i].notes = len(r.notes)
	}
	return out
}

// most is how many remedies all drafts have together, if no sum comes to nothing.
func (r *run) most(lanes []laneRun, offers []offer) int {
	n := 0
	for i := range lanes {
		for j := range lanes[i].picked {
			for _, o := range offers {
				n += len(r.offered(&lanes[i].picked[j], o))
			}
		}
	}
	return n
}

func (r *run) draft(lanes []laneRun, o offer, out *compensation.Draft) {
	a := award{run: r, given: r.givenRoom[:0], totals: roomFor(&r.totalRoom, len(lanes))}
	clear(a.totals)
	for i := range lanes {
		if l := &lanes[i]; len(l.picked) > 0 {
			a.lane(l, o)
		}
	}
	r.givenRoom = a.given
	for i := range r.Limits {
		a.limit(i)
	}
	a.price()
	a.write(out)
	out.Choice = o.choice != nil
}

// award is one offer while it is being worked out.
type award struct {
	*run
	given     []given
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

// write writes the award down. A sum that came to nothing is dropped; an apology stays.
func (a *award) write(d *compensation.Draft) {
	list := a.remedies
	first := len(list)
	for i := range a.given {
		if g := &a.given[i]; !g.sum() || g.value > 0 {
			list = list[:len(list)+1] // which is nothing yet
			a.remedy(g, &list[len(list)-1])
		}
	}
	a.remedies = list
	d.Remedies = list[first:len(list):len(list)]
	d.LimitedBy, d.Reasons, d.Least = a.limitedBy, a.reasons, a.least
}

func (a *award) remedy(g *given, out *compensation.Remedy) {
	out.Kind, out.Lane, out.Rule, out.Owed = g.Kind, g.lane.Name, g.rule.ID, g.lane.Owed
	out.Value = a.money(g.value)
	if out.Cost = out.Value; g.cost != g.value {
		out.Cost = a.money(g.cost)
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
		if asIs, _ := g.amount.Round(a.Rounding); asIs == g.value {
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
