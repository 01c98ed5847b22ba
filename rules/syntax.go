package rules

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// syntax reports a file that is not YAML. The parser stops at the first fault, and its
// line is now and then a neighbour's: the true one is found by parsing less.
func (r *report) syntax(data []byte, err error) {
	told, message := yamlSaid(err)
	line := r.brokenLine(data, told)
	text := r.source.line(line)
	p, out := explain(text, message)
	p.line = line
	out.code = codeSyntax
	r.put(p, out)
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
const parseBudget = 8 << 20

// brokenLine is the line with which a file stops being YAML: the one behind the last
// that leaves a sound file when everything after it is cut off.
func (r *report) brokenLine(data []byte, told int) int {
	last := len(r.source.starts)
	if told == 0 || told+1 > last {
		told = last - 1
	}
	budget := parseBudget
	line := told + 1
	for ; line > 1; line-- {
		prefix := data[:r.source.starts[line-1]]
		if budget -= len(prefix); budget < 0 {
			return max(told, 1)
		}
		if sound(prefix) {
			break
		}
	}
	if inside := r.insideFlow(line, told); inside > line {
		return inside
	}
	for line < last && strings.TrimSpace(r.source.line(line)) == "" {
		line++
	}
	return line
}

// insideFlow is the told line when a bracket that opens on the broken line is meant to
// span several: its lines are indented more.
func (r *report) insideFlow(line, told int) int {
	text := r.source.line(line)
	if strings.Count(text, "{")+strings.Count(text, "[") <= strings.Count(text, "}")+strings.Count(text, "]") {
		return line
	}
	for next := line + 1; next <= told; next++ {
		if t := r.source.line(next); strings.TrimSpace(t) != "" && indent(t) <= indent(text) {
			return line
		}
	}
	return told
}

func indent(text string) int {
	return len(text) - len(strings.TrimLeft(text, " "))
}

// sound says that this much is YAML.
func sound(data []byte) bool {
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
		return p, fault{message: name + " is an alias to YAML", hint: "quote the value if it is meant to begin with *"}
	}
	if i := strings.IndexByte(text, '\t'); i >= 0 && strings.TrimLeft(text[:i], " -") == "" {
		return at(i, 1), fault{message: "YAML does not indent with tabs", hint: "use spaces"}
	}
	if i := strings.Index(text, ": !"); i >= 0 {
		return at(i+2, 1), fault{message: "a value that begins with ! has a tag, to YAML", hint: "write not instead of !, or quote the whole condition"}
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
		return whole, fault{
			message: "brackets or braces do not match, or a comma is missing",
			hint:    "inside { } and [ ] quote every value that holds one of , [ ] { }, and close what was opened",
		}
	case strings.Contains(message, "could not find expected ':'"):
		return whole, fault{message: "this line has no ': ' between a key and its value", hint: "write key: value, with a space behind the colon"}
	case strings.Contains(message, "did not find expected"):
		if strings.ContainsAny(strings.TrimSpace(text), `"'`) {
			return whole, fault{
				message: "YAML does not expect this here", hint: "a value that begins with a quote ends at the next one: quote the whole value. Otherwise check the indentation",
			}
		}
		return whole, fault{message: "YAML does not expect this here", hint: "check the indentation of this line and of those around it"}
	}
	return whole, fault{message: "this is not YAML: " + message}
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
		case (c == '"' || c == '\'') && (i == 0 || strings.IndexByte(" :[{,(", text[i-1]) >= 0):
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
		case quote == 0 && (c == '"' || c == '\'') && (i == 0 || strings.IndexByte(" :[{,(", text[i-1]) >= 0):
			open, quote = i, c
		case quote == 0 && c == '#' && i > 0 && text[i-1] == ' ':
			return open
		}
	}
	return open
}
