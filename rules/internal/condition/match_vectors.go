package condition

import "slices"

// and leaves in dst.sure the bits that no group rules out. Where they fill few words,
// that costs less than to pick the vectors beforehand.
func (x *Index) and(v *Values, dst *Result) {
	x.classify(v, dst)
	dst.sure = append(dst.sure[:0], x.live...)
	for i, at := range dst.at {
		g := &x.groups[i]
		if at >= 0 {
			dst.less(g.vectors.words[at*len(dst.sure):])
			continue
		}
		for j, c := range g.columns {
			dst.less(g.own[j].of(c.at(v), nil))
		}
	}
}

// less takes away the bits that a vector does not leave.
func (r *Result) less(vector []uint64) {
	for w := range r.sure {
		r.sure[w] &= vector[w]
	}
}

// pick chooses the vectors of the case. Each leaves no bit that is not live.
func (x *Index) pick(v *Values, dst *Result) {
	x.classify(v, dst)
	if need := x.rooms * len(x.live); len(dst.rooms) < need {
		dst.rooms = make([]uint64, need)
	}
	rooms := dst.rooms
	dst.picked = dst.picked[:0]
	for i, at := range dst.at {
		g := &x.groups[i]
		if at >= 0 {
			dst.picked = append(dst.picked, g.vectors.of(at, &rooms))
			continue
		}
		for j, c := range g.columns {
			dst.picked = append(dst.picked, g.own[j].of(c.at(v), nil))
		}
	}
	if len(dst.picked) == 0 {
		dst.picked = append(dst.picked, x.live)
	}
}

// classify finds the place of each group's vector; less than zero where a fact is missing
// and the columns have vectors of their own. It notes what missing facts leave in doubt.
func (x *Index) classify(v *Values, dst *Result) {
	dst.at = slices.Grow(dst.at[:0], len(x.groups))[:len(x.groups)]
	clear(dst.at)
	for i := range x.columns {
		c := &x.columns[i]
		key := v.keys[c.key]
		bucket := (uint64(key) - uint64(c.lookup.low)) >> c.lookup.bucket
		class := 0
		switch {
		case key >= c.lookup.low && bucket < uint64(len(c.lookup.table)):
			// As lookup.class, which is too large to be inlined.
			class = int(c.lookup.table[bucket])
			for class < len(c.lookup.bounds) && c.lookup.bounds[class] <= key {
				class++
			}
		case key != noKey && c.words == nil:
			class = c.lookup.class(key)
		default:
			if class = c.class(v); class == c.classes {
				dst.doubtful(c.open)
				dst.at[c.group] += c.missing
				continue
			}
		}
		dst.at[c.group] += class * c.step
	}
}

func (r *Result) doubtful(open []uint64) {
	if len(r.doubt) == 0 {
		r.doubt = append(r.doubt, open...)
		return
	}
	for w := range open {
		r.doubt[w] |= open[w]
	}
}

// atOnce is how many whole vectors are and-ed at a time: more gains nothing, because what
// is left of them has to be read again anyway.
const atOnce = 5

// and leaves the bits that all vectors leave, from one of their words on. The last vector
// is repeated where there are too few.
func and(alive []uint64, vectors [][]uint64, from int) {
	to := from + len(alive)
	a := vectors[0][from:to]
	for {
		last := len(vectors) - 1
		b, c := vectors[min(1, last)][from:to][:len(a)], vectors[min(2, last)][from:to][:len(a)]
		d, e := vectors[min(3, last)][from:to][:len(a)], vectors[min(4, last)][from:to][:len(a)]
		for w := range a {
			alive[w] = a[w] & b[w] & c[w] & d[w] & e[w]
		}
		if last < atOnce {
			return
		}
		a, vectors = alive, vectors[atOnce-1:]
	}
}
