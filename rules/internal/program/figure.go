package program

import "github.com/amendsgo/amends/rules/internal/exact"

// figure writes an exact number of minor units in the policy's currency.
func (p *Policy) figure(n exact.Num) string { return n.Decimal(p.Digits) }

// figure is the same for the recommendation. What one stage makes the next begins with,
// and the steps of a ladder are worth the same: so it may be written already.
func (r *run) figure(n exact.Num) string { return r.written(n).in(r.text.String()) }

func (r *run) written(n exact.Num) written {
	for i := range r.figures {
		if f := &r.figures[i]; f.n == n {
			return f.written
		}
	}
	if len(r.figures) == mostFigures {
		r.figures = r.figures[:0]
	}
	var room [32]byte
	from := r.text.Len()
	r.write(n.AppendDecimal(room[:0], r.Digits))
	f := another(&r.figures)
	f.n, f.written = n, written{from, r.text.Len()}
	return f.written
}

// figure is one that was written.
type figure struct {
	n exact.Num
	written
}

// written is a part of the one text of a decision.
type written struct{ from, end int }

func (w written) in(text string) string { return text[w.from:w.end] }

// mostFigures is how many are remembered.
const mostFigures = 8

// write adds to the one text that the figures and names of a decision are parts of.
func (r *run) write(text []byte) string {
	from := r.text.Len()
	if r.text.Cap()-from < len(text) {
		r.text.Grow(len(text) + fewLetters)
	}
	r.text.Write(text)
	return r.text.String()[from:]
}

// fewLetters have room for what follows in most decisions.
const fewLetters = 88
