package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/amendsgo/amends/rules/internal/schema"
)

// Schema is the JSON Schema (draft 2020-12) of policy files, for editors. It is made of the
// tables that [Parse] checks with: what it refuses, Parse refuses too.
func Schema() []byte {
	s := schemas{}
	body := s.body(policyForm)
	defs := make(schema.Object, 0, len(s.defs))
	for _, d := range s.defs {
		defs = defs.With(d.name, d.body)
	}
	return schema.File("policy.schema.json", "amends policy", body.With("$defs", defs))
}

// schemas collects what is referred to by name.
type schemas struct{ defs []definition }

type definition struct {
	name string
	form *form
	body schema.Object
}

// of is the schema of a form; of a mapping with a name it is a reference.
func (s *schemas) of(f *form) schema.Object {
	if f.name == "" {
		return s.body(f)
	}
	i := slices.IndexFunc(s.defs, func(d definition) bool { return d.form == f })
	if i < 0 {
		i = len(s.defs)
		s.defs = append(s.defs, definition{name: s.free(f.name), form: f})
		body := s.body(f)
		s.defs[i].body = body
	}
	return schema.Object{}.With("$ref", "#/$defs/"+s.defs[i].name)
}

// free is a name for a definition that no other has.
func (s *schemas) free(name string) string {
	words := strings.Fields(name)
	if len(words) > 1 && slices.Contains([]string{"a", "an", "the"}, words[0]) {
		words = words[1:]
	}
	name = strings.Join(words, "_")
	for n := 2; slices.ContainsFunc(s.defs, func(d definition) bool { return d.name == name }); n++ {
		name = fmt.Sprintf("%s_%d", strings.Join(words, "_"), n)
	}
	return name
}

func (s *schemas) body(f *form) schema.Object {
	if f.or == nil {
		return s.alone(f)
	}
	first := *f
	first.or = nil
	return schema.Object{}.With("anyOf", []schema.Object{s.alone(&first), s.of(f.or)})
}

func (s *schemas) alone(f *form) schema.Object {
	switch f.holds {
	case list:
		o := schema.Object{}.With("type", "array").With("items", s.of(f.each))
		if f.some {
			o = o.With("minItems", 1)
		}
		return o
	case mapping:
		return s.mapping(f)
	case entries:
		o := schema.Object{}.With("type", "object").With("propertyNames", schema.Object{}.With("pattern", f.names.pattern.String())).With("additionalProperties", s.of(f.each))
		if f.some {
			o = o.With("minProperties", 1)
		}
		return o
	default:
		return scalarSchema(f)
	}
}

func (s *schemas) mapping(f *form) schema.Object {
	var properties schema.Object
	var required []string
	for _, k := range f.keys {
		// A description beside a reference holds for this place alone.
		properties = append(properties, schema.Member{Name: k.name, Value: append(schema.Object{}.With("description", k.about), s.of(k.form)...)})
		if k.required {
			required = append(required, k.name)
		}
	}
	o := schema.Object{}.With("type", "object").With("properties", properties).With("required", required)
	o = o.With("additionalProperties", false)
	if f.some {
		o = o.With("minProperties", 1)
	}
	return o
}

// scalarSchema allows every type that an editor may take a scalar for: to the loader
// they are all text.
func scalarSchema(f *form) schema.Object {
	if f.words != nil {
		var enum []any
		for _, word := range f.words {
			enum = append(enum, word)
			switch word {
			case "1":
				enum = append(enum, 1)
			case "true", "false":
				enum = append(enum, word == "true")
			}
		}
		return schema.Object{}.With("enum", enum)
	}
	types := f.json
	if types == nil {
		types = []string{"string"}
	}
	o := schema.Object{}.With("type", types)
	if len(types) == 1 {
		o = schema.Object{}.With("type", types[0])
	}
	if f.pattern != nil {
		o = o.With("pattern", f.pattern.String())
	}
	return o
}
