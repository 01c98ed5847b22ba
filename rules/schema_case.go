package rules

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/schema"
)

// CaseSchema is the JSON Schema (draft 2020-12) of cases in general: the standard facts,
// and any others in groups of their own.
func CaseSchema() []byte {
	l := &loader{report: &report{source: newSource("", "")}}
	l.begin(nil)
	l.facts(nil)
	return schema.File("case.schema.json", "amends case", caseBody(l.result.Facts(), "", true))
}

// CaseSchema is the JSON Schema (draft 2020-12) of the cases that this policy takes, so
// that a host can check its input and an editor completes the facts. Which facts a case
// needs hangs on the case, so none is required.
func (p *Policy) CaseSchema() []byte {
	return schema.File("case-"+p.Name()+".schema.json", "amends case for the policy "+p.Name(), caseBody(p.Facts(), p.Currency(), false))
}

// caseBody describes a case that carries these facts, and others where open.
func caseBody(facts []Fact, currency string, open bool) schema.Object {
	top := branch{}
	for _, f := range facts {
		if !f.Total {
			top.add(strings.Split(f.Name, "."), f)
		}
	}
	properties := schema.Object{}.With("id", schema.Object{}.With("description", "Names the compensation in the ledger; made of incident, client, order and refusals if left out.").With("type", []string{"string", "null"})).With("currency", currencySchema(currency))
	return schema.Object{}.With("type", "object").With("properties", append(properties, top.properties(currency, open)...)).With("additionalProperties", others(open))
}

func currencySchema(currency string) schema.Object {
	o := schema.Object{}.With("description", "ISO 4217 code of the case's money; it must be the policy's.")
	if currency != "" {
		return o.With("enum", []any{currency, nil})
	}
	return o.With("type", []string{"string", "null"}).With("pattern", currencyForm.pattern.String())
}

// others is what a place may hold beside the facts that are known.
func others(open bool) any {
	if open {
		return schema.Object{}.With("type", []string{"object", "null"})
	}
	return false
}

// branch is a group of facts, with groups inside.
type branch struct {
	names  []string
	facts  map[string]Fact
	groups map[string]*branch
}

func (b *branch) add(path []string, f Fact) {
	if b.facts == nil {
		b.facts, b.groups = map[string]Fact{}, map[string]*branch{}
	}
	name := path[0]
	_, isFact := b.facts[name]
	if b.groups[name] == nil && !isFact {
		b.names = append(b.names, name)
	}
	if len(path) == 1 {
		b.facts[name] = f
		return
	}
	if b.groups[name] == nil {
		b.groups[name] = &branch{}
	}
	b.groups[name].add(path[1:], f)
}

func (b *branch) properties(currency string, open bool) schema.Object {
	var out schema.Object
	for _, name := range b.names {
		if f, ok := b.facts[name]; ok {
			out = out.With(name, factSchema(f, currency))
			continue
		}
		o := schema.Object{}.With("type", []string{"object", "null"}).With("properties", b.groups[name].properties(currency, open))
		if !open || name == "case" {
			o = o.With("additionalProperties", false)
		}
		out = out.With(name, o)
	}
	return out
}

// factSchema describes the value of a fact in JSON; null is missing.
func factSchema(f Fact, currency string) schema.Object {
	about := f.About
	if f.Unit != "" {
		about = strings.TrimPrefix(about+"; in "+f.Unit, "; ")
	}
	o := schema.Object{}.With("description", about)
	if f.Default != "" {
		o = o.With("default", jsonValue(f, f.Default))
	}
	switch f.Type {
	case "bool":
		return o.With("type", []string{"boolean", "null"})
	case "int", "number":
		kind := map[string]string{"int": "integer", "number": "number"}[f.Type]
		return bounds(o.With("type", []string{kind, "null"}), f)
	case "money":
		return bounds(o.With("type", []string{"string", "number", "null"}).With("pattern", moneyPattern(currency)), f)
	case "one_of":
		values := make([]any, 0, len(f.Values)+1)
		for _, v := range f.Values {
			values = append(values, v)
		}
		return o.With("enum", append(values, nil))
	case "date":
		return o.With("type", []string{"string", "null"}).With("pattern", dateForm.pattern.String())
	default:
		return o.With("type", []string{"string", "null"})
	}
}

// moneyPattern is how money is written in the currency, with or without its code.
func moneyPattern(currency string) string {
	decimals, code := `(\.[0-9]{1,4})?`, "[A-Z]{3}"
	if digits, ok := compensation.CurrencyDigits(currency); ok {
		code = currency
		decimals = `(\.[0-9]{1,` + strconv.Itoa(digits) + `})?`
		if digits == 0 {
			decimals = ""
		}
	}
	return `^-?[0-9]+` + decimals + `( ` + code + `)?$`
}

func bounds(o schema.Object, f Fact) schema.Object {
	if f.Min != "" {
		o = o.With("minimum", json.Number(f.Min))
	}
	if f.Max != "" {
		o = o.With("maximum", json.Number(f.Max))
	}
	return o
}

// jsonValue is a value as a case would carry it.
func jsonValue(f Fact, text string) any {
	switch f.Type {
	case "bool":
		return text == "true"
	case "int", "number":
		return json.Number(text)
	default:
		return text
	}
}
