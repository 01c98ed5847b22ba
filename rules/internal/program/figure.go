package program

import (
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// figure writes an exact number of minor units in the policy's currency.
func (p *Policy) figure(n exact.Num) string { return n.Decimal(p.Digits) }

// written is a part of the one text of a decision, which is written bit by bit and read
// only when it is whole.
type written struct{ from, end int }

func (w written) in(text string) string { return text[w.from:w.end] }

// figure is one that was written.
type figure struct {
	n exact.Num
	written
}

// mostFigures is how many are remembered.
const mostFigures = 8

// written writes a figure. What one stage makes the next begins with, and the steps of a
// ladder are worth the same: so it may be written already.
func (r *run) written(n exact.Num) written {
	for i := range r.figures {
		if f := &r.figures[i]; f.n == n {
			return f.written
		}
	}
	if len(r.figures) == mostFigures {
		r.figures = r.figures[:0]
	}
	f := another(&r.figures)
	from := len(r.text)
	r.text = n.AppendDecimal(r.text, r.Digits)
	f.n, f.written = n, written{from, len(r.text)}
	return f.written
}

// millionths writes what a plain rule is worth.
func (r *run) millionths(n int64) written {
	from := len(r.text)
	r.text = exact.AppendMillionths(r.text, n, r.Digits)
	return written{from, len(r.text)}
}

// writeTexts gives the lines of the rules, the stages and the accounts their parts of the
// text, now that it is whole.
func (r *run) writeTexts(plan *compensation.Plan) {
	text := string(r.text)
	r.writeWorths(text)
	r.writeStages(plan.Drafts, text)
	if b := plan.Budget; b != nil {
		for i := range b.Caps {
			b.Caps[i].Account.Name = r.capNames[i].in(text)
		}
	}
}

// writeWorths gives the rules in the trace what they are worth.
func (r *run) writeWorths(text string) {
	for i, worth := range r.worths {
		if worth.end > worth.from {
			r.rules[i].Value = worth.in(text)
		}
	}
}
