// Package schema_test checks input with the JSON Schemas that the library generates, as a
// host or an editor would, by a validator that knows nothing of the library.
package schema_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/scenario"
)

// compile reads a schema; the compiler checks it against the metaschema of its draft.
func compile(t *testing.T, data []byte) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("schema.json", document))
	compiler.AssertFormat()
	schema, err := compiler.Compile("schema.json")
	require.NoError(t, err)
	return schema
}

func TestPoliciesFitTheirSchema(t *testing.T) {
	schema := compile(t, rules.Schema())
	for _, file := range files(t, "../policies/*.yaml", "../../rules/default.yaml") {
		if !strings.HasSuffix(file, "_cases.yaml") {
			assert.NoError(t, schema.Validate(asEditor(t, read(t, file))), file)
		}
	}
}

// TestSchemaAndLoaderAgree: what the schema refuses, the loader refuses; and of the faults
// of shape that the loader finds, the schema finds its share.
func TestSchemaAndLoaderAgree(t *testing.T) {
	schema := compile(t, rules.Schema())
	refused := map[string]bool{}
	for _, file := range files(t, "../../rules/testdata/diag/*.yaml") {
		var document yaml.Node
		data := read(t, file)
		if yaml.Unmarshal(data, &document) != nil || document.Kind == 0 || bytes.Contains(data, []byte("&")) {
			continue // no YAML, or one with anchors, which an editor resolves
		}
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		if schema.Validate(plain(document.Content[0])) == nil {
			continue
		}
		refused[name] = true
		_, err := rules.Parse(file, data)
		assert.Error(t, err, name)
	}
	for _, name := range []string{
		"unknown_key", "unknown_remedy", "misplaced_key", "missing_keys", "wrong_shape_list", "wrong_shape_scalar", "unknown_word", "bad_name",
		"bad_percent", "bad_time", "empty_step", "empty_list", "whole_has_no_bounds", "unknown_currency", "twenty",
	} {
		assert.True(t, refused[name], name)
	}
}

// TestReferenceFitsTheSchemas: what LANGUAGE.md shows is sound for an editor, too.
func TestReferenceFitsTheSchemas(t *testing.T) {
	schemas := map[string]*jsonschema.Schema{
		"policy": compile(t, rules.Schema()), "cases": compile(t, scenario.Schema()),
	}
	blocks := regexp.MustCompile("(?s)```yaml (policy|cases)\n(.*?)```\n").FindAllStringSubmatch(string(read(t, "../../rules/LANGUAGE.md")), -1)
	require.NotEmpty(t, blocks)
	for _, block := range blocks {
		assert.NoError(t, schemas[block[1]].Validate(asEditor(t, []byte(block[2]))), block[2])
	}
}

func TestScenariosFitTheirSchema(t *testing.T) {
	schema := compile(t, scenario.Schema())
	for _, file := range files(t, "../policies/*_cases.yaml", "../../rules/default_cases.yaml", "../../rules/scenario/testdata/run/*.yaml") {
		data := read(t, file)
		if regexp.MustCompile(`(?m)^scenarios:`).Match(data) {
			assert.NoError(t, schema.Validate(asEditor(t, data)), file)
		}
	}
	assert.Error(t, schema.Validate(asEditor(t, []byte("scenarios: [{name: a, wants: {value: 1}}]"))))
	assert.Error(t, schema.Validate(asEditor(t, []byte("scenarios: [{name: a, want: {decision: maybe}}]"))))
}

func TestCasesFitTheirSchema(t *testing.T) {
	schema := compile(t, rules.CaseSchema())
	for _, file := range files(t, "../cases/*.json") {
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(read(t, file)))
		require.NoError(t, err)
		assert.NoError(t, schema.Validate(document), file)
	}
}

// TestCaseSchemaOfAPolicy is how a host checks its input before it asks the library.
func TestCaseSchemaOfAPolicy(t *testing.T) {
	policy, err := rules.Parse("hosting.yaml", read(t, "../policies/hosting.yaml"))
	require.NoError(t, err)
	schema := compile(t, policy.CaseSchema())
	for text, sound := range map[string]bool{
		`{"incident": {"severity": 4, "date": "2026-05-03"}, "sla": {"uptime": 98.2}, "order": {"price": "19.99"}}`: true,
		`{"order": {"price": 19.99}, "client": {"plan": null}}`:                                                     true,
		`{"incident": {"severity": 9}}`:                                                                             false,
		`{"incident": {"sevrity": 4}}`:                                                                              false,
		`{"sla": {"uptime": 101}}`:                                                                                  false,
		`{"sla": {"uptime": "98"}}`:                                                                                 false,
		`{"order": {"price": "19.999"}}`:                                                                            false,
		`{"order": {"price": "19.99 USD"}}`:                                                                         false,
		`{"incident": {"date": "yesterday"}}`:                                                                       false,
		`{"incident": {"kind": "outrage"}}`:                                                                         false,
		`{"currency": "USD"}`:                                                                                       false,
		`{"something": {"else": 1}}`:                                                                                false,
	} {
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		require.NoError(t, err)
		assert.Equal(t, sound, schema.Validate(document) == nil, text)
	}
}

func files(t *testing.T, patterns ...string) []string {
	t.Helper()
	var all []string
	for _, pattern := range patterns {
		found, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, found, pattern)
		all = append(all, found...)
	}
	return all
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	return data
}

// asEditor is a document as an editor's validator sees it, after YAML 1.2.
func asEditor(t *testing.T, data []byte) any {
	t.Helper()
	var document yaml.Node
	require.NoError(t, yaml.Unmarshal(data, &document))
	return plain(document.Content[0])
}

var number = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)

func plain(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plain(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, plain(item))
		}
		return list
	default:
		return scalar(n)
	}
}

func scalar(n *yaml.Node) any {
	if n.Style != 0 {
		return n.Value
	}
	switch n.Value {
	case "", "~", "null":
		return nil
	case "true", "false":
		return n.Value == "true"
	}
	if number.MatchString(n.Value) {
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
	}
	return n.Value
}
