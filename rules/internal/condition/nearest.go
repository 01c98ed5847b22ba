package condition

import "iter"

// Nearest is the candidate that a misspelt word most likely meant, or "" when
// none is close enough: one slip for a short word, up to three for a long one. Of
// equally near candidates it is the first in the alphabet.
func Nearest(word string, candidates iter.Seq[string]) string {
	if len(word) > longestWord {
		return ""
	}
	letters := []rune(word)
	best, least := "", min(max(len(letters)/3, 1), 3)+1
	var buffer [longestWord]rune
	for candidate := range candidates {
		if len(candidate) > longestWord || candidate == word {
			continue
		}
		other := buffer[:0]
		for _, r := range candidate {
			other = append(other, r)
		}
		if far := len(letters) - len(other); far > least || -far > least {
			continue // that many must be inserted or dropped
		}
		if d := slips(letters, other, least); d < least || d == least && best != "" && candidate < best {
			best, least = candidate, d
		}
	}
	return best
}

// longestWord is the length of the longest words that are compared.
const longestWord = 64

// slips counts the letters to insert, drop, change or swap with a neighbour, as far as
// they are at most so many: else it is some greater number.
func slips(a, b []rune, most int) int {
	var rows [3][longestWord + 1]int
	before, above, row := rows[0][:len(b)+1], rows[1][:len(b)+1], rows[2][:len(b)+1]
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := above[j-1]
			if lower(a[i-1]) != lower(b[j-1]) {
				change++
			}
			row[j] = min(above[j]+1, row[j-1]+1, change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most+1 { // a swap may reach back over one row
			return least
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
