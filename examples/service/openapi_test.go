package main

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDescriptionIsValid(t *testing.T) {
	ok, faults := contract().ValidateDocument()
	for _, fault := range faults {
		t.Error(fault)
	}
	assert.True(t, ok)
}

// TestDescriptionHasTheRoutes holds the description against the routes, both ways.
func TestDescriptionHasTheRoutes(t *testing.T) {
	document, err := libopenapi.NewDocument(description)
	require.NoError(t, err)
	model, err := document.BuildV3Model()
	require.NoError(t, err)
	var described []string
	for path, item := range model.Model.Paths.PathItems.FromOldest() {
		for method := range item.GetOperations().FromOldest() {
			described = append(described, strings.ToUpper(method)+" "+path)
		}
	}
	var served []string
	for _, r := range (&service{metrics: newMetrics(nil)}).routes() {
		served = append(served, r.pattern())
	}
	assert.ElementsMatch(t, served, described)
}

func TestDescriptionIsServed(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	answer := p.get("/openapi.yaml")
	assert.Equal(t, "application/yaml", answer.header.Get("Content-Type"))
	assert.Equal(t, description, answer.raw)
}

// TestProblemsAreExplained follows the type of each problem to its line in the
// README.
func TestProblemsAreExplained(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		if k != clientGone { // nobody sees it
			assert.Contains(t, string(readme), `<a id="`+string(k)+`"></a>`)
		}
	}
}
