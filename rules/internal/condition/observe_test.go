package condition

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Whatever the condition and the case: a part decides where turning it round turns
// the condition, and the conditions for that say the same.
func TestObservablesAreTrue(t *testing.T) {
	s := randomScope(t)
	decided, seen := 0, 0
	for seed := range uint64(300) {
		g := generator{rand.New(rand.NewPCG(seed, 2))}
		source, c := g.random(s)
		for range 10 {
			v := g.values(s, g.IntN(2))
			for _, o := range c.Observables() {
				verdict := o.Verdict(v)
				if verdict > True {
					continue
				}
				seen++
				require.Equal(t, True, o.Being(verdict).Eval(v), source)
				require.Equal(t, False, o.Being(verdict.not()).Eval(v), source)
				if c.Eval(v) <= True && !strings.HasPrefix(o.At.Text(), "known") {
					require.Equal(t, o.Decides(v), o.Deciding(verdict).Eval(v) == True, source)
				}
				if o.Decides(v) {
					decided++
				}
			}
		}
	}
	assert.Greater(t, decided*10, seen, "some parts decide")
}

// A known(fact) that guards what reads the fact decides where the fact is missing.
func TestGuardsDecide(t *testing.T) {
	s := testScope(t)
	for _, source := range []string{
		"known(sla.uptime) and sla.uptime < 95",
		"client.asked and known(sla.uptime) and sla.uptime * 2 > order.price",
	} {
		c, faults := s.Condition(Source{Text: source}, Use{})
		require.Empty(t, faults, source)
		for _, o := range c.Observables() {
			if !strings.HasPrefix(o.At.Text(), "known") {
				continue
			}
			v := facts(t, s, "client.asked=true order.price=1")
			assert.True(t, o.Decides(v), source)
			assert.Equal(t, True, o.Deciding(False).Eval(v), source)
			v = facts(t, s, "client.asked=true order.price=1 sla.uptime=94")
			assert.True(t, o.Decides(v), source)
		}
	}
}

func TestEdges(t *testing.T) {
	s := testScope(t)
	tests := []struct {
		source string
		want   [][2]string
	}{
		{"incident.severity >= 4", [][2]string{{"3", "4"}}},
		{"not (incident.severity > 4)", [][2]string{{"4", "5"}}},
		{"incident.severity in 2..4", [][2]string{{"1", "2"}, {"4", "5"}}},
		{"incident.severity >= 2", [][2]string{{"1", "2"}}},
		{"sla.uptime < 95", [][2]string{{"94.99", "95"}}},
		{"sla.uptime <= 99.995", [][2]string{{"99.995", "99.996"}}},
		{"order.price > 100", [][2]string{{"10000", "10001"}}},
		{`client.plan == "business"`, nil},
		{"incident.fixable", nil},
		{"known(sla.uptime)", nil},
	}
	for _, test := range tests {
		c, faults := s.Condition(Source{Text: test.source}, Use{})
		require.Empty(t, faults, test.source)
		var got [][2]string
		for _, o := range c.Observables() {
			for _, e := range o.Edges() {
				got = append(got, [2]string{e.Below.Num.String(), e.Above.Num.String()})
				require.NotEqual(t, o.Verdict(holding(s, o.Fact, e.Below)), o.Verdict(holding(s, o.Fact, e.Above)), test.source)
			}
		}
		assert.Equal(t, test.want, got, test.source)
	}
}

func holding(s *Scope, f *Fact, value Value) *Values {
	v := NewValues(len(s.Facts))
	v.Set(f.Slot, value)
	return v
}
