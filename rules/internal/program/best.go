package program

import (
	"slices"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// contender is a plain rule that matched, where the best of a lane is asked for.
type contender struct {
	micros int64 // what its first step is worth
	rule   int32 // its place in the lane
	trace  int32 // its line in the trace
}

// best is the rule that is worth most, the earlier one on a tie, of those whose steps
// can all be computed. The candidates are those that are not plain.
func (r *run) best(l *laneRun, candidates []candidate) []candidate {
	contenders := r.contenders
	r.contenders = r.contenders[:0]
	for len(contenders)+len(candidates) > 0 {
		i, j := mostMicros(contenders), worthMost(candidates)
		if i >= 0 && (j < 0 || contenders[i].beats(&candidates[j])) {
			if c := r.newCandidate(&l.Rules[contenders[i].rule], int(contenders[i].trace)); r.offerable(c) {
				return r.candidates[len(r.candidates)-1:]
			}
			contenders = slices.Delete(contenders, i, i+1)
			continue
		}
		if r.offerable(&candidates[j]) {
			return candidates[j : j+1]
		}
		candidates = slices.Delete(candidates, j, j+1)
	}
	return nil
}

func (c contender) beats(d *candidate) bool {
	order := exact.Frac(c.micros, exact.Million).Cmp(d.worth)
	return order > 0 || order == 0 && int(c.trace) < d.trace
}

// mostMicros is the place of the contender that is worth most, the earlier one on a
// tie; -1 if there are none.
func mostMicros(list []contender) int {
	best, most := -1, int64(-1) // no worth is negative
	for i := range list {
		if n := list[i].micros; n > most {
			best, most = i, n
		}
	}
	return best
}

// worthMost is the same of candidates.
func worthMost(list []candidate) int {
	best := -1
	for i := range list {
		if best < 0 || list[i].worth.Cmp(list[best].worth) > 0 {
			best = i
		}
	}
	return best
}
