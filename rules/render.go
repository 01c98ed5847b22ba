package rules

import (
	"fmt"
	"strings"
	"unicode"
)

// Render writes diagnostics for people, in plain ASCII but for what it quotes:
// each with its source line, a line of carets under the exact place, what was
// expected, and a hint.
func Render(diagnostics []Diagnostic) string {
	var b strings.Builder
	for i, d := range diagnostics {
		if i > 0 {
			b.WriteByte('\n')
		}
		d.render(&b)
	}
	return b.String()
}

// widest is how much of a long source line is shown.
const widest = 140

func (d Diagnostic) render(b *strings.Builder) {
	b.WriteString(d.String())
	b.WriteByte('\n')
	if d.Excerpt != "" {
		text, column, width := window(d.Excerpt, d.Column, d.Width)
		number := fmt.Sprint(d.Line)
		fmt.Fprintf(b, "  %s | %s\n", number, text)
		fmt.Fprintf(b, "  %s | %s%s\n", strings.Repeat(" ", len(number)), pad(text, column), strings.Repeat("^", width))
	}
	if d.Rule != "" {
		fmt.Fprintf(b, "  in: %s\n", d.Rule)
	}
	if d.Expected != "" {
		fmt.Fprintf(b, "  expected: %s\n", d.Expected)
	}
	if d.Hint != "" {
		fmt.Fprintf(b, "  hint: %s\n", d.Hint)
	}
}

// window cuts a long line around the place that is pointed at, and replaces
// what a terminal would obey.
func window(line string, column, width int) (text string, newColumn, newWidth int) {
	runes := []rune(line)
	for i, r := range runes {
		if r != '\t' && (r == unicode.ReplacementChar || !unicode.IsPrint(r)) {
			runes[i] = '?'
		}
	}
	first := 0
	if len(runes) > widest && column > widest/2 {
		first = min(column-1, len(runes)) - widest/2
	}
	last := min(len(runes), first+widest)
	text = string(runes[first:last])
	if first > 0 {
		text, first = "..."+text, first-3
	}
	if last < len(runes) {
		text += "..."
	}
	newColumn = column - first
	return text, newColumn, max(1, min(width, widest+4-newColumn))
}

// pad is the blank before the carets: tabs stay tabs, so that they line up.
func pad(text string, column int) string {
	var b strings.Builder
	for i, r := range []rune(text) {
		if i >= column-1 {
			break
		}
		if r != '\t' {
			r = ' '
		}
		b.WriteRune(r)
	}
	for n := len([]rune(text)); n < column-1; n++ {
		b.WriteByte(' ')
	}
	return b.String()
}
