package scenario

import (
	"slices"
	"strings"

	"github.com/amendsgo/amends/rules/internal/condition"
)

// unknownHint names the word that was probably meant, else all that there are.
func unknownHint(word string, known []string) string {
	if near := condition.Nearest(word, slices.Values(known)); near != "" {
		return "did you mean " + near + "?"
	}
	if len(known) == 0 {
		return ""
	}
	return "there are: " + strings.Join(known, ", ")
}
