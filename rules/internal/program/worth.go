package program

import "github.com/amendsgo/amends/rules/internal/exact"

// stepWorth is what a step is worth to the client before anything is done to the lane.
func stepWorth(step []valued) exact.Num {
	var sum exact.Num
	for i := range step {
		sum = sum.Add(step[i].worth())
	}
	return sum
}

// worthMost is the index of the match whose first step is worth most, the
// earlier rule on a tie.
func worthMost(matches []*candidate) int {
	best, most := 0, stepWorth(matches[0].steps[0])
	for i, c := range matches[1:] {
		if worth := stepWorth(c.steps[0]); worth.Cmp(most) > 0 {
			best, most = i+1, worth
		}
	}
	return best
}

// figure writes an exact number of minor units in the policy's currency.
func (p *Policy) figure(n exact.Num) string { return n.Decimal(p.Digits) }
