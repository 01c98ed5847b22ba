package rules

import (
	"fmt"
	"slices"

	"github.com/amendsgo/amends/rules/internal/condition"
)

// didYouMean is the hint for a misspelt word, empty when nothing is near.
func didYouMean(word string, candidates []string) string {
	if near := condition.Nearest(word, slices.Values(candidates)); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return ""
}

// clip shortens what is quoted in a message.
func clip(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}
