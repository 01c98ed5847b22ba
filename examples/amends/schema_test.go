package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSchema(t *testing.T) {
	for _, of := range []string{"policy", "scenario", "case"} {
		want, err := os.ReadFile(filepath.Join("../../rules/schema", of+".schema.json"))
		require.NoError(t, err)
		assert.Equal(t, ran{sound, string(want), ""}, amends("", "schema", of))
	}
	assert.Equal(t, amends("", "schema", "policy"), amends("", "schema"))

	hosting := amends("", "schema", "-policy", "../policies/hosting.yaml")
	assert.Equal(t, sound, hosting.exit)
	assert.Contains(t, hosting.out, `"uptime"`)
	assert.Equal(t, hosting, amends("", "schema", "case", "-policy", "../policies/hosting.yaml"))
}

func TestSchemaCannotBeWritten(t *testing.T) {
	assert.Equal(t, ran{broken, "", "amends: there is no schema of \"client\": want policy, scenario or case\n"}, amends("", "schema", "client"))
	assert.Equal(t, broken, amends("", "schema", "-policy", "none.yaml").exit)
	assert.Equal(t, broken, amends("", "schema", "policy", "-policy", "../policies/hosting.yaml").exit)
	bad := filepath.Join(t.TempDir(), "bad.yaml")
	require.NoError(t, os.WriteFile(bad, []byte("policy: Bad"), 0o600))
	refused := amends("", "schema", "-policy", bad)
	assert.Equal(t, faulty, refused.exit)
	assert.Contains(t, refused.err, "[bad-name]")
}
