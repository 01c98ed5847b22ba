package condition

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// plainPieces are put together into expressions, most of them faulty.
var plainPieces = []string{
	"client.tier", "order.price", "a", "b", "known", "min", "max", "all", "not", "in", "and", "or", "contains", "matches", "startsWith",
	"true", "false", "nil", "let", "if", "else", "1", "0", "007", "12.50", ".5", "1.", "1e3", "0x1f", "1_000", "99999999999999999999",
	`"gold"`, `'it'`, `"a\"b"`, "\"ü\"", `b"x"`, "(", ")", "[", "]", "{", "}", ",", ".", "..", "?.", "?", ":", ";", "??", "|", "||", "&&",
	"==", "!=", "<", "<=", ">", ">=", "=", "!", "+", "-", "*", "/", "%", "**", "^", "//", "/*", "*/", "#", "$", "é", " ", "  ", "\n", "\t",
}

// agreesWithExpr holds the plain reader against the lexer and the parser of expr: what
// it reads at all, it reads as they do, to the last location.
func agreesWithExpr(t *testing.T, source string) (plain bool) {
	t.Helper()
	text := text{src: &Source{Text: source}}
	if !text.plain() {
		return false
	}
	tokens, err := lex(source)
	require.NoError(t, err, source)
	require.Equal(t, tokens, text.tokens, source)
	tree, err := parse(source)
	require.NoError(t, err, source)
	require.Equal(t, tree.Node, text.root, source)
	return true
}

func TestPlainReaderAgreesWithExpr(t *testing.T) {
	for _, source := range []string{
		`incident.kind == "outage" and incident.severity >= 3`,
		`not client.asked or client.tier in ["gold", 'silver',] and order.price * 0.25 - -3 < min(1, order.price)`,
		`client.tier not in ["gold"] and client.note not contains "x" and not (a or b.c)`,
		`incident.severity in 1..5 and known(client.tier) and (order.price - 1) / 2 % 3 != 0`,
		"a\n  and b\n", ` true `, `plus_days(incident.date, 14) <= case.date`, `a == b < c`, `[]`, `f()`,
	} {
		assert.True(t, agreesWithExpr(t, source), "not plain: %s", source)
	}
	for _, source := range []string{
		``, ` `, `a ? b : c`, `1 < a < 3`, `a.b()`, `a[0]`, `(a).b`, `"x".y`, `a and`, `a b`, `f(,)`, `not in b`, `a not b`, `any(a, # > 1)`, `é`, `"é"`,
		`a // b`, `a && b`, `!a`, `1e3`, `a.in`, `{}`, `let x = 1; x`, `(a`, `a)`, `nil`, `b'x'`, `a$`, `12a`, `1.`, `"a`, `1234567890123456789`,
		strings.Repeat("(", 300) + "a" + strings.Repeat(")", 300), strings.Repeat("a+", mostPlain) + "a",
	} {
		assert.False(t, agreesWithExpr(t, source), "plain: %s", source)
	}
}

func TestPlainReaderAgreesWithExprOnRandomPieces(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2)) // the same every time
	plain := 0
	for range 30_000 {
		var source strings.Builder
		for range 1 + random.IntN(9) {
			source.WriteString(plainPieces[random.IntN(len(plainPieces))])
			if random.IntN(2) > 0 {
				source.WriteByte(' ')
			}
		}
		if agreesWithExpr(t, source.String()) {
			plain++
		}
	}
	assert.Greater(t, plain, 300, "hardly anything was compared")
}

func FuzzPlainReader(f *testing.F) {
	for _, piece := range plainPieces {
		f.Add(`client.tier in ["gold"] and (a or not b) ` + piece + ` 2.5 * min(order.price, 3)`)
	}
	f.Fuzz(func(t *testing.T, source string) { agreesWithExpr(t, source) })
}
