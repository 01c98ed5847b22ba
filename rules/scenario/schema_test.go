package scenario

import (
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSchemaIsFresh keeps the checked-in schema that of the keys. A validator judges it
// in examples/schema.
func TestSchemaIsFresh(t *testing.T) {
	const file = "../schema/scenario.schema.json"
	if *update {
		require.NoError(t, os.WriteFile(file, Schema(), 0o600))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(Schema()))
	for _, key := range slices.Concat(fileKeys, scenarioKeys, tableKeys, wantKeys, stepKeys, remedyKeys) {
		assert.NotEmpty(t, holds(key), key)
	}
}
