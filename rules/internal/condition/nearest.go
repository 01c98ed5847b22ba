package condition

import "iter"

// Nearest is the candidate that a misspelt word most likely meant, or "" when
// none is close enough: one slip for a short word, up to three for a long one. Of
// equally near candidates it is the first in the alphabet.
func Nearest(word string, candidates iter.Seq[string]) string {
	const longest = 64
	if len(word) > longest {
		return ""
	}
	letters := []rune(word)
	best, least := "", min(max(len(letters)/3, 1), 3)+1
	for candidate := range candidates {
		if len(candidate) > longest || candidate == word {
			continue
		}
		other := []rune(candidate)
		if far := len(letters) - len(other); far > least || -far > least {
			continue // that many must be inserted or dropped
		}
		if d := slips(letters, other); d < least || d == least && best != "" && candidate < best {
			best, least = candidate, d
		}
	}
	return best
}

// slips counts the letters to insert, drop, change or swap with a neighbour.
func slips(a, b []rune) int {
	before, above := make([]int, len(b)+1), make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := above[j-1]
			if lower(a[i-1]) != lower(b[j-1]) {
				change++
			}
			row[j] = min(above[j]+1, row[j-1]+1, change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}

// lower is the small letter of an ASCII one: a capital is no slip.
func lower(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}
