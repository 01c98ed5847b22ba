package program

import (
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// worths writes what the rules in the trace are worth into one text, of which each
// line has a part.
type worths struct {
	text []byte
	ends []int // of the lines' parts
}

func (w *worths) millionths(n int64, digits int) {
	w.text = exact.AppendMillionths(w.text, n, digits)
}

func (w *worths) exactly(n exact.Num, digits int) { w.text = n.AppendDecimal(w.text, digits) }

// end ends the part of a line, which may be empty.
func (w *worths) end() { w.ends = append(w.ends, len(w.text)) }

// write gives the lines their parts, and begins anew.
func (r *run) writeWorths(lines []compensation.RuleTrace) {
	w := &r.worths
	text, from := r.write(w.text), 0
	for i, end := range w.ends {
		if end > from {
			lines[i].Value, from = text[from:end], end
		}
	}
	w.text, w.ends = w.text[:0], w.ends[:0]
}
