package program

import (
	"sort"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// shareExactly gives the sums among the remedies target minor units in
// proportion to their exact values; left-over units go by largest remainder,
// to the earlier remedy on a tie. The weights are exact numbers here, which is why
// compensation.Share, on whole units, does not serve.
func shareExactly(target int64, mine []given) {
	var all exact.Num
	var sums []int
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
	sort.SliceStable(sums, func(a, b int) bool { return left[sums[a]].Cmp(left[sums[b]]) > 0 })
	for _, i := range sums {
		if rest == 0 {
			return
		}
		mine[i].value++
		rest--
	}
}
