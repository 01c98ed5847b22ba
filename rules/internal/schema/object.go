// Package schema writes JSON Schemas whose keys keep their order.
package schema

import (
	"bytes"
	"encoding/json"
)

// Object is a JSON object that keeps its order: an editor offers keys in the order
// of the tables.
type Object []Member

// Member is one key of an object.
type Member struct {
	Name  string
	Value any
}

// With adds a member; empty texts, lists and objects are left out.
func (o Object) With(name string, value any) Object {
	switch v := value.(type) {
	case string:
		if v == "" {
			return o
		}
	case []string:
		if len(v) == 0 {
			return o
		}
	case Object:
		if v == nil {
			return o
		}
	case nil:
		return o
	}
	return append(o, Member{name, value})
}

// MarshalJSON writes the members in order.
func (o Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, part := range []any{m.Name, m.Value} {
			if j > 0 {
				b.WriteByte(':')
			}
			text, err := plainJSON(part)
			if err != nil {
				return nil, err
			}
			b.Write(text)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// plainJSON leaves < and > as they are: descriptions are for people.
func plainJSON(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

// File writes a schema (draft 2020-12) as a file. Members of types that JSON lacks are
// the caller's mistake, and give nothing.
func File(id, title string, body Object) []byte {
	whole := append(Object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", "https://github.com/amendsgo/amends/rules/schema/" + id},
		{"title", title},
	}, body...)
	text, err := plainJSON(whole)
	if err != nil {
		return nil
	}
	var b bytes.Buffer
	if json.Indent(&b, text, "", "  ") != nil {
		return nil
	}
	b.WriteByte('\n')
	return b.Bytes()
}
