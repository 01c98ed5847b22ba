package scenario

import (
	"cmp"
	_ "embed" // the page
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/amendsgo/amends/rules/internal/lines"
)

//go:embed report.html
var reportPage string

// WriteHTML writes the report as one page that needs nothing else: the policy's
// source with what scenarios show and do not show of it, readable without colours.
func (c *Coverage) WriteHTML(w io.Writer) error {
	r := c.Report()
	page, err := template.New("report").Parse(reportPage)
	if err != nil {
		return fmt.Errorf("the page of the report: %w", err)
	}
	return page.Execute(w, struct {
		*Report
		Lines   []sourceLine
		Missing []missingPlace
	}{r, sourceLines(c.text, r.Goals), missingPlaces(r)})
}

// sourceLine is a line of the policy in pieces.
type sourceLine struct {
	Number  int
	Pieces  []piece
	Missing bool
}

// piece is text that has the same goals.
type piece struct {
	Text  string
	State string   // "", "shown" or "missing"
	Title []string // what is missing, or that all is shown
}

// missingPlace is a place of the policy and what no scenario shows of it.
type missingPlace struct {
	Line, Column int
	Of           string
	Missing      []string
}

func missingPlaces(r *Report) []missingPlace {
	var list []missingPlace
	for _, g := range r.Missing() {
		if n := len(list); n > 0 && list[n-1].Line == g.Line && list[n-1].Column == g.Column {
			list[n-1].Missing = append(list[n-1].Missing, g.Missing)
			continue
		}
		list = append(list, missingPlace{g.Line, g.Column, strings.Join(strings.Fields(g.Of), " "), []string{g.Missing}})
	}
	return list
}

func sourceLines(text string, goals []Goal) []sourceLine {
	var list []sourceLine
	byLine := map[int][]Goal{}
	for _, g := range goals {
		byLine[g.Line] = append(byLine[g.Line], g)
	}
	cut := lines.YAML(text)
	count := cut.Count()
	if cut.Line(count) == "" {
		count-- // the text ends with a break
	}
	for n := range count {
		list = append(list, cutLine(n+1, []rune(cut.Line(n+1)), byLine[n+1]))
	}
	return list
}

// cutLine cuts a line where a goal begins or ends. Where goals overlap, the
// shorter ones say more.
func cutLine(number int, line []rune, goals []Goal) sourceLine {
	out := sourceLine{Number: number}
	cuts := []int{0, len(line)}
	for _, g := range goals {
		cuts = append(cuts, min(g.Column-1, len(line)), min(g.Column-1+g.Width, len(line)))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for i := 0; i+1 < len(cuts); i++ {
		p := piece{Text: string(line[cuts[i]:cuts[i+1]])}
		here := slices.DeleteFunc(slices.Clone(goals), func(g Goal) bool {
			return g.Column-1 > cuts[i] || g.Column-1+g.Width < cuts[i+1]
		})
		if len(here) > 0 {
			least := slices.MinFunc(here, func(a, b Goal) int { return cmp.Compare(a.Width, b.Width) }).Width
			p.State = "shown"
			for _, g := range here {
				if g.Width == least && !g.Covered {
					p.State, out.Missing = "missing", true
					p.Title = append(p.Title, g.Missing)
				}
			}
		}
		out.Pieces = append(out.Pieces, p)
	}
	return out
}
