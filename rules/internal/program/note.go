package program

import (
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// note is a stage of the trace while drafts are worked out, without the texts that are
// read off the policy.
type note struct {
	of       *valued // the remedy that changed; nil for the sum of a lane
	lane     int     // of the sum
	stage    string
	id       string
	from, to written
	clipped  bool // of an amount below zero
}

// stage notes a change of one remedy.
func (a *award) stage(g *given, stage, id string, from, to exact.Num) {
	if from.Cmp(to) != 0 {
		a.note(g.valued, 0, stage, id, from, to)
	}
}

func (r *run) note(of *valued, lane int, stage, id string, from, to exact.Num) {
	n := another(&r.notes)
	n.of, n.lane, n.stage, n.id, n.clipped = of, lane, stage, id, false
	n.from, n.to = r.written(from), r.written(to)
}

func (r *run) noteClipped(of *valued) {
	n := another(&r.notes)
	n.of, n.stage, n.id, n.clipped = of, "amount", "", true
}

// writeStages gives each draft those that were noted up to its end.
func (r *run) writeStages(drafts []compensation.Draft, text string) {
	stages := make([]compensation.Stage, len(r.notes))
	for i := range stages {
		r.notes[i].write(&stages[i], r.Lanes, text)
	}
	from := 0
	for i, o := range r.offerRoom {
		drafts[i].Stages = nil
		if o.notes > from {
			drafts[i].Stages = stages[from:o.notes:o.notes]
		}
		from = o.notes
	}
}

func (n *note) write(out *compensation.Stage, lanes []Lane, text string) {
	out.Stage = n.stage
	if n.id != "" {
		out.ID = n.id
	}
	if of := n.of; of == nil {
		out.Lane = lanes[n.lane].Name
	} else {
		out.Lane, out.Rule, out.Remedy = of.rule.line.Lane, of.rule.ID, of.Kind
	}
	if n.clipped {
		out.From, out.To, out.Note = "0", "0", n.of.clipped
		return
	}
	out.From, out.To = n.from.in(text), n.to.in(text)
}
