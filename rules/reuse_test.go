package rules_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// What is worked out in room that is used again is no part of a recommendation.
func TestARecommendationStaysWhenOthersFollow(t *testing.T) {
	policy := rules.Default()
	text := func(rec *compensation.Recommendation) string {
		data, err := json.Marshal(rec)
		require.NoError(t, err)
		return string(data)
	}
	var recs []*compensation.Recommendation
	var want []string
	for _, c := range []compensation.Case{benchOne(), benchCase(), benchChanged()} {
		rec, err := compensation.Decide(policy, c, midday, nil)
		require.NoError(t, err)
		recs, want = append(recs, rec), append(want, text(rec))
	}
	require.Len(t, recs[0].Rules, 1)
	for i, rec := range recs {
		assert.JSONEq(t, want[i], text(rec))
		_ = append(rec.Rules, compensation.RuleTrace{Rule: "of the caller"})
		again, err := compensation.Decide(policy, rec.Case, midday, nil)
		require.NoError(t, err)
		assert.JSONEq(t, want[i], text(again))
	}
}
