// Package native holds the sample policies as generated Go: an if for each rule.
// Large ones are not kept; "go generate ./native" writes them.
package native

import "github.com/amendsgo/amends/rules/bench/sample"

//go:generate go run ./generate

// Facts is a case as a Go program would hold it: money in cents, uptime in
// hundredths of a percent, words as numbers.
type Facts struct {
	Severity, Repeats, Tenure, Duration, Uptime, AnnualValue, Price int64
	Tier, Failure, Responsibility, Kind, Region                     uint8
	Asked, Fixable                                                  bool
}

// Of is the case as facts.
func Of(c *sample.Case) Facts {
	return Facts{
		Severity: c[sample.Severity], Repeats: c[sample.Repeats], Tenure: c[sample.Tenure],
		Duration: c[sample.Duration], Uptime: c[sample.Uptime],
		AnnualValue: c[sample.AnnualValue], Price: c[sample.Price],
		Tier: uint8(c[sample.Tier]), Failure: uint8(c[sample.Failure]),
		Responsibility: uint8(c[sample.Responsibility]),
		Kind:           uint8(c[sample.Kind]), Region: uint8(c[sample.Region]),
		Asked: c[sample.Asked] == 1, Fixable: c[sample.Fixable] == 1,
	}
}

// Match writes the places of the rules that match, in ascending order, and tells
// how many there are. Into has room for every rule.
type Match func(f *Facts, into []int32) int

// policies are filled by the generated files.
var policies = map[string]Match{}

// Policy is the generated form of a sample policy, and false if it was not
// generated yet.
func Policy(name string) (Match, bool) {
	match, ok := policies[name]
	return match, ok
}
