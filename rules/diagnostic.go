package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says whether a policy can be used all the same.
type Severity string

// The two severities. A policy with warnings loads, see [Policy.Warnings].
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Diagnostic is one fault of a policy, or a warning about it. Lines and columns
// count from 1, columns in runes; Width is at least 1 and ends within the line.
type Diagnostic struct {
	Code     string   `json:"code"` // stable, see [Codes]
	Severity Severity `json:"severity"`
	File     string   `json:"file"`
	Line     int      `json:"line"`
	Column   int      `json:"column"`
	Width    int      `json:"width"`
	Rule     string   `json:"rule,omitempty"` // the rule or lane it belongs to
	Message  string   `json:"message"`
	Expected string   `json:"expected,omitempty"`
	Hint     string   `json:"hint,omitempty"`
	Excerpt  string   `json:"excerpt,omitempty"` // the source line, unless it is very long
}

// String is one line: "hosting.yaml:12:9: unknown fact incident.sevrity [unknown-fact]".
func (d Diagnostic) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: ", d.File, d.Line, d.Column)
	if d.Severity == SeverityWarning {
		b.WriteString("warning: ")
	}
	fmt.Fprintf(&b, "%s [%s]", d.Message, d.Code)
	return b.String()
}

// Error holds every fault of a policy that cannot be used, and its warnings, in
// the order of the file. It is the only type of error that [Parse] returns.
type Error struct {
	Diagnostics []Diagnostic
}

// Error tells all faults, a line each.
func (e *Error) Error() string {
	lines := make([]string, 0, len(e.Diagnostics))
	for _, d := range e.Diagnostics {
		lines = append(lines, d.String())
	}
	return strings.Join(lines, "\n")
}

// byPlace orders diagnostics as a reader of the file meets them.
func byPlace(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Message, b.Message),
	)
}

// tidy sorts, and drops what was found twice, say in a definition that several
// rules use.
func tidy(list []Diagnostic) []Diagnostic {
	slices.SortStableFunc(list, byPlace)
	return slices.CompactFunc(list, func(a, b Diagnostic) bool {
		return a.Line == b.Line && a.Column == b.Column && a.Code == b.Code && a.Message == b.Message
	})
}
