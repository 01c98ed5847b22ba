package rules_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules"
)

// TestSchemasAreFresh keeps the checked-in schemas what the tables say. A validator
// judges them in examples/schema.
func TestSchemasAreFresh(t *testing.T) {
	golden(t, "schema/policy.schema.json", string(rules.Schema()))
	golden(t, "schema/case.schema.json", string(rules.CaseSchema()))
}

func TestCaseSchemaOfAPolicy(t *testing.T) {
	policy := rules.MustParse("facts.yaml", []byte(factsPolicy))
	var schema struct {
		Properties map[string]struct {
			Properties map[string]struct {
				Type       any
				Enum       []any
				Properties map[string]any
			}
			AdditionalProperties any
		}
		AdditionalProperties any
	}
	require.NoError(t, json.Unmarshal(policy.CaseSchema(), &schema))
	assert.Equal(t, false, schema.AdditionalProperties)
	own := schema.Properties["own"].Properties
	assert.Equal(t, []any{"starter", "business", nil}, own["plan"].Enum)
	assert.Equal(t, []any{"integer", "null"}, own["count"].Type)
	assert.Equal(t, []any{"outage", "delay", nil}, schema.Properties["incident"].Properties["kind"].Enum, "narrowed by the policy")
	assert.NotContains(t, schema.Properties, "total")
}
