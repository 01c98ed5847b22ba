package scenario

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"os/exec"
	"strings"
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

// xmllint validates by schemas. Without one the test is skipped, unless
// AMENDS_REQUIRE_XMLLINT is 1.
func xmllint(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("xmllint")
	switch {
	case err == nil:
		return path
	case os.Getenv("AMENDS_REQUIRE_XMLLINT") == "1":
		t.Fatal("AMENDS_REQUIRE_XMLLINT is 1, but there is no xmllint")
	}
	t.Skip("NOT RUN: there is no xmllint to validate with; Debian has it in libxml2-utils")
	return ""
}

// validate returns what the validator says against a report; empty if it is valid.
func validate(t *testing.T, program, report string) string {
	t.Helper()
	command := exec.Command(program, "--noout", "--nonet", "--schema", "testdata/junit.xsd", "-")
	command.Stdin = strings.NewReader(report)
	out, err := command.CombinedOutput()
	if err == nil {
		return ""
	}
	require.Contains(t, string(out), "fails to validate", "xmllint judges the report, not the schema")
	return string(out)
}

// Every report is valid by the schema, whatever scenarios and files are called.
func TestJUnitIsValid(t *testing.T) {
	t.Parallel()
	program := xmllint(t)
	odd := &Results{File: "a & <b>.yaml", List: []Result{
		{Name: "\x00\x1b[31m\"quoted\" <tag> & \ufffe", Status: Failed, Differences: []Difference{{Key: "value", Want: "]]>", Got: "<!--"}}},
		{Name: "second", Status: Skipped, Skip: "&amp;"},
		{Name: "third\nline", Status: Passed},
	}}
	for _, all := range [][]*Results{
		nil,
		{{File: "empty.yaml"}},
		{odd},
		{run(t, "passes.yaml", Options{}), run(t, "fails.yaml", Options{}), run(t, "explain.yaml", Options{Explain: true}), odd},
	} {
		var b bytes.Buffer
		require.NoError(t, WriteJUnit(&b, all))
		assert.Empty(t, validate(t, program, b.String()), b.String())
	}
}

// The schema refuses what a reader would not understand.
func TestJUnitSchemaRefuses(t *testing.T) {
	t.Parallel()
	program := xmllint(t)
	var b bytes.Buffer
	require.NoError(t, WriteJUnit(&b, []*Results{{File: "a.yaml", List: []Result{
		{Name: "one", Status: Passed}, {Name: "two", Status: Failed, Differences: []Difference{{Key: "value", Want: "1", Got: "2"}}}, {Name: "three", Status: Skipped, Skip: "later"},
	}}}))
	sound := b.String()
	require.Empty(t, validate(t, program, sound))
	for what, fault := range map[string]struct{ from, to string }{
		"a count that is none":        {`tests="3"`, `tests="three"`},
		"a time with a comma":         {`time="0.000"`, `time="1,000.5"`},
		"a case without a class":      {` classname="a.yaml"`, ``},
		"a file on a case":            {`<testcase name="one"`, `<testcase file="a.yaml" name="one"`},
		"two cases of one name":       {`name="two"`, `name="one"`},
		"a skip without a reason":     {` message="later"`, ``},
		"an element of nobody":        {`</testsuite>`, `<note/></testsuite>`},
		"a suite without a name":      {`<testsuite name="a.yaml"`, `<testsuite`},
		"a failure that is a skip":    {`</failure>`, `</failure><skipped message="x"/>`},
		"a report that is no report":  {`testsuites`, `results`},
		"a failure without a message": {` message="value: want 1, got 2"`, ``},
	} {
		faulty := strings.Replace(sound, fault.from, fault.to, 1)
		if fault.from == "testsuites" {
			faulty = strings.ReplaceAll(sound, fault.from, fault.to)
		}
		require.NotEqual(t, sound, faulty, what)
		assert.NotEmpty(t, validate(t, program, faulty), what)
	}
}

// Counts are those of what the report holds.
func TestJUnitCounts(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	require.NoError(t, WriteJUnit(&b, []*Results{run(t, "passes.yaml", Options{}), run(t, "fails.yaml", Options{})}))
	var root junitSuites
	require.NoError(t, xml.Unmarshal(b.Bytes(), &root))
	tests, failures := 0, 0
	for _, suite := range root.Suites {
		failed, skipped := 0, 0
		for _, one := range suite.Cases {
			if one.Failure != nil {
				failed++
			}
			if one.Skipped != nil {
				skipped++
			}
		}
		assert.Len(t, suite.Cases, suite.Tests)
		assert.Equal(t, []int{failed, skipped, 0}, []int{suite.Failures, suite.Skipped, suite.Errors}, suite.Name)
		tests, failures = tests+suite.Tests, failures+failed
	}
	assert.Equal(t, []int{tests, failures, 0}, []int{root.Tests, root.Failures, root.Errors})
	assert.Positive(t, failures)
}

// Results in JSON, for tools.
func TestJSON(t *testing.T) {
	t.Parallel()
	data, err := json.MarshalIndent(run(t, "fails.yaml", Options{Match: "li*"}), "", "  ")
	require.NoError(t, err)
	golden(t, "testdata/run/lists.json", string(data)+"\n")
}
