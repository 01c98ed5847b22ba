package rules

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"gopkg.in/yaml.v3"
)

// largest is more than a person could check, and little enough to read at once.
const largest = 4 << 20

// document reads the one YAML document of a file, decoding once. It is nil when
// there is none, and the report says why.
func (r *report) document(data []byte) *node {
	if at := r.source.Invalid(); at >= 0 {
		r.notUTF8(at)
		return nil
	}
	if root := plainDocument(r.source.String()); root != nil {
		return root
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	document, err := decode(decoder)
	var root *node
	if err == nil && len(document.Content) > 0 {
		root = lighter(document.Content[0])
	}
	switch {
	case errors.Is(err, io.EOF), err == nil && (root == nil || isNull(root)):
		r.put(place{line: 1, column: 1, width: 1}, fault{
			code: codeEmpty, message: "the file holds no policy", expected: policyForm.says,
		})
		return nil
	case err != nil:
		r.syntax(data, err)
		return nil
	}
	switch next, err := decode(decoder); {
	case errors.Is(err, io.EOF):
	case err != nil:
		r.syntax(data, err)
		return nil
	default:
		r.put(place{line: next.Line, column: max(1, next.Column), width: 1}, fault{
			code: codeSeveralDocuments, message: "a second document begins here",
			hint: "keep one policy in a file, and remove the line ---",
		})
		return nil
	}
	return root
}

// decode reads the next document. The parser is not ours: should it panic, that
// is an error of the file like any other.
func decode(decoder *yaml.Decoder) (root *yaml.Node, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			root, err = nil, fmt.Errorf("yaml: %v", cause)
		}
	}()
	root = new(yaml.Node)
	if err := decoder.Decode(root); err != nil {
		return nil, err
	}
	return root, nil
}

func (r *report) notUTF8(at int) {
	line, column := r.source.Position(at)
	r.put(place{line: line, column: column, width: 1}, fault{
		code: codeNotUTF8, message: fmt.Sprintf("byte 0x%02X is not UTF-8", r.source.String()[at]),
		hint: "save the file as UTF-8",
	})
}
