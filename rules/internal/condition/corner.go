package condition

import "iter"

// Ends are the least and the greatest values of facts, as far as they can be told.
type Ends struct{ low, high []Assignment }

// EndsOf finds them.
func EndsOf(facts []*Fact) Ends {
	var ends Ends
	for _, f := range facts {
		low, _ := f.end(everything, false)
		high, _ := f.end(everything, true)
		ends.low = append(ends.low, Assignment{Fact: f, Value: low})
		ends.high = append(ends.high, Assignment{Fact: f, Value: high})
	}
	return ends
}

// Corners yields cases in which the condition holds, with the least and with the greatest
// values that its products allow. Facts that these leave open are at their ends. Each case
// is in v, until the next.
func Corners(c *Condition, ends Ends, v *Values) iter.Seq[*Values] {
	const most = 4 // products
	return func(yield func(*Values) bool) {
		products, _ := c.products()
		for _, p := range products[:min(most, len(products))] {
			if p.empty() {
				continue
			}
			for _, high := range []bool{false, true} {
				p.corner(ends, high, v)
				if c.Eval(v) == True && !yield(v) {
					return
				}
			}
		}
	}
}

// corner makes v the case with the least or the greatest values.
func (p product) corner(ends Ends, high bool, v *Values) {
	v.Reset()
	others := ends.low
	if high {
		others = ends.high
	}
	for _, a := range others {
		v.Set(a.Fact.Slot, a.Value)
	}
	for _, c := range p {
		if c.fact == nil {
			continue
		}
		if value, ok := c.fact.end(*c.set, high); ok {
			v.Set(c.fact.Slot, value)
		} else if c.absent == True {
			v.Clear(c.fact.Slot)
		}
	}
}
