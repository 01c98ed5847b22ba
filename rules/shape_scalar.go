package rules

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// isNull says that a key has no value at all.
func isNull(n *node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == "" && n.Style == 0
}

func (r *report) scalar(n *node, f *form) {
	if isNull(n) {
		r.at(n, fault{code: codeEmptyValue, message: "the value is missing", expected: f.says})
		return
	}
	message, hint := "%q does not fit here", ""
	switch {
	case f.words != nil && !slices.Contains(f.words, n.Value):
		hint = didYouMean(n.Value, f.words)
		if slices.Contains(f.words, "true") {
			hint = flagHint(n.Value)
		}
	case f.plainly != nil && f.plainly(n.Value):
		return
	case f.pattern != nil && !f.pattern.MatchString(n.Value):
		hint = scalarHint(f, n.Value)
	case f.problem != nil && f.problem(n.Value) != "":
		message = "%q: " + f.problem(n.Value)
	default:
		return
	}
	r.at(n, fault{code: f.code, message: fmt.Sprintf(message, clip(n.Value)), expected: f.says, hint: hint})
}

func flagHint(text string) string {
	switch strings.ToLower(text) {
	case "yes", "on", "y", "true", "1":
		return "write true"
	case "no", "off", "n", "false", "0":
		return "write false"
	}
	return ""
}

// scalarHint explains the usual ways of writing it wrongly.
func scalarHint(f *form, text string) string {
	switch f.code {
	case codeBadNumber:
		return "write a plain decimal: no thousands separator, no exponent, no unit"
	case codeBadPercent:
		return "write it with a percent sign, 3% and not 0.03"
	case codeBadDate:
		return "write year-month-day with two digits each, and no time"
	case codeUnknownCurrency:
		if upper := strings.ToUpper(strings.TrimSpace(text)); f.pattern.MatchString(upper) {
			return "write " + upper
		}
	}
	return ""
}
