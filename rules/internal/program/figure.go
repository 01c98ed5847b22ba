package program

import "github.com/amendsgo/amends/rules/internal/exact"

// figure writes an exact number of minor units in the policy's currency.
func (p *Policy) figure(n exact.Num) string { return n.Decimal(p.Digits) }

// figure is the same for the recommendation, all of whose figures share one text.
func (r *run) figure(n exact.Num) string {
	var room [32]byte
	return r.write(n.AppendDecimal(room[:0], r.Digits))
}

func (r *run) write(text []byte) string {
	from := r.text.Len()
	r.text.Write(text)
	return r.text.String()[from:]
}
