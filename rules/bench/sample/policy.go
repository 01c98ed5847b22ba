package sample

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Policy is a drawn policy of one lane.
type Policy struct {
	Share Share
	Rules []Rule
}

// Share is how many of the rules match a case, on average.
type Share struct {
	Name string
	part float64
}

// The two shares that are measured.
var (
	Dense  = Share{"dense", 0.12}
	Sparse = Share{"sparse", 0.006}
)

// Sizes are the numbers of rules that are measured.
func Sizes() []int { return []int{10, 100, 1_000, 10_000} }

// Draw draws a policy of n rules.
func Draw(share Share, n int) Policy {
	d := drawer{
		random: rand.New(rand.NewPCG(2, uint64(n))),
		facts:  Facts(),
	}
	rules := make([]Rule, n)
	for i := range rules {
		// Rules differ: from half as likely as the share to half as likely again.
		rules[i] = d.rule(share.part * (0.5 + d.random.Float64()))
	}
	return Policy{share, rules}
}

type drawer struct {
	random *rand.Rand
	facts  []Fact
}

// atoms is how many comparisons a condition has, by the tenth.
var atoms = [10]int{1, 2, 2, 2, 3, 3, 3, 4, 4, 4}

// rule draws one that matches with about this probability: each of its parts takes
// an equal share of what the earlier ones left.
func (d *drawer) rule(p float64) Rule {
	facts := d.choose(atoms[d.random.IntN(len(atoms))])
	r := Rule{Permille: 25 * (1 + d.random.Int64N(40))}
	if d.random.IntN(10) < 7 {
		r.Cap = 10_00 * (1 + d.random.Int64N(50))
	}
	// In one of seven, two comparisons are alternatives.
	either := len(facts) > 2 && d.random.IntN(7) == 0
	for len(facts) > 0 {
		parts := len(facts)
		if either {
			parts--
		}
		want := math.Pow(p, 1/float64(parts))
		if either {
			each := 1 - math.Sqrt(1-want)
			a, pa := d.atom(facts[0], each)
			b, pb := d.atom(facts[1], each)
			r.All, facts, either = append(r.All, []Atom{a, b}), facts[2:], false
			p /= 1 - (1-pa)*(1-pb)
		} else {
			a, pa := d.atom(facts[0], want)
			r.All, facts = append(r.All, []Atom{a}), facts[1:]
			p /= pa
		}
		p = min(p, 1)
	}
	return r
}

// choose draws n facts. The last is one whose values are many, so that the rule
// comes close to the probability it wants.
func (d *drawer) choose(n int) []int {
	facts := d.random.Perm(factCount)
	fine := slices.IndexFunc(facts, func(f int) bool { return f >= Tenure })
	facts[fine], facts[factCount-1] = facts[factCount-1], facts[fine]
	return slices.Sorted(slices.Values(facts[factCount-n:]))
}

// atom draws a comparison that holds with about this probability, and tells with
// which it does.
func (d *drawer) atom(fact int, p float64) (Atom, float64) {
	f := &d.facts[fact]
	a := Atom{Fact: fact}
	count := f.count()
	switch f.Type {
	case Bool:
		a.Want = d.random.IntN(2) == 0
		return a, 0.5
	case OneOf:
		n := max(1, min(count-1, int64(math.Round(p*float64(count)))))
		for _, v := range d.random.Perm(int(count))[:n] {
			a.In = append(a.In, int64(v))
		}
		slices.Sort(a.In)
		return a, float64(n) / float64(count)
	default:
		steps := count / f.Step
		n := max(1, min(steps-1, int64(math.Round(p*float64(steps)))))
		from := d.random.Int64N(steps - n + 1)
		switch d.random.IntN(3) {
		case 0:
			from = 0
		case 1:
			from = steps - n
		}
		a.From, a.To = f.Low+from*f.Step, f.Low+(from+n)*f.Step
		if from+n == steps {
			a.To = f.High + 1
		}
		return a, float64(a.To-a.From) / float64(count)
	}
}

// Name tells the policy from other sample policies.
func (p *Policy) Name() string { return fmt.Sprintf("%s_%d", p.Share.Name, len(p.Rules)) }
