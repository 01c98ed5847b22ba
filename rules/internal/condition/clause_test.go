package condition

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// clausePieces are put together into conditions, some of them faulty.
var clausePieces = []string{
	"incident.severity >= 3", "incident.severity >= 4", "3 <= incident.severity", "order.price > 19.99", "order.price > 2 * 10", `client.plan == "starter"`,
	`client.plan in ["starter", "business"]`, `client.plan not in ["starter"]`, `client.plan != "starter"`, "client.asked", "not client.asked", "not (client.asked)",
	"not (incident.severity >= 3)", "(incident.severity) >= 3", "incident.severity in 2..4", "loyal", "ours", "known(sla.uptime)", "client.asked == true",
	"client.asked == (incident.severity >= 3)", "(client.asked) == (ours and loyal)", "total.cost > 5", "client.tenure_months > courtesy",
	"incident.loss > order.price", "order.price - incident.loss + incident.loss > 3", "order.price * 2 > 10", "order.price - order.price > 3",
	`lower(client.city) == "a" and client.asked`, `len([client.asked, incident.severity >= 3]) > 1`, `(incident.severity >= 3) + lower(client.city)`,
	"incident.severity >= 9", "incident.sevrity >= 3", `client.plan == "startr"`, "incident.severity", "incident.severity >= 3 +", "1 > 2",
	"(client.asked ? incident.severity >= 3 : ours)", "(1 < 2 ? incident.severity >= 3 : client.asked)", "incident.severity >= 3 /* really */", "(", ")", "client.asked and", "",
}

// A condition whose clauses are known comes to the same, faults included, as one whose
// clauses are read for the first time.
func TestKnownClausesChangeNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	s := testScope(t)
	uses := []Use{{}, {Totals: true}, {Forbid: map[string]string{"client.plan": "it must not", "incident.severity": "neither"}}}
	known, found, faulty := map[string]clause{}, 0, 0
	for range 20_000 {
		source := clausePieces[random.IntN(len(clausePieces))]
		for range random.IntN(4) {
			piece := clausePieces[random.IntN(len(clausePieces))]
			if random.IntN(3) == 0 {
				source = []string{"", "not "}[random.IntN(2)] + "(" + source + ")"
			}
			source += []string{" and ", " or ", "\n  and ", " and not ", " && ", " == "}[random.IntN(12)%6] + piece
		}
		src, use := Source{Text: source}, uses[random.IntN(len(uses))]
		s.clauses = map[string]clause{}
		want, wantFaults := s.Condition(src, use)
		s.clauses = known
		got, faults := s.Condition(src, use)
		require.Equal(t, wantFaults, faults, source)
		require.Equal(t, want == nil, got == nil, source)
		if want == nil {
			faulty++
			continue
		}
		require.Equal(t, want.facts, got.facts, source)
		if !strings.Contains(source, "lower") && !strings.Contains(source, "len") { // what is compiled equals nothing
			require.Equal(t, want.root, got.root, source)
		}
		if s.text.nodes.clauses.used > 0 {
			found++
		}
	}
	assert.Greater(t, found, 3000, "hardly anything was known")
	assert.Greater(t, faulty, 3000)
}
