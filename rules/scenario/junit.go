package scenario

import (
	"encoding/xml"
	"io"
	"strings"
	"unicode/utf8"
)

// WriteJUnit writes the results of several files as JUnit XML: a suite for each
// file, a case for each scenario. It keeps to what Jenkins, GitLab and the
// reporters of GitHub all read; testdata/junit.xsd says what that is.
func WriteJUnit(w io.Writer, all []*Results) error {
	root := junitSuites{Name: "scenarios", Time: noTime}
	for _, results := range all {
		suite := junitSuite{
			Name: clean(results.File), File: clean(results.File), Tests: len(results.List), Time: noTime,
			Failures: results.Count(Failed), Skipped: results.Count(Skipped),
		}
		for i := range results.List {
			suite.Cases = append(suite.Cases, junitOf(results.File, &results.List[i]))
		}
		root.Tests += suite.Tests
		root.Failures += suite.Failures
		root.Suites = append(root.Suites, suite)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(root); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// noTime is how long a scenario takes, in seconds: microseconds. Readers that add times
// up want a number.
const noTime = "0.000"

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Time     string       `xml:"time,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	File     string      `xml:"file,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Time     string      `xml:"time,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Time    string        `xml:"time,attr"`
	Skipped *junitMessage `xml:"skipped"`
	Failure *junitMessage `xml:"failure"`
}

type junitMessage struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

func junitOf(file string, r *Result) junitCase {
	c := junitCase{Name: clean(r.Name), Class: clean(file), Time: noTime}
	switch r.Status {
	case Skipped:
		c.Skipped = &junitMessage{Message: clean(r.Skip)}
	case Failed:
		var keys []string
		for _, d := range r.Differences {
			keys = append(keys, d.Key+": want "+d.Want+", got "+d.Got)
		}
		c.Failure = &junitMessage{Message: clean(strings.Join(keys, "; ")), Type: "difference", Text: clean("at " + r.At.String() + "\n" + r.Text())}
	case Passed:
	}
	return c
}

// clean drops what XML has no way to say.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r < ' ' && r != '\n' && r != '\t' || r >= 0xFFFE && r <= 0xFFFF {
			return ' '
		}
		return r
	}, text)
}
