package condition

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// byEval is what an index must find.
func byEval(conditions []*Condition, v *Values) []Match {
	var out []Match
	for i, c := range conditions {
		if c == nil {
			c = Always()
		}
		if verdict := c.Eval(v); verdict != False {
			out = append(out, Match{int32(i), verdict})
		}
	}
	return out
}

// The index, evaluation and explanation agree, also where facts are missing and leaves
// fail. A long run takes more pairs.
func TestIndexFindsWhatEvaluationFinds(t *testing.T) {
	s := randomScope(t)
	for seed, n := uint64(0), 0; n < *pairs; seed++ {
		n += indexed(t, s, seed)
	}
}

func FuzzIndex(f *testing.F) {
	for seed := range uint64(10) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { indexed(t, randomScope(t), seed) })
}

// indexed tells how many pairs of a condition and a case it compared.
func indexed(t *testing.T, s *Scope, seed uint64) int {
	g := generator{rand.New(rand.NewPCG(seed, 2))}
	conditions := make([]*Condition, g.IntN(150))
	for i := range conditions {
		_, conditions[i] = g.random(s)
		if g.IntN(20) == 0 {
			conditions[i] = And(conditions[i], Always(), DateWindow(s.Facts["incident.date"], new(day(t, "2026-05-01")), nil, Source{}))
		}
	}
	x := NewIndex(conditions)
	prepared := make([]quick, len(conditions))
	for i, c := range conditions {
		prepared[i] = c.root.quick()
	}
	var dst Result
	for range casesEach {
		v := g.values(s, g.IntN(4))
		for i, c := range conditions {
			require.Equal(t, c.root.eval(v), prepared[i].eval(v), "seed %d", seed)
		}
		x.Match(v, &dst)
		require.Equal(t, byEval(conditions, v), append([]Match(nil), dst.Matches...), "seed %d", seed)
		for _, m := range dst.Matches {
			require.Equal(t, m.Verdict, conditions[m.Rule].Explain(v).Verdict)
		}
	}
	return len(conditions) * casesEach
}

func TestIndexOfSpecialConditions(t *testing.T) {
	s := testScope(t)
	var dst Result
	NewIndex(nil).Match(given(t, s, nil), &dst)
	assert.Empty(t, dst.Matches)
	big := `order.price > 99999999999999999999999.5`
	conditions := []*Condition{
		nil, Not(Always()), Always(),
		mustCondition(t, s, big), mustCondition(t, s, "not ("+big+")"),
		mustCondition(t, s, "order.price * 3 > 1"), // a third of a cent is no key
		mustCondition(t, s, "incident.change > 9223372036854775806"),
		mustCondition(t, s, "known(sla.uptime)"), mustCondition(t, s, "not known(sla.uptime)"),
		mustCondition(t, s, "sla.uptime >= 0.000000001 and sla.uptime < 0.1"),
		mustCondition(t, s, "1 / incident.change > 0 or client.asked"),
	}
	x := NewIndex(conditions)
	huge, ok := exact.Parse("123456789012345678901234567890")
	require.True(t, ok)
	for _, price := range []exact.Num{exact.Int(0), exact.Int(1), exact.Int(1 << 62), huge} {
		for _, change := range []int64{0, 1, 1<<63 - 1, -1 << 63} {
			v := given(t, s, map[string]string{"sla.uptime": "0.05"})
			v.Set(s.Facts["order.price"].Slot, Value{Num: price})
			v.Set(s.Facts["incident.change"].Slot, Value{Num: exact.Int(change)})
			x.Match(v, &dst)
			assert.Equal(t, byEval(conditions, v), dst.Matches)
			for _, c := range conditions[3:] {
				prepared := c.root.quick()
				assert.Equal(t, c.root.eval(v), prepared.eval(v))
			}
			v.Clear(s.Facts["sla.uptime"].Slot)
			x.Match(v, &dst)
			assert.Equal(t, byEval(conditions, v), dst.Matches)
		}
	}
}

// A form that is too large for the index is matched all the same.
func TestIndexOfLargeForms(t *testing.T) {
	s := testScope(t)
	wide := `(client.asked or incident.severity > 2 and incident.minutes < 5) and (incident.fixable or incident.change in 2..4) and
		(ours or sla.uptime < 50) and (loyal or client.plan == "starter" and not client.asked) and
		(client.city == "a" or incident.minutes > 1) and incident.severity < 5`
	conditions := []*Condition{mustCondition(t, s, wide), mustCondition(t, s, "not ("+wide+")"), mustCondition(t, s, "client.asked and ("+wide+" or ours)")}
	products, ok := conditions[0].products()
	require.True(t, !ok || len(products) > mostCovers, "not large at all")
	x, found := NewIndex(conditions), map[Match]int{}
	var dst Result
	g := generator{rand.New(rand.NewPCG(1, 3))}
	for range 2000 {
		v := g.values(s, g.IntN(3))
		x.Match(v, &dst)
		require.Equal(t, byEval(conditions, v), append([]Match(nil), dst.Matches...))
		for _, m := range dst.Matches {
			found[m]++
		}
	}
	for rule := range conditions {
		assert.Positive(t, found[Match{int32(rule), True}])
		assert.Positive(t, found[Match{int32(rule), Open}])
	}
}

// Many classes: only some of the vectors are kept.
func TestIndexOfManyClasses(t *testing.T) {
	s := testScope(t)
	random := rand.New(rand.NewPCG(1, 4))
	loss, city := s.Facts["incident.loss"], s.Facts["client.city"]
	var conditions []*Condition
	name := func() string {
		return string([]rune{'a' + rune(random.IntN(20)), 'a' + rune(random.IntN(20)), 'a' + rune(random.IntN(20))})
	}
	for range 3000 {
		low := exact.Int(int64(random.IntN(100_000)))
		in := between(low, low.Add(exact.Int(int64(random.IntN(1000))))).whole()
		list := texts(name(), name())
		if random.IntN(4) == 0 {
			list = list.not()
		}
		root := conj(Span{}, atom(loss, in, Span{}), atom(city, list, Span{}))
		conditions = append(conditions, newCondition(root, []*Fact{loss, city}))
	}
	x := NewIndex(conditions)
	require.True(t, slices.ContainsFunc(x.groups, func(g group) bool { return g.vectors.shift > 0 }))
	var dst Result
	for range 2000 {
		v := NewValues(len(s.Facts))
		v.Set(loss.Slot, Value{Num: exact.Int(int64(random.IntN(101_000)))})
		v.Set(city.Slot, Value{Text: name()})
		x.Match(v, &dst)
		require.Equal(t, byEval(conditions, v), append([]Match(nil), dst.Matches...))
	}
}

// Few of many conditions hold: words that have no bit are passed over.
func TestIndexOfFewOfMany(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 5))
	var facts []*Fact
	for slot := range together + 4 {
		facts = append(facts, &Fact{Name: fmt.Sprintf("drawn.f%d", slot), Type: Int, Slot: slot})
	}
	part := func(values int) *node {
		f, low := facts[random.IntN(len(facts))], exact.Int(random.Int64N(100))
		return atom(f, between(low, low.Add(exact.Int(int64(random.IntN(values))))).whole(), Span{})
	}
	conditions := make([]*Condition, 2*64*strip+70)
	for i := range conditions {
		root := part(5)
		switch random.IntN(4) {
		case 0:
			root = disj(Span{}, root, conj(Span{}, part(100), part(5)))
		case 1:
			root = conj(Span{}, part(100), disj(Span{}, root, part(3)))
		}
		conditions[i] = newCondition(root, facts)
	}
	x := NewIndex(conditions)
	require.True(t, x.scarce)
	require.Greater(t, len(x.groups), together, "no case needs two steps")
	require.NotEmpty(t, x.more)
	var dst Result
	for i := range 60 {
		v := NewValues(len(facts))
		for _, f := range facts {
			if i%3 != 0 || random.IntN(6) > 0 {
				v.Set(f.Slot, Value{Num: exact.Int(random.Int64N(104) - 2)})
			}
		}
		x.Match(v, &dst)
		require.Equal(t, byEval(conditions, v), append([]Match(nil), dst.Matches...))
	}
}

// A fact's domain leaves no classes beside it.
func TestIndexWithinTheDomain(t *testing.T) {
	low, high := exact.Int(1), exact.Int(5)
	severity := &Fact{Name: "incident.severity", Type: Int, Min: &low, Max: &high, Slot: 0}
	tier := &Fact{Name: "client.tier", Type: OneOf, Values: []string{"basic", "silver", "gold"}, Slot: 1}
	var conditions []*Condition
	for from := range 7 {
		for to := from; to < 7; to++ {
			in := between(exact.Int(int64(from)), exact.Int(int64(to))).whole()
			words := between(exact.Int(int64(from-2)), exact.Int(int64(to-2))).whole()
			conditions = append(conditions,
				newCondition(atom(severity, in, Span{}), []*Fact{severity}),
				newCondition(conj(Span{}, atom(severity, in.not(), Span{}), atom(tier, words, Span{})), []*Fact{severity, tier}))
		}
	}
	x := NewIndex(conditions)
	for i := range x.groups {
		for _, c := range x.groups[i].columns {
			assert.Equal(t, map[int]int{0: 5, 1: 3}[c.slot], c.classes)
		}
	}
	var dst Result
	for n := range 6 {
		for word := range 4 {
			v := NewValues(2)
			if n > 0 {
				v.SetWhole(0, int64(n))
			}
			if word > 0 {
				v.SetWhole(1, int64(word-1))
			}
			x.Match(v, &dst)
			assert.Equal(t, byEval(conditions, v), append([]Match(nil), dst.Matches...))
		}
	}
}

func TestMatchDoesNotAllocate(t *testing.T) {
	for _, m := range []*drawing{drawn(t, 1000, 0.12), drawn(t, 10_000, 0.006)} {
		allocatesNothing(t, m)
	}
}

func allocatesNothing(t *testing.T, m *drawing) {
	t.Helper()
	var dst Result
	for _, v := range m.cases {
		m.index.Match(v, &dst)
	}
	i := 0
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		m.index.Match(m.cases[i%len(m.cases)], &dst)
		i++
	}))
}
