package scenario

import (
	"regexp"
	"strings"
)

// glob says whether a whole name fits a pattern: * stands for any text, ? for
// one letter. An empty pattern fits all.
func glob(pattern string) func(name string) bool {
	if pattern == "" {
		return func(string) bool { return true }
	}
	quoted := strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(pattern))
	return regexp.MustCompile("(?s)^" + quoted + "$").MatchString
}
