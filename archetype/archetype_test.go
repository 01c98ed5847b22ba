package archetype_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/archetype"
)

func TestAllAreValidAndParse(t *testing.T) {
	all := archetype.All()
	require.Len(t, all, 9)
	for _, kind := range all {
		assert.True(t, kind.Valid(), kind)
		parsed, err := archetype.Parse(kind.String())
		require.NoError(t, err)
		assert.Equal(t, kind, parsed)
	}
	assert.Len(t, slices.Compact(slices.Sorted(slices.Values(all))), 9, "no kind twice")
	assert.False(t, archetype.Kind("").Valid(), "the zero Kind is not said, not unknown")
	assert.False(t, archetype.Kind("angry").Valid())
}

func TestAllIsACopy(t *testing.T) {
	archetype.All()[0] = "spoilt"
	assert.Equal(t, archetype.Furious, archetype.All()[0])
}

func TestParseErrors(t *testing.T) {
	const every = "furious, even_tempered, quiet, key, know_it_all, entitled, whiny, negativist, unknown"
	for text, want := range map[string]string{
		"":              "archetype is empty: want one of " + every,
		"furius":        `unknown archetype "furius": did you mean "furious"?`,
		"Furious":       `unknown archetype "Furious": did you mean "furious"?`,
		"know-it-all":   `unknown archetype "know-it-all": did you mean "know_it_all"?`,
		"Even tempered": `unknown archetype "Even tempered": did you mean "even_tempered"?`,
		"negativst":     `unknown archetype "negativst": did you mean "negativist"?`,
		"keys":          `unknown archetype "keys": did you mean "key"?`,
		"angry":         `unknown archetype "angry": want one of ` + every,
		"x":             `unknown archetype "x": want one of ` + every,
		strings.Repeat("é", 60): `unknown archetype "` + strings.Repeat("é", 40) +
			`…": want one of ` + every,
	} {
		_, err := archetype.Parse(text)
		assert.EqualError(t, err, want)
	}
}

func TestJSONRoundTrip(t *testing.T) {
	type client struct {
		Archetype archetype.Kind `json:"archetype"`
	}
	for _, kind := range append(archetype.All(), "") {
		data, err := json.Marshal(client{kind})
		require.NoError(t, err)
		assert.JSONEq(t, `{"archetype":"`+string(kind)+`"}`, string(data))
		back := client{archetype.Whiny}
		require.NoError(t, json.Unmarshal(data, &back))
		assert.Equal(t, kind, back.Archetype)
	}

	var counts map[archetype.Kind]int
	require.NoError(t, json.Unmarshal([]byte(`{"key": 2}`), &counts))
	assert.Equal(t, map[archetype.Kind]int{archetype.Key: 2}, counts)
}

func TestJSONRefusesOtherWords(t *testing.T) {
	kind := archetype.Key
	assert.ErrorContains(t, json.Unmarshal([]byte(`"quite"`), &kind), `did you mean "quiet"?`)
	require.Error(t, json.Unmarshal([]byte(`3`), &kind))
	assert.Equal(t, archetype.Key, kind, "a failed read changes nothing")

	_, err := json.Marshal(archetype.Kind("quite"))
	assert.ErrorContains(t, err, `unknown archetype "quite"`)
}

func TestLogsNameNoArchetype(t *testing.T) {
	var out bytes.Buffer
	slog.New(slog.NewTextHandler(&out, nil)).Info("decided", "archetype", archetype.Furious)
	assert.NotContains(t, out.String(), "furious")
	assert.Contains(t, out.String(), "[redacted]")
}

func FuzzParse(f *testing.F) {
	for _, kind := range archetype.All() {
		f.Add(string(kind))
	}
	f.Add("Know-It-All")
	f.Add("\xff\x00")
	f.Fuzz(func(t *testing.T, text string) {
		kind, err := archetype.Parse(text)
		if err != nil {
			assert.Empty(t, kind)
			assert.Less(t, len(err.Error()), 400)
			return
		}
		assert.True(t, kind.Valid())
		assert.Equal(t, text, kind.String())
	})
}
