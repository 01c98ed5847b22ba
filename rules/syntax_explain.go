package rules

import (
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hasColon says that a key stands on the line.
func hasColon(text string) bool {
	trimmed := strings.TrimSpace(text)
	return strings.Contains(trimmed, ": ") || strings.HasSuffix(trimmed, ":")
}

// closers are the brackets that a text leaves open, in the order of closing.
func closers(text string) string {
	var open []byte
	for _, c := range unquoted(text) {
		switch {
		case c == '{':
			open = append(open, '}')
		case c == '[':
			open = append(open, ']')
		case (c == '}' || c == ']') && len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	slices.Reverse(open)
	return string(open)
}

// unquoted yields the bytes outside of quoted scalars, each with its place.
func unquoted(text string) iter.Seq2[int, byte] {
	return func(yield func(int, byte) bool) {
		quote := byte(0)
		for i := range len(text) {
			switch c := text[i]; {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case beginsQuote(text, i):
				quote = c
			case !yield(i, c):
				return
			}
		}
	}
}

// beginsQuote says that the i-th byte opens a quoted scalar.
func beginsQuote(text string, i int) bool {
	return (text[i] == '"' || text[i] == '\'') && (i == 0 || strings.IndexByte(" \n:[{,(", text[i-1]) >= 0)
}

// explain says in plain words what the parser found on a line, and where.
func explain(text, message string) (place, fault) {
	runes := func(bytes int) int { return utf8.RuneCountInString(text[:bytes]) }
	whole := place{column: indent(text) + 1, width: max(1, utf8.RuneCountInString(strings.TrimSpace(text)))}
	at := func(i, width int) place { return place{column: runes(i) + 1, width: width} }
	if name, ok := strings.CutPrefix(message, "unknown anchor '"); ok {
		name = "*" + strings.TrimSuffix(name, "' referenced")
		p := whole
		if i := strings.Index(text, name); i >= 0 {
			p = at(i, utf8.RuneCountInString(name))
		}
		return p, fault{code: codeAnchor, message: name + " is an alias to YAML", hint: "quote the value if it is meant to begin with *"}
	}
	if i := strings.IndexByte(text, '\t'); i >= 0 && strings.TrimLeft(text[:i], " -") == "" {
		return at(i, 1), fault{message: "YAML does not indent with tabs", hint: "use spaces"}
	}
	if i := strings.Index(text, ": !"); i >= 0 {
		return at(i+2, 1), fault{code: codeTag, message: "a value that begins with ! has a tag, to YAML", hint: "write not instead of !, or quote the whole condition"}
	}
	switch {
	case strings.Contains(message, "control characters"):
		if i := strings.IndexFunc(text, unicode.IsControl); i >= 0 {
			return at(i, 1), fault{message: "a character here cannot be seen, and YAML does not allow it", hint: "delete it, and type the words around it again"}
		}
	case strings.Contains(message, "mapping values are not allowed"):
		if i := secondColon(text); i >= 0 {
			hint := "quote the whole value: behind ': ' YAML expects the value of a key"
			if strings.Contains(text[:i], " ? ") {
				hint = "quote the whole expression: to YAML the ' : ' of a conditional begins a value"
			}
			return at(i, 1), fault{message: "a second ': ' in one line", hint: hint}
		}
		return whole, fault{message: "a key cannot stand here", hint: "check the indentation of this line and the one before it"}
	case strings.Contains(message, "quoted scalar"), strings.Contains(message, "unexpected end of stream"), unclosedQuote(text) >= 0:
		if i := unclosedQuote(text); i >= 0 {
			return at(i, 1), fault{message: "this quote is never closed", hint: "close it, or quote the whole value with the other kind of quote"}
		}
	case strings.Contains(message, "cannot start any token"):
		if i := strings.IndexAny(text, "@`%"); i >= 0 {
			return at(i, 1), fault{message: "a value cannot begin with " + text[i:i+1] + " in YAML", hint: "quote the value"}
		}
	case strings.Contains(message, "expected ',' or"):
		if found := listInside.FindStringSubmatchIndex(text); found != nil {
			return at(found[2], runes(found[3])-runes(found[2])), fault{
				message: "inside { } YAML ends this value where the list begins", hint: "quote the whole condition",
			}
		}
		return whole, fault{
			message: "brackets or braces do not match, or a comma is missing",
			hint:    "inside { } and [ ] quote every value that holds one of , [ ] { }, and close what was opened",
		}
	case strings.Contains(message, "could not find expected ':'"):
		return whole, fault{message: "this line has no ': ' between a key and its value", hint: "write key: value, with a space behind the colon"}
	case strings.Contains(message, "did not find expected"):
		if i := behindQuote(text); i >= 0 {
			return at(i, utf8.RuneCountInString(text[i:])), fault{
				message: "a value that begins with a quote ends at the next one, and this follows", hint: "quote the whole value with the other kind of quote",
			}
		}
		return whole, fault{message: "YAML does not expect this here", hint: "check the indentation of this line and of those around it"}
	}
	return whole, fault{message: "this is not YAML: " + message}
}

// listInside finds a condition with a list, in a mapping in braces.
var listInside = regexp.MustCompile(`\{.*:\s*([^\s,{}"':][^,{}"':]*\bin \[)`)

// behindQuote is where text goes on behind a quoted value, or -1.
func behindQuote(text string) int {
	for i := range len(text) {
		if !beginsQuote(text, i) || !strings.HasSuffix(strings.TrimRight(text[:i], " "), ":") {
			continue
		}
		end := strings.IndexByte(text[i+1:], text[i])
		if end < 0 {
			return -1
		}
		rest := text[i+end+2:]
		if trimmed := strings.TrimLeft(rest, " "); trimmed != "" && strings.IndexByte(",}]#", trimmed[0]) < 0 {
			return len(text) - len(trimmed)
		}
		return -1
	}
	return -1
}

// secondColon is where the second ': ' outside of quotes begins.
func secondColon(text string) int {
	found := false
	for i, c := range unquoted(text) {
		if c != ':' || i+1 < len(text) && text[i+1] != ' ' {
			continue
		}
		if found {
			return i
		}
		found = true
	}
	return -1
}

// unclosedQuote is where a quote begins that the line does not close, or -1.
func unclosedQuote(text string) int {
	open, quote := -1, byte(0)
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quote == '"' && c == '\\':
			i++
		case quote != 0 && c == quote:
			open, quote = -1, 0
		case quote == 0 && beginsQuote(text, i):
			open, quote = i, c
		case quote == 0 && c == '#' && i > 0 && text[i-1] == ' ':
			return open
		}
	}
	return open
}
