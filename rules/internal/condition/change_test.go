package condition

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func nothingFixed(*Fact) bool { return false }

// Whatever the condition and the case: the explanation tells the verdict, in every
// part, and the change that is found makes the condition hold.
func TestExplanationAndChangeAreTrue(t *testing.T) {
	s := randomScope(t)
	found, sought := 0, 0
	for seed := range uint64(*pairs / casesEach) {
		g := generator{rand.New(rand.NewPCG(seed, 1))}
		source, c := g.random(s)
		for range casesEach {
			v := g.values(s, g.IntN(3))
			e := c.Explain(v)
			require.Equal(t, c.Eval(v), e.Verdict, source)
			require.Equal(t, e.Verdict, combined(e), source)
			if e.Verdict == True {
				continue
			}
			sought++
			changes, ok := c.Nearest(v, nothingFixed)
			if !ok {
				continue
			}
			found++
			require.NotEmpty(t, changes, source)
			changed := v.clone()
			for _, change := range changes {
				before, known := v.Get(change.Fact.Slot)
				require.Equal(t, known, change.Known, source)
				require.Equal(t, before, change.From, source)
				if change.Drop {
					changed.Clear(change.Fact.Slot)
					continue
				}
				if change.Fact.Type != Text {
					require.True(t, change.Fact.domain().has(change.To), "%s: %s", source, change.Fact.Name)
				}
				changed.Set(change.Fact.Slot, change.To)
			}
			require.Equal(t, True, c.Eval(changed), source)
		}
	}
	t.Logf("a change was found for %d of %d", found, sought)
	assert.Greater(t, found*10, sought*8, "most conditions that can hold are brought to hold")
}

// combined works the verdict of a part out of its parts' verdicts.
func combined(e *Explanation) Verdict {
	join := func(decides Verdict) Verdict {
		out := decides.not()
		for _, p := range e.Parts {
			if v := combined(p); v == decides {
				return v
			} else if v > True {
				out = undecided(out, v)
			}
		}
		return out
	}
	switch e.Part {
	case AllOf:
		return join(False)
	case AnyOf:
		return join(True)
	case Choice:
		cond, yes, no := combined(e.Parts[0]), combined(e.Parts[1]), combined(e.Parts[2])
		switch {
		case cond == True:
			return yes
		case cond == False:
			return no
		case yes == no && yes <= True:
			return yes
		}
		return undecided(cond, undecided(yes, no))
	default:
		return e.Verdict
	}
}

func TestNearestChange(t *testing.T) {
	s := testScope(t)
	for _, tt := range []struct{ condition, facts, want string }{
		{"incident.severity >= 4", "incident.severity=3", "incident.severity 4"},
		{"incident.severity >= 4", "incident.severity=4", "nothing"},
		{"incident.severity >= 4 or client.asked", "incident.severity=3 client.asked=false", "incident.severity 4"},
		{"incident.severity in [1, 5]", "incident.severity=4", "incident.severity 5"},
		{"sla.uptime < 95", "sla.uptime=98.2", "sla.uptime 94.99"},
		{"sla.uptime <= 95", "sla.uptime=98.2", "sla.uptime 95"},
		{"sla.uptime < 95", "sla.uptime=98.1234", "sla.uptime 94.9999"},
		{"incident.loss > order.price * 0.5", "incident.loss=10 order.price=100", "incident.loss 5001"},
		{"incident.severity >= 3 and client.plan == \"business\"", "incident.severity=1 client.plan=starter", "incident.severity 3, client.plan 1"},
		{"incident.severity >= 3 and (client.plan == \"business\" or sla.uptime < 90)", "incident.severity=3 client.plan=starter sla.uptime=99", "sla.uptime 89.99"},
		{"known(sla.uptime)", "", "sla.uptime 0"},
		{"not known(sla.uptime)", "sla.uptime=3", "sla.uptime dropped"},
		{"incident.severity >= 4", "", "incident.severity 4"},
		{"client.city startsWith \"ab\"", "client.city=x", "client.city ab"},
		{"days(incident.date, incident.reported) > 14", "incident.date=2026-01-01 incident.reported=2026-01-10", "incident.reported 20469"},
		{"client.tenure_months >= 24 and client.id == \"c\"", "client.tenure_months=3 client.id=d", "none"},
	} {
		c, faults := s.Condition(Source{Text: tt.condition}, Use{})
		require.Empty(t, faults, tt.condition)
		changes, ok := c.Nearest(facts(t, s, tt.facts), func(f *Fact) bool { return f.Name == "client.id" })
		assert.Equal(t, tt.want, shown(changes, ok), tt.condition)
	}
}

func shown(changes []Change, ok bool) string {
	if !ok {
		return "none"
	}
	text := ""
	for _, c := range changes {
		if text != "" {
			text += ", "
		}
		text += c.Fact.Name + " "
		switch {
		case c.Drop:
			text += "dropped"
		case c.Fact.Type == Text:
			text += c.To.Text
		default:
			text += c.To.Num.String()
		}
	}
	if text == "" {
		return "nothing"
	}
	return text
}
