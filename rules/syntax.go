package rules

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

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
	text := r.source.Line(line)
	p, out := explain(text, message)
	p.line = line
	out.code = cmp.Or(out.code, codeSyntax)
	r.put(p, out)
}

// lineWith is the first line with a word in it.
func (r *report) lineWith(word string) int {
	for line := 1; line <= r.source.Count(); line++ {
		if strings.Contains(r.source.Line(line), word) {
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
	budget, last := parseBudget, r.source.Count()
	sound := func(lines int) bool { // the first lines alone are YAML
		if lines == 0 || lines >= last {
			return lines == 0
		}
		prefix := data[:r.source.Start(lines+1)]
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
		if text := r.source.Line(bad); good+1 == bad && (closers(text) != "" || unclosedQuote(text) >= 0) {
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
	for bad < last && strings.TrimSpace(r.source.Line(bad)) == "" {
		bad++
	}
	return bad
}

// blame looks at the line before a broken one, which often is the one that was
// written wrongly: it lacks its colon, or its indentation is like that of no other line.
func (r *report) blame(line int, message string) (int, string) {
	text, before := r.source.Line(line), line-1
	for before > 0 && (strings.TrimSpace(r.source.Line(before)) == "" || strings.HasPrefix(strings.TrimSpace(r.source.Line(before)), "#")) {
		before--
	}
	if before == 0 {
		return line, message
	}
	previous := r.source.Line(before)
	if strings.Contains(message, "mapping values are not allowed") && secondColon(text) < 0 && !hasColon(previous) {
		return before, "could not find expected ':'"
	}
	if strings.Contains(message, "expected ',' or") || unclosedQuote(text) >= 0 {
		return line, message
	}
	like := r.indents()
	for earlier := before; earlier > 0; earlier-- {
		other := r.source.Line(earlier)
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
	for line := range r.source.Count() {
		if text := r.source.Line(line + 1); strings.TrimSpace(text) != "" {
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

// longest is how many lines a value in brackets or quotes may span to be seen as one.
const longest = 40

// insideBrackets is the faulty line of a value in brackets that is meant to span several:
// the first up to which it is not sound even when all that is open is closed.
func (r *report) insideBrackets(data []byte, line int) int {
	text := r.source.Line(line)
	for next := line; next < min(line+longest, r.source.Count()); next++ {
		if t := r.source.Line(next); next > line && strings.TrimSpace(t) != "" && indent(t) <= indent(text) && !strings.ContainsAny(t[:indent(t)+1], "]}") {
			return line
		}
		part := string(data[r.source.Start(line):r.source.Start(next+1)])
		closing := closers(part)
		if next == line && closing == "" {
			return line
		}
		if !isYAML([]byte(part + closing)) {
			return next
		}
	}
	return line
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
