package main

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"
)

// width is what a page never exceeds; the labels stand in the first columns.
const (
	width  = 100
	labels = 12
)

// page is text in two columns: labels, and what they are about.
type page struct {
	strings.Builder
	label  string
	labels int // how wide their column is, if not as usual
}

// heading writes a line of its own, across both columns.
func (p *page) heading(text string) {
	p.section("")
	fmt.Fprintln(p, text)
}

// labelled writes a paragraph beside a label, without a line between it and the
// one before.
func (p *page) labelled(label, mark, text string) {
	p.label = label
	p.line(mark, text)
}

// section begins a new label; its first line stands beside it.
func (p *page) section(label string) {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	p.label = label
}

// line writes a paragraph, broken between words. Its mark, "1." say, stands in
// front of the first line, and the others line up behind it.
func (p *page) line(mark, text string) {
	if mark != "" {
		mark += " "
	}
	labels := cmp.Or(p.labels, labels)
	room := width - labels - utf8.RuneCountInString(mark)
	for i, part := range wrap(text, room) {
		if i > 0 {
			mark = strings.Repeat(" ", utf8.RuneCountInString(mark))
		}
		fmt.Fprintf(p, "%s\n", strings.TrimRight(fmt.Sprintf("%-*s%s%s", labels, p.label, mark, part), " "))
		p.label = ""
	}
}

// wrap breaks a text into lines of at most so many letters; a longer word has a
// line of its own, cut in pieces. A percentage stays together.
func wrap(text string, room int) []string {
	const tied = "\x00"
	text = strings.ReplaceAll(text, " %", tied+"%")
	var lines []string
	line, length := "", 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		if length > 0 && length+1+n > room {
			lines, line, length = append(lines, line), "", 0
		}
		for ; n > room; n -= room {
			runes := []rune(word)
			lines, word = append(lines, string(runes[:room])), string(runes[room:])
		}
		if length > 0 {
			line, length = line+" ", length+1
		}
		line, length = line+word, length+n
	}
	lines = append(lines, line)
	for i := range lines {
		lines[i] = strings.ReplaceAll(lines[i], tied, " ")
	}
	return lines
}
