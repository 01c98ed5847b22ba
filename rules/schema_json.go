package rules

import (
	"bytes"
	"encoding/json"
)

// object is a JSON object that keeps its order: an editor offers keys in the order
// of the tables.
type object []member

type member struct {
	name  string
	value any
}

// with adds a member; empty texts, lists and objects are left out.
func (o object) with(name string, value any) object {
	switch v := value.(type) {
	case string:
		if v == "" {
			return o
		}
	case []string:
		if len(v) == 0 {
			return o
		}
	case object:
		if v == nil {
			return o
		}
	case nil:
		return o
	}
	return append(o, member{name, value})
}

// MarshalJSON writes the members in order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, part := range []any{m.name, m.value} {
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

// schemaFile writes a schema as a file: what is in it always encodes.
func schemaFile(id, title string, body object) []byte {
	whole := append(object{
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
