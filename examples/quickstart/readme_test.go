// Package quickstart_test holds what the README shows: its policy, its program
// and its commands.
package quickstart_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What the README shows is what the tests of this package run.
func TestReadme(t *testing.T) {
	t.Parallel()
	readme := read(t, "../../README.md")
	assert.Contains(t, readme, "```yaml\n"+read(t, "policy.yaml")+"```\n")
	assert.Contains(t, readme, "```go\n"+program(t)+"```\n")
}

// The README's links to files lead somewhere.
func TestReadmeLinks(t *testing.T) {
	t.Parallel()
	links := regexp.MustCompile(`\]\(([^):#]+)\)`).FindAllStringSubmatch(read(t, "../../README.md"), -1)
	require.NotEmpty(t, links)
	for _, link := range links {
		_, err := os.Stat("../../" + link[1])
		assert.NoErrorf(t, err, "link %s", link[0])
	}
}

// program is the body of the Example, without its indentation and output.
func program(t *testing.T) string {
	t.Helper()
	_, body, found := strings.Cut(read(t, "example_test.go"), "func Example() {\n")
	require.True(t, found)
	body, _, found = strings.Cut(body, "\n\t// Output:")
	require.True(t, found)
	return strings.ReplaceAll("\n"+body, "\n\t", "\n")[1:]
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(data)
}
