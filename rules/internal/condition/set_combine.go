package condition

import "slices"

// and is what belongs to both.
func (s set) and(t set) set { return combine(s, t, both) }

func both(a, b bool) bool { return a && b }

// or is what belongs to either.
func (s set) or(t set) set {
	if s.empty() {
		return t
	}
	return combine(s, t, func(a, b bool) bool { return a || b })
}

// combine is what belongs to a set made of two.
func combine(a, b set, op func(a, b bool) bool) set {
	var room []cut
	if most := len(a.cuts) + len(b.cuts); most > 0 {
		room = make([]cut, 0, most)
	}
	return combineIn(room, a, b, op)
}

// combineIn is combine with room for the cuts.
func combineIn(room []cut, a, b set, op func(a, b bool) bool) set {
	out := set{others: op(a.others, b.others), cuts: room}
	inA, inB, in := a.others, b.others, out.others
	for i, j := 0, 0; i < len(a.cuts) || j < len(b.cuts); {
		order := 0
		switch {
		case i == len(a.cuts):
			order = 1
		case j == len(b.cuts):
			order = -1
		default:
			order = a.cuts[i].cmp(b.cuts[j])
		}
		var at cut
		if order <= 0 {
			at, inA = a.cuts[i], !inA
			i++
		}
		if order >= 0 {
			at, inB = b.cuts[j], !inB
			j++
		}
		if op(inA, inB) != in {
			in = !in
			out.cuts = append(out.cuts, at)
		}
	}
	if len(out.cuts) == 0 {
		out.cuts = nil
	}
	if len(a.texts)+len(b.texts) == 0 {
		return out
	}
	for _, list := range [][]string{a.texts, b.texts} {
		for _, text := range list {
			v := Value{Text: text}
			if op(a.hasText(v), b.hasText(v)) != out.others {
				out.texts = append(out.texts, text)
			}
		}
	}
	slices.Sort(out.texts)
	out.texts = slices.Compact(out.texts)
	return out
}
