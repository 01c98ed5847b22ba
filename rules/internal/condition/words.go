package condition

import "strings"

// plural is the word for so many.
func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// joined is a list in a sentence.
func joined(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
