package archetype

import "strings"

// words lists the kinds for a message.
func words() string {
	var names []string
	for _, kind := range All() {
		names = append(names, string(kind))
	}
	return strings.Join(names, ", ")
}

// clip keeps a message readable, whatever was passed in.
func clip(text string) string {
	const most = 40
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most]) + "…"
}

// nearest finds the kind that was probably meant: the same word in another
// spelling ("Know-it-all"), or one with few letters changed.
func nearest(text string) (Kind, bool) {
	if len(text) > 2*len(EvenTempered) {
		return "", false
	}
	text = strings.ToLower(strings.TrimSpace(text))
	text = strings.NewReplacer("-", "_", " ", "_", "'", "").Replace(text)
	best, least := Kind(""), len(text)
	for _, kind := range All() {
		far := distance([]rune(text), []rune(kind))
		if far <= 1+len(kind)/5 && far < least {
			best, least = kind, far
		}
	}
	return best, best != ""
}

// distance counts the letters to insert, drop or change to turn a into b.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
