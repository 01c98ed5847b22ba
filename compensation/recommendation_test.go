package compensation_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

var update = flag.Bool("update", false, "write the golden files")

// missed is a case in which something is owed, too.
func missed() compensation.Case {
	c := outage()
	c.Facts = map[string]any{"sla.missed": true, "sla.uptime": 98.2}
	c.Client.TenureMonths = new(24)
	return c
}

func TestRecommendationJSON(t *testing.T) {
	nothing := outage()
	nothing.History.Refused = 3
	for name, rec := range map[string]*compensation.Recommendation{
		"trimmed": decided(t, house{yearly: 10000, awards: 2, approve: 4000}, missed(), capped(100000, 5000, 1)),
		"unasked": decided(t, house{}, outage(), nil),
		"none":    decided(t, house{}, nothing, holds(1)),
	} {
		got, err := json.MarshalIndent(rec, "", "  ")
		require.NoError(t, err)
		golden(t, name+".json", got)
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, append(got, '\n'), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got)+"\n", "run go test -update to accept it")
}

func TestRecommendationRoundTrip(t *testing.T) {
	for _, snapshot := range []*compensation.Snapshot{nil, {}, holds(2000), capped(100000, 5000, 1)} {
		for _, c := range []compensation.Case{outage(), missed()} {
			rec := decided(t, house{yearly: 10000, awards: 2, approve: 4000}, c, snapshot)
			data, err := json.Marshal(rec)
			require.NoError(t, err)
			var back compensation.Recommendation
			require.NoError(t, json.Unmarshal(data, &back))
			again, err := json.Marshal(&back)
			require.NoError(t, err)
			assert.Equal(t, string(data), string(again))
			assert.Equal(t, rec.At, back.At)
			assert.Equal(t, snapshot == nil, back.Budget == nil)
			require.NoError(t, compensation.Replay(house{yearly: 10000, awards: 2, approve: 4000}, &back))
		}
	}
}

func TestTheSameBytesRunAfterRun(t *testing.T) {
	first, err := json.Marshal(decided(t, house{yearly: 10000}, missed(), capped(100000, 5000, 1)))
	require.NoError(t, err)
	for range 50 {
		again, err := json.Marshal(decided(t, house{yearly: 10000}, missed(), capped(100000, 5000, 1)))
		require.NoError(t, err)
		require.Equal(t, string(first), string(again))
	}
}

func TestRecommendationJSONErrors(t *testing.T) {
	sound, err := json.Marshal(decided(t, house{}, outage(), nil))
	require.NoError(t, err)
	for name, tt := range map[string]struct{ old, instead, want string }{
		"an unknown key":       {`"taken":0`, `"taken":0,"note":"x"`, `unknown field "note"`},
		"an unknown key below": {`"approval":null`, `"approved":true`, `unknown field "approved"`},
		"a decision":           {`"decision":"auto"`, `"decision":"maybe"`, `"maybe" is no decision: want one of auto, review, none`},
		"no decision":          {`"decision":"auto","arch`, `"arch`, "decision is missing"},
		"no time":              {`"at":"2026-11-21T12:00:00Z",`, ``, "at is missing"},
		"a kind":               {`"kind":"apology"`, `"kind":"sorry"`, `"sorry" is no kind of remedy`},
		"a step not there":     {`"taken":0`, `"taken":3`, "taken is 3: want 0 to 2"},
		"an archetype":         {`"archetype":"furious"`, `"archetype":"angry"`, `unknown archetype "angry"`},
		"an amount":            {`"value":"100.00 EUR"`, `"value":"100.001 EUR"`, "100.001 has 3 decimals"},
		"a case":               {`"severity":4`, `"severity":"4"`, `incident.severity is "4": want a whole number from 1 to 5; give it as a number, without quotes`},
	} {
		data := bytes.Replace(sound, []byte(tt.old), []byte(tt.instead), 1)
		require.NotEqual(t, string(sound), string(data), name)
		var rec compensation.Recommendation
		require.ErrorContains(t, json.Unmarshal(data, &rec), tt.want, name)
		assert.Empty(t, rec.ID, "a failed read changes nothing")
	}
}

func FuzzRecommendation(f *testing.F) {
	for _, name := range []string{"trimmed", "unasked", "none"} {
		seed, err := os.ReadFile(filepath.Join("testdata", name+".json"))
		require.NoError(f, err)
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var rec compensation.Recommendation
		if json.Unmarshal(data, &rec) != nil {
			return
		}
		text, err := json.Marshal(&rec)
		if err != nil { // a time beyond what JSON can say
			return
		}
		var back compensation.Recommendation
		require.NoError(t, json.Unmarshal(text, &back))
		again, err := json.Marshal(&back)
		require.NoError(t, err)
		assert.Equal(t, string(text), string(again))
		_ = compensation.Replay(house{}, &rec) // whatever it says, it says it without a panic
		_, _ = rec.Consider(compensation.Ask{Kind: compensation.Refund, Percent: "40"})
	})
}
