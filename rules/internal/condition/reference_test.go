package condition

import (
	"flag"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// randomScope is the test scope with a definition that floats compute exactly.
func randomScope(t testing.TB) *Scope {
	s := testScope(t)
	s.definitions["daily"].src.Text = "order.price / 32"
	s.definitions["daily"].state = untouched
	require.Empty(t, s.Definitions())
	return s
}

// random is a condition that the checker accepts; most that are generated are, but
// for those that are always true or false.
func (g generator) random(s *Scope) (string, *Condition) {
	for {
		source := g.condition(1 + g.IntN(3))
		c, _ := s.Condition(Source{Text: source}, Use{})
		if c != nil {
			return source, c
		}
	}
}

// pairs is how many random conditions meet random cases; a long run takes a million.
var pairs = flag.Int("pairs", 10_000, "how many pairs of a random condition and a random case to compare")

// What is computed here agrees with the expr machine, on complete cases and on
// cases with facts missing: a verdict that stands without them stands with any.
func TestAgainstMachine(t *testing.T) {
	s := randomScope(t)
	for seed := range uint64(*pairs / casesEach) {
		againstMachine(t, s, seed)
	}
}

func FuzzAgainstMachine(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { againstMachine(t, randomScope(t), seed) })
}

const casesEach = 10

func againstMachine(t *testing.T, s *Scope, seed uint64) {
	g := generator{rand.New(rand.NewPCG(seed, 0))}
	source, c := g.random(s)
	for range casesEach {
		v := g.values(s, g.IntN(4))
		early := c.Eval(v)
		require.Equal(t, early.not(), Not(c).Eval(v), source)
		wanting := 0
		for need := range c.Why(v) {
			wanting++
			if early == Open {
				require.NotNil(t, need.Fact, source)
			}
		}
		require.Equal(t, early > True, wanting > 0, "%s is %s", source, early)
		full := g.completed(s, v)
		verdict := c.Eval(full)
		require.NotEqual(t, Open, verdict, source)
		if early <= True && !readsKnown(c.root) {
			require.Equal(t, early, verdict, source)
		}
		if verdict <= True {
			if holds, ok := reference(t, s, source, full); ok {
				require.Equal(t, holds, verdict == True, "%s", source)
			}
		}
	}
}

// completed gives the missing facts values.
func (g generator) completed(s *Scope, v *Values) *Values {
	full := NewValues(len(s.Facts))
	for _, f := range s.Facts {
		value, ok := v.Get(f.Slot)
		if !ok {
			value = g.value(s, f)
		}
		full.Set(f.Slot, value)
	}
	return full
}

func readsKnown(n *node) bool {
	if n.op == opKnown {
		return true
	}
	if slices.ContainsFunc(n.kids, readsKnown) {
		return true
	}
	if l, ok := n.leaf.(*comparison); ok {
		return termReadsKnown(l.left) || termReadsKnown(l.right)
	}
	return false
}

func termReadsKnown(t *term) bool {
	if t.cond != nil && readsKnown(t.cond) {
		return true
	}
	return slices.ContainsFunc(t.args, termReadsKnown)
}
