package compensation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// node is a JSON value with its keys in order, repeated ones included.
// encoding/json alone would keep the last of two equal keys and ignore case.
type node struct {
	kind    nodeKind
	text    string   // of a scalar; a number as it was written
	members []member // of an object or a list
}

type member struct {
	key string // empty in a list
	node
}

type nodeKind uint8

const (
	nullNode nodeKind = iota
	boolNode
	numberNode
	textNode
	listNode
	objectNode
)

// parseTree reads one JSON value. An error says line and column, from 1.
func parseTree(data []byte) (node, error) {
	if !utf8.Valid(data) {
		return node{}, fmt.Errorf("%s: not UTF-8", position(data, invalidAt(data)))
	}
	// The decoder's tokens do not show all faults; a whole scan does.
	var raw json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			return node{}, fmt.Errorf("%s: %w", position(data, int(syntax.Offset)-1), syntax)
		}
		return node{}, err
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	return readNode(decoder)
}

func readNode(decoder *json.Decoder) (node, error) {
	token, err := decoder.Token()
	if err != nil {
		return node{}, err
	}
	switch value := token.(type) {
	case json.Delim:
		return readMembers(decoder, value == '{')
	case string:
		return node{kind: textNode, text: value}, nil
	case json.Number:
		return node{kind: numberNode, text: value.String()}, nil
	case bool:
		return node{kind: boolNode, text: fmt.Sprint(value)}, nil
	}
	return node{kind: nullNode, text: "null"}, nil
}

func readMembers(decoder *json.Decoder, object bool) (node, error) {
	n := node{kind: listNode}
	if object {
		n.kind = objectNode
	}
	for decoder.More() {
		var m member
		if object {
			key, err := decoder.Token()
			if err != nil {
				return node{}, err
			}
			m.key, _ = key.(string)
		}
		var err error
		if m.node, err = readNode(decoder); err != nil {
			return node{}, err
		}
		n.members = append(n.members, m)
	}
	_, err := decoder.Token() // the closing bracket
	return n, err
}

// String returns the value as a person would name it: texts without quotes.
func (n node) String() string {
	switch n.kind {
	case listNode:
		return "a list"
	case objectNode:
		return "an object"
	default:
		return clip(n.text)
	}
}

// position returns "line 3, column 7" of a byte offset, both from 1, the column
// in characters.
func position(data []byte, offset int) string {
	before := data[:min(max(offset, 0), len(data))]
	line := bytes.Count(before, []byte("\n")) + 1
	start := bytes.LastIndexByte(before, '\n') + 1
	return fmt.Sprintf("line %d, column %d", line, utf8.RuneCount(before[start:])+1)
}

func invalidAt(data []byte) int {
	offset := 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			break
		}
		data, offset = data[size:], offset+size
	}
	return offset
}
