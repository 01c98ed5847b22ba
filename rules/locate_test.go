package rules_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPlaceInsideScalars: whatever the notation of a condition, the caret stands under the
// misspelt fact.
func TestPlaceInsideScalars(t *testing.T) {
	const wrong = "incident.sevrity"
	for name, when := range map[string]string{
		"plain":                wrong + " >= 4",
		"plain, continued":     "incident.fixable and\n\n          " + wrong + " >= 4",
		"double quotes":        `"incident.fixable and ` + wrong + ` >= 4"`,
		"escapes":              `"incident.id == \"\x41\u00e9\U0001F600\t\\\\\" and ` + wrong + ` >= 4"`,
		"escaped line break":   "\"incident.fixable \\\n          and " + wrong + " >= 4\"",
		"quotes, continued":    "\"incident.fixable\n          and " + wrong + " >= 4\"",
		"single quotes":        `'incident.id == "it''s" and ` + wrong + ` >= 4'`,
		"literal":              "|\n          incident.fixable\n            and " + wrong + " >= 4",
		"literal, kept":        "|+\n          incident.fixable\n          and " + wrong + " >= 4\n\n",
		"literal, indented":    "|2\n            incident.fixable\n            and " + wrong + " >= 4",
		"literal, commented":   "| # the main thing\n          incident.fixable and " + wrong + " >= 4",
		"folded":               ">-\n          incident.fixable\n          and " + wrong + " >= 4",
		"folded, blank lines":  ">\n\n          incident.fixable\n\n          and " + wrong + " >= 4",
		"runes before it":      `'incident.id == "žluťoučký 馬 😀" and ` + wrong + ` >= 4'`,
		"a tab before it":      "incident.fixable\tand " + wrong + " >= 4",
		"line separator":       "\"incident.fixable \u2028 and " + wrong + " >= 4\"",
		"carriage return, too": "|\r\n          incident.fixable and\r\n          " + wrong + " >= 4",
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(tiny, "{id: major, when: incident.severity >= 4, give: {refund: 25%}}",
				"id: major\n        when: "+when+"\n        give: {refund: 25%}", 1)
			found := diagnostics(t, "x.yaml", []byte(text))
			require.Len(t, found, 1)
			d := found[0]
			assert.Equal(t, "unknown-name", d.Code)
			line := []rune(string(linesOf([]byte(text))[d.Line-1]))
			assert.Equal(t, wrong, string(line[d.Column-1:d.Column-1+d.Width]))
		})
	}
}
