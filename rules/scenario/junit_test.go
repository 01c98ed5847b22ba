package scenario

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestJUnit(t *testing.T) {
	t.Parallel()
	all := []*Results{run(t, "passes.yaml", Options{}), run(t, "fails.yaml", Options{})}
	var b bytes.Buffer
	require.NoError(t, WriteJUnit(&b, all))
	golden(t, "testdata/run/junit.xml", b.String())
}

// Whatever a scenario is called, the XML is well-formed and counts what it holds.
func TestJUnitOfOddNames(t *testing.T) {
	t.Parallel()
	results := &Results{File: "a & <b>.yaml", List: []Result{
		{Name: "\x00\x1b[31m\"quoted\" <tag> & \ufffe", Status: Failed, Differences: []Difference{{Key: "value", Want: "]]>", Got: "<!--"}}},
		{Name: "second", Status: Skipped, Skip: "&amp;"},
	}}
	var b bytes.Buffer
	require.NoError(t, WriteJUnit(&b, []*Results{results}))
	// What the schema junit-10.xsd of the Jenkins plugin xunit allows.
	allowed := map[string][]string{
		"testsuites": {"name", "time", "tests", "failures", "errors"},
		"testsuite":  {"name", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname", "id", "package", "file", "log", "url", "group"},
		"testcase":   {"name", "time", "classname", "group"},
		"failure":    {"type", "message"},
		"skipped":    {"type", "message"},
	}
	decoder := xml.NewDecoder(&b)
	count := map[string]int{}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		if start, ok := token.(xml.StartElement); ok {
			count[start.Name.Local]++
			for _, attribute := range start.Attr {
				assert.Contains(t, allowed[start.Name.Local], attribute.Name.Local, start.Name.Local)
			}
		}
	}
	assert.Equal(t, map[string]int{"testsuites": 1, "testsuite": 1, "testcase": 2, "failure": 1, "skipped": 1}, count)
}

// Results in JSON, for tools.
func TestJSON(t *testing.T) {
	t.Parallel()
	data, err := json.MarshalIndent(run(t, "fails.yaml", Options{Match: "li*"}), "", "  ")
	require.NoError(t, err)
	golden(t, "testdata/run/lists.json", string(data)+"\n")
}
