package rules

import (
	"fmt"
	"strings"
)

// KeyTable is the keys of a mapping as Markdown, for the reference.
func KeyTable(name string) string {
	var b strings.Builder
	policyForm.walk(func(f *form) {
		if f.name != name || len(f.keys) == 0 || b.Len() > 0 {
			return
		}
		b.WriteString("| key | holds | meaning |\n|---|---|---|\n")
		for _, k := range f.keys {
			required := ""
			if k.required {
				required = "**required** "
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s%s |\n", k.name, strings.ReplaceAll(k.form.says, "|", `\|`), required, k.about)
		}
	})
	return b.String()
}

// KindTable is the kinds of remedies as Markdown.
func KindTable() string {
	var b strings.Builder
	b.WriteString("| kind | | meaning |\n|---|---|---|\n")
	for _, k := range kinds {
		nature := "sum"
		if k.whole {
			nature = "whole"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", k.name, nature, k.about)
	}
	return b.String()
}

// FactTable is the standard facts as Markdown.
func FactTable() string {
	var b strings.Builder
	b.WriteString("| fact | type | default | meaning |\n|---|---|---|---|\n")
	for _, f := range standardFacts {
		says := f.is.String()
		switch {
		case f.min != "" && f.max != "":
			says += " " + f.min + " to " + f.max
		case f.min != "" && !f.isTotal():
			says += ", at least " + f.min
		case f.values != nil:
			says += ": " + strings.Join(f.values, ", ")
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", f.name, says, f.standard, f.about)
	}
	return b.String()
}

// Exactly makes a policy compute every amount with exact numbers, and tells of how many
// rules it did not.
func Exactly(p *Policy) (plain int) { return p.program.Exactly() }
