package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules/internal/lines"
)

// parse reads the one document of a YAML file and refuses what makes a file
// ambiguous to its author: tags, anchors and keys that stand twice.
func (r *reader) parse(data []byte) (cell, bool) {
	if !r.readable(r.file, badYAML) {
		return cell{}, false
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	top := cell{file: r.file, Node: &yaml.Node{Line: 1, Column: 1}}
	doc, err := decode(decoder)
	switch {
	case errors.Is(err, io.EOF), err == nil && len(doc.Content) == 0:
		r.fault(top, badYAML, "a file of scenarios has a list under scenarios", "the file is empty")
		return cell{}, false
	case err != nil:
		r.syntax(err)
		return cell{}, false
	}
	if more, err := decode(decoder); !errors.Is(err, io.EOF) {
		top.Line = max(1, more.Line)
		r.fault(top, badYAML, "put each in a file of its own", "the file holds more than one document")
		return cell{}, false
	}
	root := cell{file: r.file, Node: doc.Content[0]}
	r.plain(root)
	return root, true
}

// decode reads the next document. Should the parser panic, that is an error of
// the file like any other.
func decode(decoder *yaml.Decoder) (doc yaml.Node, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("yaml: %v", cause)
		}
	}()
	err = decoder.Decode(&doc)
	return doc, err
}

var syntaxLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// syntax tells where YAML ends. The parser's line is often one of those before
// or behind it; the line after the longest part of the file that it does read is
// the one to look at.
func (r *reader) syntax(err error) {
	message, near := err.Error(), 1
	if found := syntaxLine.FindStringSubmatch(message); found != nil {
		message = found[2]
		near, _ = strconv.Atoi(found[1]) // 0 without a line
	}
	source := r.sources[r.file]
	line := endOfYAML(source, near)
	text := source.Line(line)
	column := len(text) - len(strings.TrimLeft(text, " \t")) + 1
	hint := "look at the line before it too: a bracket or a quote may not be closed there"
	if emptyCell.MatchString(text) {
		hint = "an empty cell of a row is written ~"
	}
	r.faultAt(Place{r.file, line, column}, len([]rune(text)), badYAML, hint, "this is not YAML: %s", message)
}

var emptyCell = regexp.MustCompile(`[\[,]\s*,`)

// endOfYAML looks around a line for the last one up to which the file parses,
// and returns the next. In a large file, where each try takes long, it takes the
// parser's word.
func endOfYAML(source lines.Text, near int) int {
	const around, most = 100, 64 << 10
	text := source.String()
	near = min(max(near, 1), source.Count())
	if len(text) > most {
		return near
	}
	for n := min(near+around, source.Count()-1); n >= max(near-around, 0); n-- {
		decoder := yaml.NewDecoder(strings.NewReader(text[:source.Start(n+1)]))
		if _, err := decode(decoder); err == nil || errors.Is(err, io.EOF) {
			return n + 1
		}
	}
	return near
}
