package program

import "github.com/amendsgo/amends/rules/internal/exact"

// figure writes an exact number of minor units in the policy's currency.
func (p *Policy) figure(n exact.Num) string { return n.Decimal(p.Digits) }

// figure is the same for the recommendation.
func (r *run) figure(n exact.Num) string {
	if last := &r.lastFigure; last.text == "" || last.n != n {
		var room [32]byte
		*last = lastFigure{n, r.write(n.AppendDecimal(room[:0], r.Digits))}
	}
	return r.lastFigure.text
}

// lastFigure is the one that was written last: what one stage makes the next begins with.
type lastFigure struct {
	n    exact.Num
	text string
}

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
const fewLetters = 48
