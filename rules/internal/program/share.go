package program

import (
	"slices"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// few is how many sums most lanes give at most.
const few = 4

// shareExactly gives the sums among the remedies target minor units in
// proportion to their exact values; left-over units go by largest remainder,
// to the earlier remedy on a tie. The weights are exact numbers here, which is why
// compensation.Share, on whole units, does not serve.
func shareExactly(target int64, mine []given) {
	var all exact.Num
	var room [few]int
	sums := room[:0]
	for i := range mine {
		if mine[i].sum() {
			all = all.Add(mine[i].exact)
			sums = append(sums, i)
		}
	}
	if len(sums) == 1 && all.Sign() != 0 {
		mine[sums[0]].value = target
		return
	}
	rest := target
	left := make([]exact.Num, len(mine))
	for _, i := range sums {
		mine[i].value = 0
		part, ok := exact.Int(target).Mul(mine[i].exact).Quo(all)
		if !ok {
			continue
		}
		down, _ := part.Round(exact.Floor)
		mine[i].value = down
		left[i] = part.Sub(exact.Int(down))
		rest -= down
	}
	slices.SortStableFunc(sums, func(a, b int) int { return left[b].Cmp(left[a]) })
	for _, i := range sums {
		if rest == 0 {
			return
		}
		mine[i].value++
		rest--
	}
}
