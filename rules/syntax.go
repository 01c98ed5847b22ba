package rules

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// syntax reports a file that is not YAML. The parser stops at the first fault, and its
// line is now and then a neighbour's: the true one is found by parsing less.
func (r *report) syntax(data []byte, err error) {
	told, message := yamlSaid(err)
	line, message := r.blame(r.insideBrackets(data, r.brokenLine(data, told)), message)
	if name, ok := strings.CutPrefix(message, "unknown anchor '"); ok {
		line = r.lineWith("*" + strings.TrimSuffix(name, "' referenced"))
	}
	text := r.source.line(line)
	p, out := explain(text, message)
	p.line = line
	out.code = cmp.Or(out.code, codeSyntax)
	r.put(p, out)
}

// lineWith is the first line with a word in it.
func (r *report) lineWith(word string) int {
	for line := 1; line <= len(r.source.starts); line++ {
		if strings.Contains(r.source.line(line), word) {
			return line
		}
	}
	return 1
}

var yamlMessage = regexp.MustCompile(`(?s)^yaml: (?:line (\d+): )?(.*)$`)

// yamlSaid takes the parser's error apart. The line is 0 when it names none.
func yamlSaid(err error) (line int, message string) {
	found := yamlMessage.FindStringSubmatch(err.Error())
	if found == nil {
		return 0, err.Error()
	}
	line, _ = strconv.Atoi(found[1])
	return line, found[2]
}

// parseBudget bounds how many bytes are parsed again to find the true line.
const parseBudget = 4 << 20

// brokenLine is the line with which a file stops being YAML: the one behind the last
// that leaves a sound file when everything after it is cut off. told is the parser's
// opinion, which is all that is left when the file is too large to find out.
func (r *report) brokenLine(data []byte, told int) int {
	budget, last := parseBudget, len(r.source.starts)
	sound := func(lines int) bool { // the first lines alone are YAML
		if lines == 0 || lines >= last {
			return lines == 0
		}
		prefix := data[:r.source.starts[lines]]
		budget -= len(prefix)
		return isYAML(prefix)
	}
	good, bad := 0, last
	for good+1 < bad && budget > 0 {
		if middle := (good + bad) / 2; sound(middle) {
			good = middle
		} else {
			bad = middle
		}
		// A sound value of several lines is unsound while it is cut; then the end is further on.
		if text := r.source.line(bad); good+1 == bad && (closers(text) != "" || unclosedQuote(text) >= 0) {
			for next := bad + 1; next <= min(bad+longest, last-1) && budget > 0; next++ {
				if sound(next) {
					good, bad = next, last
					break
				}
			}
		}
	}
	if budget <= 0 && told > 0 {
		return min(told, last)
	}
	for bad < last && strings.TrimSpace(r.source.line(bad)) == "" {
		bad++
	}
	return bad
}

// blame looks at the line before a broken one, which often is the one that was
// written wrongly: it lacks its colon, or its indentation is like that of no other line.
func (r *report) blame(line int, message string) (int, string) {
	text, before := r.source.line(line), line-1
	for before > 0 && (strings.TrimSpace(r.source.line(before)) == "" || strings.HasPrefix(strings.TrimSpace(r.source.line(before)), "#")) {
		before--
	}
	if before == 0 {
		return line, message
	}
	previous := r.source.line(before)
	if strings.Contains(message, "mapping values are not allowed") && secondColon(text) < 0 && !hasColon(previous) {
		return before, "could not find expected ':'"
	}
	if strings.Contains(message, "expected ',' or") || unclosedQuote(text) >= 0 {
		return line, message
	}
	like := r.indents()
	for earlier := before; earlier > 0; earlier-- {
		other := r.source.line(earlier)
		if strings.TrimSpace(other) == "" || strings.HasPrefix(strings.TrimSpace(other), "#") {
			continue
		}
		near := func(a, b int) bool { return a-b == 1 || b-a == 1 }
		if (near(indent(other), indent(text)) || near(content(other), indent(text))) && like[indent(other)] < like[indent(text)] {
			return earlier, "did not find expected indentation"
		}
		if indent(other) < indent(text)-1 {
			break
		}
	}
	return line, message
}

// indents counts the lines by their indentation.
func (r *report) indents() map[int]int {
	count := map[int]int{}
	for line := range r.source.starts {
		if text := r.source.line(line + 1); strings.TrimSpace(text) != "" {
			count[indent(text)]++
		}
	}
	return count
}

// content is where the item of a list begins, behind its dash.
func content(text string) int {
	if item, ok := strings.CutPrefix(text[indent(text):], "- "); ok {
		return len(text) - len(strings.TrimLeft(item, " "))
	}
	return indent(text)
}

// hasColon says that a key stands on the line.
func hasColon(text string) bool {
	trimmed := strings.TrimSpace(text)
	return strings.Contains(trimmed, ": ") || strings.HasSuffix(trimmed, ":")
}

// longest is how many lines a value in brackets or quotes may span to be seen as one.
const longest = 40

// insideBrackets is the faulty line of a value in brackets that is meant to span several:
// the first up to which it is not sound even when all that is open is closed.
func (r *report) insideBrackets(data []byte, line int) int {
	starts, text := r.source.starts, r.source.line(line)
	for next := line; next < min(line+longest, len(starts)); next++ {
		if t := r.source.line(next); next > line && strings.TrimSpace(t) != "" && indent(t) <= indent(text) && !strings.ContainsAny(t[:indent(t)+1], "]}") {
			return line
		}
		closing := closers(string(data[starts[line-1]:starts[next]]))
		if next == line && closing == "" {
			return line
		}
		if !isYAML(append(slices.Clone(data[:starts[next]]), closing...)) {
			return next
		}
	}
	return line
}

// closers are the brackets that a text leaves open, in the order of closing.
func closers(text string) string {
	open, quote := []byte(nil), byte(0)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case beginsQuote(text, i):
			quote = c
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

// beginsQuote says that the i-th byte opens a quoted scalar.
func beginsQuote(text string, i int) bool {
	return (text[i] == '"' || text[i] == '\'') && (i == 0 || strings.IndexByte(" \n:[{,(", text[i-1]) >= 0)
}

func indent(text string) int {
	return len(text) - len(strings.TrimLeft(text, " "))
}

// isYAML says that this much is YAML.
func isYAML(data []byte) bool {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := decode(decoder); err != nil {
			return errors.Is(err, io.EOF) || strings.Contains(err.Error(), "unknown anchor")
		}
	}
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
	found, quote := false, byte(0)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case beginsQuote(text, i):
			quote = c
		case c == ':' && (i+1 == len(text) || text[i+1] == ' '):
			if found {
				return i
			}
			found = true
		}
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
