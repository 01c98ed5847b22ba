package compensation_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

func TestDate(t *testing.T) {
	for text, days := range map[string]int64{
		"1970-01-01": 0, "1970-01-02": 1, "1969-12-31": -1, "2026-11-21": 20778,
		"2024-02-29": 19782, "0001-01-01": -719162, "9999-12-31": 2932896,
	} {
		d, err := compensation.ParseDate(text)
		require.NoError(t, err)
		assert.Equal(t, text, d.String())
		assert.Equal(t, days, d.Days(), text)
		assert.Equal(t, d, compensation.DateFromDays(days))
	}
	for _, bad := range []string{"", "2026-2-1", "2026-02-30", "2023-02-29", "0000-01-01", "2026-11-21T00:00:00Z", "21.11.2026", " 2026-11-21", "10000-01-01", "20261121"} {
		d, err := compensation.ParseDate(bad)
		require.ErrorContains(t, err, "want year-month-day", bad)
		assert.True(t, d.IsMissing())
	}
	assert.Panics(t, func() { compensation.MustDate("today") })
}

func TestDateArithmetic(t *testing.T) {
	leap := compensation.MustDate("2024-02-28")
	assert.Equal(t, "2024-03-01", leap.AddDays(2).String())
	assert.Equal(t, "2023-12-31", leap.AddDays(-59).String())
	last := compensation.MustDate("9999-12-31")
	for _, n := range []int64{1, 1 << 40, 1<<63 - 1, -1 << 63} {
		assert.True(t, last.AddDays(n).IsMissing(), n)
	}
	assert.True(t, compensation.Date{}.AddDays(1).IsMissing())
	assert.Zero(t, compensation.Date{}.Days())
	assert.Empty(t, compensation.Date{}.String())
	assert.True(t, compensation.DateFromDays(-719163).IsMissing())
	assert.True(t, compensation.DateFromDays(2932897).IsMissing())
}

func TestDateOfUsesTheZone(t *testing.T) {
	late := time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC)
	assert.Equal(t, "2026-11-21", compensation.DateOf(late).String())
	assert.Equal(t, "2026-11-22", compensation.DateOf(late.In(time.FixedZone("", 3600))).String())
	assert.True(t, compensation.DateOf(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)).IsMissing())
	assert.True(t, compensation.DateOf(time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC)).IsMissing())
}

func TestDateJSON(t *testing.T) {
	var got struct{ A, B compensation.Date }
	require.NoError(t, json.Unmarshal([]byte(`{"A": "2026-11-21", "B": null}`), &got))
	data, err := json.Marshal(got)
	require.NoError(t, err)
	assert.JSONEq(t, `{"A": "2026-11-21", "B": null}`, string(data))
	for _, bad := range []string{`20261121`, `""`, `"x"`, `{}`} {
		var d compensation.Date
		require.Error(t, json.Unmarshal([]byte(bad), &d), bad)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2026-11-21", "2024-02-29", "0001-01-01", "9999-12-31", "2026-13-01", "٢٠٢٦-١١-٢١"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := compensation.ParseDate(text)
		if err != nil {
			assert.True(t, d.IsMissing())
			return
		}
		assert.Equal(t, text, d.String())
		assert.Equal(t, d, compensation.DateFromDays(d.Days()))
	})
}
