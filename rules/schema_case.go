package rules

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/amendsgo/amends/compensation"
)

// CaseSchema is the JSON Schema (draft 2020-12) of cases in general: the standard facts,
// and any others in groups of their own.
func CaseSchema() []byte {
	l := &loader{report: &report{source: newSource("", "")}}
	l.begin(nil)
	l.facts(nil)
	return schemaFile("case.schema.json", "amends case", caseBody(l.result.Facts(), "", true))
}

// CaseSchema is the JSON Schema (draft 2020-12) of the cases that this policy takes, so
// that a host can check its input and an editor completes the facts. Which facts a case
// needs hangs on the case, so none is required.
func (p *Policy) CaseSchema() []byte {
	return schemaFile("case-"+p.Name()+".schema.json", "amends case for the policy "+p.Name(), caseBody(p.Facts(), p.Currency(), false))
}

// caseBody describes a case that carries these facts, and others where open.
func caseBody(facts []Fact, currency string, open bool) object {
	top := branch{}
	for _, f := range facts {
		if !f.Total {
			top.add(strings.Split(f.Name, "."), f)
		}
	}
	properties := object{
		{"id", object{{"description", "Names the compensation in the ledger; made of incident, client, order and refusals if left out."}, {"type", []string{"string", "null"}}}},
		{"currency", currencySchema(currency)},
	}
	return object{{"type", "object"}, {"properties", append(properties, top.properties(currency, open)...)}, {"additionalProperties", others(open)}}
}

func currencySchema(currency string) object {
	o := object{{"description", "ISO 4217 code of the case's money; it must be the policy's."}}
	if currency != "" {
		return append(o, member{"enum", []any{currency, nil}})
	}
	return append(o, member{"type", []string{"string", "null"}}, member{"pattern", currencyForm.pattern.String()})
}

// others is what a place may hold beside the facts that are known.
func others(open bool) any {
	if open {
		return object{{"type", []string{"object", "null"}}}
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

func (b *branch) properties(currency string, open bool) object {
	var out object
	for _, name := range b.names {
		if f, ok := b.facts[name]; ok {
			out = append(out, member{name, factSchema(f, currency)})
			continue
		}
		o := object{{"type", []string{"object", "null"}}, {"properties", b.groups[name].properties(currency, open)}}
		if !open || name == "case" {
			o = append(o, member{"additionalProperties", false})
		}
		out = append(out, member{name, o})
	}
	return out
}

// factSchema describes the value of a fact in JSON; null is missing.
func factSchema(f Fact, currency string) object {
	about := f.About
	if f.Unit != "" {
		about = strings.TrimPrefix(about+"; in "+f.Unit, "; ")
	}
	o := object{}.with("description", about)
	if f.Default != "" {
		o = append(o, member{"default", jsonValue(f, f.Default)})
	}
	switch f.Type {
	case "bool":
		return append(o, member{"type", []string{"boolean", "null"}})
	case "int", "number":
		kind := map[string]string{"int": "integer", "number": "number"}[f.Type]
		return bounds(append(o, member{"type", []string{kind, "null"}}), f)
	case "money":
		return bounds(append(o, member{"type", []string{"string", "number", "null"}}, member{"pattern", moneyPattern(currency)}), f)
	case "one_of":
		values := make([]any, 0, len(f.Values)+1)
		for _, v := range f.Values {
			values = append(values, v)
		}
		return append(o, member{"enum", append(values, nil)})
	case "date":
		return append(o, member{"type", []string{"string", "null"}}, member{"pattern", dateForm.pattern.String()})
	default:
		return append(o, member{"type", []string{"string", "null"}})
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

func bounds(o object, f Fact) object {
	if f.Min != "" {
		o = append(o, member{"minimum", json.Number(f.Min)})
	}
	if f.Max != "" {
		o = append(o, member{"maximum", json.Number(f.Max)})
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
