package rules_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// The order of rules matters in a `first` lane, and between equals in a `best` lane, and nowhere else.
func TestPositionMattersOnlyWherePickSaysSo(t *testing.T) {
	lines := []string{
		"      - {id: a, when: incident.severity >= 2, give: {refund: 10%}}",
		"      - {id: b, when: incident.severity >= 3, give: {credit: 20.5%}}",
		"      - {id: c, when: incident.repeats >= 2, give: {discount: 31%}}",
		"      - {id: d, when: incident.responsibility == \"ours\", give: {gift: {amount: 7}}}",
		"      - {id: e, when: incident.affected < 10 and incident.severity != 4, give: {credit: {amount: 33.33, at_most: 25%}}}",
	}
	build := func(pick string, order []int) *rules.Policy {
		var text strings.Builder
		text.WriteString("policy: p\nversion: \"1\"\ncurrency: EUR\nlanes:\n  - lane: l\n    pick: " + pick + "\n    rules:\n")
		for _, i := range order {
			text.WriteString(lines[i] + "\n")
		}
		policy, err := rules.Parse("p.yaml", []byte(text.String()))
		require.NoError(t, err)
		return policy
	}
	r := rand.New(rand.NewPCG(3, 4))
	for _, pick := range []string{"best", "all"} {
		straight := build(pick, []int{0, 1, 2, 3, 4})
		for range 20 {
			shuffled := build(pick, r.Perm(len(lines)))
			for range 50 {
				c := randomCase(r)
				one, two := decide(t, straight, c, nil), decide(t, shuffled, c, nil)
				if pick == "best" && tied(one) {
					assert.Equal(t, one.Step.Value, two.Step.Value)
					continue
				}
				assert.Equal(t, byRemedy(one.Step), byRemedy(two.Step))
			}
		}
	}
	// And in a `first` lane it does matter.
	first, last := build("first", []int{0, 1, 2, 3, 4}), build("first", []int{4, 3, 2, 1, 0})
	c := randomCase(r)
	c.Incident.Severity, c.Incident.Responsibility = 5, compensation.ResponsibilityOurs
	assert.NotEqual(t, byRemedy(decide(t, first, c, nil).Step), byRemedy(decide(t, last, c, nil).Step))
}

// tied reports whether two matches were worth the same.
func tied(rec *compensation.Recommendation) bool {
	seen := map[string]bool{}
	for _, rule := range rec.Trace().Rules {
		if seen[rule.Value] {
			return true
		}
		seen[rule.Value] = true
	}
	return false
}
