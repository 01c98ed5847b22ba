package scenario

import (
	"strings"
)

// rewrite says what to write in place of what was wanted, so that it is what
// came; empty when that cannot be said in one line there.
func rewrite(w want, o *outcome, got string) string {
	switch m := w.matcher.(type) {
	case *containsText:
		return ""
	case *noneOf:
		return listFor(w.cell, m.split(o, false), "")
	case *sameWords:
		return listFor(w.cell, m.of(o), got)
	case *limiters:
		return listFor(w.cell, o.step().LimitedBy, got)
	case *sameResponse:
		return listFor(w.cell, o.rec.Response.Do, got)
	case *sameWord:
		if w.cell.sheet {
			return csvField(m.of(o))
		}
	case *sameRemedies, *sameSteps:
		if w.cell.sheet {
			return "" // a sheet has no room for what a remedy is worth
		}
	}
	return got
}

// listFor writes words as the list that its place asks for.
func listFor(c cell, words []string, flow string) string {
	switch {
	case c.sheet && len(words) == 0:
		return "[]"
	case c.sheet:
		return csvField(strings.Join(words, " "))
	case flow != "":
		return flow
	default:
		return flowList(words)
	}
}

// csvField writes a cell of a sheet.
func csvField(text string) string {
	if strings.ContainsAny(text, ",\"\r\n") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}
