package compensation_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

func TestReplayNamesTheFirstDifference(t *testing.T) {
	refunds := func(cents ...int64) house {
		h := house{approve: 2900}
		for _, c := range cents {
			h.drafts = append(h.drafts, compensation.Draft{Remedies: []compensation.Remedy{sum("a", c)}})
		}
		return h
	}
	two := refunds(2500)
	two.drafts[0].Remedies = append(two.drafts[0].Remedies, sum("b", 100))
	none := refunds()
	none.drafts = []compensation.Draft{{}}
	renamed := refunds(2500)
	renamed.version = "2"
	noted := refunds(2500)
	noted.drafts[0].Reasons = []compensation.Reason{{Code: "note", Text: "x"}}

	for name, tt := range map[string]struct {
		was, now house
		want     string
	}{
		"an amount":       {refunds(2500), refunds(3000), "replay: step.remedies[0].value: recorded 25.00 EUR, now 30.00 EUR"},
		"one remedy more": {refunds(2500), two, "replay: step.remedies[1]: recorded nothing, now {kind: refund, value: 1.00 EUR, cost: 1.00 EUR, lane: b, rule: sorry, owed: false}"},
		"one remedy less": {two, refunds(2500), "replay: step.remedies[1]: recorded {kind: refund, value: 1.00 EUR, cost: 1.00 EUR, lane: b, rule: sorry, owed: false}, now nothing"},
		"an alternative":  {refunds(2500, 100), refunds(2500, 200), "replay: alternatives[0].step.remedies[0].value: recorded 1.00 EUR, now 2.00 EUR"},
		"a reason":        {refunds(2500), noted, "replay: reasons: recorded [], now [{code: note, text: x}]"},
		"the policy":      {refunds(2500), renamed, "replay: policy.version: recorded , now 2"},
	} {
		rec := decided(t, tt.was, outage(), nil)
		require.NoError(t, compensation.Replay(tt.was, rec), name)
		err := compensation.Replay(tt.now, rec)
		require.ErrorContains(t, err, tt.want, name)
		var difference *compensation.ReplayError
		require.ErrorAs(t, err, &difference)
	}

	rec := decided(t, house{version: "1"}, outage(), holds(100))
	err := compensation.Replay(house{version: "2", generous: true}, rec)
	require.EqualError(t, err, "replay: alternatives[0].reasons[0].text: recorded Goodwill that can be cut was cut from 32.00 EUR to 1.00 EUR: "+
		"the pool house/all has 1.00 EUR left., now Goodwill that can be cut was cut from 40.00 EUR to 1.00 EUR: "+
		"the pool house/all has 1.00 EUR left. (the policy is another: recorded house 1 (d19e571false), now house 2 (d19e572true))")

	nothing := decided(t, none, outage(), nil)
	err = compensation.Replay(refunds(2500), nothing)
	require.ErrorContains(t, err, "replay: step: recorded null, now {remedies: [{kind: refund")
}

func TestReplayOfATakenStepThatIsGone(t *testing.T) {
	rec, err := decided(t, house{}, outage(), nil).Take(2)
	require.NoError(t, err)
	fewer := house{drafts: draftOf(sum("a", 100))}
	require.ErrorContains(t, compensation.Replay(fewer, rec), "replay: step.remedies[0].value: recorded 40.00 EUR, now 1.00 EUR")
}

func TestReplayErrors(t *testing.T) {
	require.EqualError(t, compensation.Replay(house{}, nil), "replay: there is no recommendation")
	require.ErrorContains(t, compensation.Replay(house{}, &compensation.Recommendation{}), "at is missing")

	rec := decided(t, house{}, outage(), nil)
	rec.Case.Incident.Severity = 9
	var invalid *compensation.InvalidCaseError
	require.ErrorAs(t, compensation.Replay(house{}, rec), &invalid)

	rec = decided(t, house{}, outage(), nil)
	rec.Case.Facts = map[string]any{"nodot": 1}
	err := compensation.Replay(house{}, rec)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "want a dotted name")
}
