package scenario

import (
	"slices"

	"github.com/amendsgo/amends/rules/internal/schema"
)

// Schema is the JSON Schema (draft 2020-12) of files of scenarios, for editors. Its keys
// are those that [Load] knows.
func Schema() []byte {
	scenario := objectOf(scenarioKeys, "name")
	table := objectOf(tableKeys, "table")
	body := objectOf(fileKeys, "scenarios")
	defs := schema.Object{}.
		With("scenario", scenario).
		With("table", table).
		With("facts", object("Groups of facts, as a case has them in JSON.")).
		With("budget", schema.Object{}.
			With("description", "What the pool and the caps, by id, have left; none: no budget is asked.").
			With("anyOf", []schema.Object{
				schema.Object{}.With("const", "none"),
				schema.Object{}.With("type", "object").With("additionalProperties", ofType("", "number", "string", "null")),
			})).
		With("want", objectOf(wantKeys)).
		With("step", objectOf(stepKeys)).
		With("remedy", objectOf(remedyKeys))
	return schema.File("scenario.schema.json", "amends scenarios", body.With("$defs", defs))
}

// objectOf has these keys and no others.
func objectOf(keys []string, required ...string) schema.Object {
	var properties schema.Object
	for _, key := range keys {
		properties = properties.With(key, holds(key))
	}
	return schema.Object{}.With("type", "object").With("properties", properties).With("required", required).
		With("additionalProperties", false)
}

// holds says what stands under a key; a key means the same wherever it stands. One that
// is not known here gets no schema, which a test finds.
func holds(key string) schema.Object {
	switch key {
	case "policy":
		return ofType("The policy's file, beside this one.", "string")
	case "base":
		return refer("Facts common to all scenarios of the file.", "facts")
	case "case":
		return refer("Facts of the case, merged over base.", "facts")
	case "scenarios":
		return list("Scenarios, and tables of them.", schema.Object{}.With("anyOf", []schema.Object{refer("", "scenario"), refer("", "table")})).With("minItems", 1)
	case "budget":
		return refer("", "budget")
	case "want":
		return refer("What should come of it; only what is named is compared.", "want")
	case "name", "table":
		return ofType("What it shows, in a few words; unique in the file.", "string", "number")
	case "at":
		return ofType("The time of the decision.", "string")
	case "ask":
		return ofType("The client's wish.", "string", "number")
	case "skip":
		return ofType("Why it is not run.", "string")
	case "columns":
		return list("Names of the columns: facts, and want.value and the like.", ofType("", "string"))
	case "rows":
		return list("A scenario each.", schema.Object{}.With("type", "array"))
	case "csv":
		return ofType("A sheet beside this file; its header names the columns.", "string")
	default:
		return wanted(key)
	}
}

// wanted says what stands under a key of want, of a step and of a remedy.
func wanted(key string) schema.Object {
	switch key {
	case "decision":
		return words("What becomes of the case.", decisions())
	case "archetype":
		return words("How the client was taken.", archetypes())
	case "answer":
		return words("What the client's wish comes to.", answers())
	case "kind":
		return words("The kind of remedy.", remedyKinds())
	case "value", "cost":
		return ofType("Of the whole step, or of the remedy, exactly.", "number", "string", "null")
	case "owed":
		return ofType("The part that is owed; of a remedy, whether it is.", "number", "string", "boolean", "null")
	case "goodwill":
		return ofType("The part that is not owed.", "number", "string", "null")
	case "rules", "not_rules":
		return someWords("Rules that give, or that do not.")
	case "limited_by":
		return someWords("The limits, caps and accounts that cut.")
	case "remedies":
		return list("The remedies of the step, in order.", schema.Object{}.With("anyOf", []schema.Object{words("", remedyKinds()), refer("", "remedy")}))
	case "alternatives":
		return list("The later steps, in order.", schema.Object{}.With("anyOf", []schema.Object{
			refer("", "step"), refer("", "remedy"), schema.Object{}.With("type", []string{"array", "string"}),
		}))
	case "approval":
		return ofType("Who must agree.", "string", "null")
	case "response":
		return schema.Object{}.With("description", "The plan, or a part of it.").With("type", []string{"array", "object", "string", "null"})
	case "error":
		return ofType("Part of the message.", "string")
	case "lane", "rule", "percent", "periods", "form", "valid_until", "due_by", "note":
		return ofType("Of the remedy.", "string", "number", "null")
	default:
		return nil
	}
}

func ofType(about string, types ...string) schema.Object {
	o := schema.Object{}.With("description", about)
	if len(types) == 1 {
		return o.With("type", types[0])
	}
	return o.With("type", types)
}

func object(about string) schema.Object {
	return ofType(about, "object")
}

func list(about string, items schema.Object) schema.Object {
	return ofType(about, "array").With("items", items)
}

// someWords is a list; in a table a single one may stand alone.
func someWords(about string) schema.Object {
	return ofType(about, "array", "string", "null").With("items", ofType("", "string", "number"))
}

func words(about string, list []string) schema.Object {
	return schema.Object{}.With("description", about).With("enum", slices.Clone(list))
}

func refer(about, to string) schema.Object {
	return schema.Object{}.With("description", about).With("$ref", "#/$defs/"+to)
}
