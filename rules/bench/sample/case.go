package sample

import "math/rand/v2"

// Case is one value of every fact.
type Case [factCount]int64

// Cases draws n of them, each fact on its own.
func Cases(n int) []Case {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	facts := Facts()
	cases := make([]Case, n)
	for i := range cases {
		for f := range facts {
			cases[i][f] = facts[f].Low + random.Int64N(facts[f].count())
		}
	}
	return cases
}
