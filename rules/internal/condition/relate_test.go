package condition

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOverlap(t *testing.T) {
	tests := []struct {
		a, b        string
		sure, found bool
	}{
		{"incident.severity >= 4", "incident.severity >= 3", true, true},
		{"incident.severity >= 4", "incident.severity < 4", true, false},
		{"incident.severity > 4", "incident.severity < 5", true, false},
		{"sla.uptime > 94", "sla.uptime < 95", true, true},
		{"sla.uptime > 95", "sla.uptime < 95", true, false},
		{`client.plan == "starter"`, `client.plan == "business"`, true, false},
		{`client.plan != "starter"`, `client.plan != "business"`, true, true},
		{`client.plan != "starter" and client.plan != "enterprise"`, `client.plan != "business"`, true, false},
		{"ours", "incident.severity > 2", true, true},
		{"known(sla.uptime)", "not known(sla.uptime)", true, false},
		{"not known(sla.uptime)", "sla.uptime < 95", true, false},
		{"not known(sla.uptime)", "client.asked", true, true},
		{`client.city == "a"`, `client.city in ["b", "c"]`, true, false},
		{`client.city != "a"`, `client.city not in ["b", "c"]`, true, true},
		{"incident.fixable ? ours : loyal", "not ours and not loyal", true, false},
		{"incident.loss > order.price", "not (incident.loss > order.price)", true, false},
		{"incident.loss > order.price and client.asked", "not client.asked", true, false},
		{"incident.loss >= order.price", "client.asked", true, true}, // a witness turns up
		{"incident.loss > order.price", "client.asked", false, false},
		{`client.city startsWith "a"`, "client.asked", false, false},
	}
	for _, tt := range tests {
		t.Run(tt.a+" / "+tt.b, func(t *testing.T) {
			s := testScope(t)
			a, b := mustCondition(t, s, tt.a), mustCondition(t, s, tt.b)
			for range 2 {
				witness, sure := Overlap(a, b)
				assert.Equal(t, tt.sure, sure)
				assert.Equal(t, tt.found, witness != nil)
				if witness != nil {
					assert.True(t, holds(witness, a, b), "%v", witness)
				}
				a, b = b, a
			}
		})
	}
}

func TestImplies(t *testing.T) {
	tests := []struct {
		a, b    string
		implies bool
	}{
		{"incident.severity >= 4", "incident.severity >= 3", true},
		{"incident.severity >= 3", "incident.severity >= 4", false},
		{"incident.severity >= 4 and client.asked", "incident.severity > 3", true},
		{"client.asked", "client.asked and ours", false},
		{"client.asked and ours", "ours and client.asked", true},
		{`client.plan == "starter"`, `client.plan != "business"`, true},
		{"incident.severity in 2..4", "incident.severity < 3 or incident.severity >= 3", true},
		{"client.asked and incident.severity >= 2", "client.asked and incident.severity < 4 or incident.severity >= 3", true},
		{"incident.severity >= 2", "client.asked and incident.severity < 4 or incident.severity >= 3", false},
		{"sla.uptime < 95", "known(sla.uptime)", true},
		{"client.asked", "known(sla.uptime) or sla.uptime < 95", false},
		{"incident.loss > order.price and ours", "incident.loss  >  order.price", true},
		{"incident.loss > order.price", "incident.loss >= order.price", false},
		{"ours", "true", true},
		{"true", "ours", false},
		{"true", "incident.severity >= 3 or incident.severity < 3", false}, // it may be missing
		{"true", "incident.repeats >= 3 or incident.repeats < 3", true},    // it has a default
	}
	for _, tt := range tests {
		t.Run(tt.a+" / "+tt.b, func(t *testing.T) {
			s := testScope(t)
			assert.Equal(t, tt.implies, Implies(mustCondition(t, s, tt.a), mustCondition(t, s, tt.b)))
		})
	}
}

// What the two helpers are sure of holds on random cases.
func TestRelationsHoldOnRandomCases(t *testing.T) {
	s := randomScope(t)
	ends := EndsOf(slices.Collect(maps.Values(s.Facts)))
	var implied, disjoint, cornered int
	for seed := range uint64(1500) {
		g := generator{rand.New(rand.NewPCG(seed, 1))}
		source, a := g.random(s)
		other, b := g.random(s)
		if g.IntN(3) == 0 { // related on purpose
			b, other = And(a, b), source+" and "+other
			a, b = b, a
		}
		witness, sure := Overlap(a, b)
		implies := Implies(a, b)
		if witness != nil {
			require.True(t, holds(witness, a, b))
		}
		if implies {
			implied++
		}
		if sure && witness == nil {
			disjoint++
		}
		for corner := range Corners(a, ends, NewValues(len(s.Facts))) {
			cornered++
			require.Equal(t, True, a.Eval(corner))
			require.True(t, !implies || b.Eval(corner) == True, "%s => %s", source, other)
		}
		for range 20 {
			v := g.values(s, g.IntN(3))
			x, y := a.Eval(v), b.Eval(v)
			if implies && x == True {
				require.Equal(t, True, y, "%s => %s", source, other)
			}
			if sure && witness == nil {
				require.False(t, x == True && y == True, "%s / %s", source, other)
			}
		}
	}
	assert.Greater(t, implied, 50)
	assert.Greater(t, disjoint, 50)
	assert.Greater(t, cornered, 1000)
}
