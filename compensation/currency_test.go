package compensation

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCurrencyTable(t *testing.T) {
	var all []string
	for rest := codes; rest != ""; rest = rest[codeLength:] {
		all = append(all, rest[:codeLength])
	}
	assert.True(t, slices.IsSorted(all), "the search needs it")
	assert.Equal(t, slices.Compact(slices.Clone(all)), all, "no code twice")
	assert.Less(t, len(all), 256, "a unit is one byte")
	for _, code := range all {
		assert.Equal(t, code, unitOf(code).code())
		assert.Regexp(t, "^[A-Z]{3}$", code)
	}
	for code := range strings.FieldsSeq(digits0 + " " + digits3 + " " + digits4) {
		assert.Contains(t, all, code, "a currency with other than two decimals is in the table")
	}
}
