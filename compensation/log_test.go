package compensation_test

import (
	"bytes"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

func TestLogsNameNoPerson(t *testing.T) {
	c := missed()
	c.Incident.Kind = "conduct"
	c.Facts["note.agent"] = "Mr Smith shouted"
	rec := decided(t, house{}, c, holds(10000))
	rec.Step.Remedies[0].Note = "Mr Smith shouted"
	_, err := compensation.ParseCase([]byte(`{"client": {"archetype": "Mr Smith"}}`))
	require.Error(t, err)

	for name, handler := range map[string]func(*bytes.Buffer) slog.Handler{
		"text": func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
		"json": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
	} {
		var out bytes.Buffer
		slog.New(handler(&out)).Info("decided",
			"case", c, "incident", c.Incident, "client", c.Client, "rec", rec, "outcome", rec.Outcome, "copy", *rec,
			"step", *rec.Step, "remedy", rec.Step.Remedies[0], "response", rec.Response, "error", err,
			"sale", compensation.Sale{ID: "s1", Price: euro(1), Client: c.Client, Facts: c.Facts})
		for _, secret := range []string{"furious", "Smith", "conduct", "listen", "outage"} {
			assert.NotContains(t, out.String(), secret, name)
		}
		for _, wanted := range []string{"i1/c1/o1/0", "auto", "125.00 EUR", "house", "d19e57false", "client.archetype"} {
			assert.Contains(t, out.String(), wanted, name)
		}
	}
}
