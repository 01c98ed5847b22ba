package condition

// narrow is how many words are and-ed vector by vector; wider ones are and-ed several
// vectors at a time, which spares most of the writing.
const narrow = 4

// and leaves in dst.sure the bits that no group rules out.
func (x *Index) and(v *Values, dst *Result) {
	if len(x.live) <= narrow && x.rooms == 0 {
		for i := range x.groups {
			g := &x.groups[i]
			vector := g.vectors.words[g.class(v, dst)*len(dst.sure):]
			for w := range dst.sure {
				dst.sure[w] &= vector[w]
			}
		}
		return
	}
	if len(dst.picked) != len(x.groups) {
		dst.picked = make([][]uint64, len(x.groups))
	}
	if need := x.rooms * len(x.live); len(dst.rooms) < need {
		dst.rooms = make([]uint64, need)
	}
	rooms := dst.rooms
	for i := range x.groups {
		g := &x.groups[i]
		dst.picked[i] = g.vectors.of(g.class(v, dst), &rooms)
	}
	and(dst.sure, dst.picked)
}

// class is the place of the group's vector, and notes what missing facts leave in doubt.
func (g *group) class(v *Values, dst *Result) int {
	at := 0
	for i := range g.columns {
		c := &g.columns[i]
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
			}
		}
		at += class * c.step
	}
	return at
}

func (dst *Result) doubtful(open []uint64) {
	if len(dst.doubt) == 0 {
		dst.doubt = append(dst.doubt, open...)
		return
	}
	for w := range open {
		dst.doubt[w] |= open[w]
	}
}

// and leaves the bits that no vector rules out, atOnce vectors at a time. The last of
// those that are left is repeated.
func and(alive []uint64, vectors [][]uint64) {
	for ; len(vectors) > 0; vectors = vectors[min(atOnce, len(vectors)):] {
		last := len(vectors) - 1
		a, b := vectors[0][:len(alive)], vectors[min(1, last)][:len(alive)]
		c, d := vectors[min(2, last)][:len(alive)], vectors[min(3, last)][:len(alive)]
		e := vectors[min(4, last)][:len(alive)]
		for w := range alive {
			alive[w] &= a[w] & b[w] & c[w] & d[w] & e[w]
		}
	}
}

const atOnce = 5
