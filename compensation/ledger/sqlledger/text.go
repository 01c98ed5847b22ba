package sqlledger

import (
	"encoding/json"
	"strconv"

	"github.com/amendsgo/amends/compensation/ledger"
)

// encode writes rows as JSON. They are structs and lists of text and whole
// numbers, which always can be written.
func encode(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return "null"
	}
	return string(text)
}

// appendDraws writes draws as JSON, several times as fast as encoding/json: every
// reservation has some.
func appendDraws(b []byte, draws []ledger.Draw) []byte {
	if b == nil {
		b = make([]byte, 0, 2+130*len(draws))
	}
	b = append(b, '[')
	for i, d := range draws {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendQuoted(append(b, `{"account":{"name":`...), d.Account.Name)
		if d.Account.Period != "" {
			b = appendQuoted(append(b, `,"period":`...), d.Account.Period)
		}
		b = appendQuoted(append(b, `,"unit":`...), d.Account.Unit)
		b = strconv.AppendInt(append(b, `},"amount":`...), d.Amount, 10)
		b = strconv.AppendInt(append(b, `,"owed":`...), d.Owed, 10)
		if d.Limit != nil {
			b = strconv.AppendInt(append(b, `,"limit":`...), *d.Limit, 10)
		}
		b = append(b, '}')
	}
	return append(b, ']')
}

// array writes ids, which are whole numbers or text, as PostgreSQL reads a list.
func array(ids []any) string {
	l := newList(1, true)
	l.expect(len(ids))
	for _, id := range ids {
		switch id := id.(type) {
		case int64:
			l.integer(id)
		case string:
			l.text(id)
		}
	}
	return l.array(0)
}

// appendQuoted quotes text as JSON and the lists of PostgreSQL both have it. That
// is so simple because there are no control characters in it.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := range len(s) {
		if s[i] == '"' || s[i] == '\\' {
			b = append(append(b, s[from:i]...), '\\')
			from = i
		}
	}
	return append(append(b, s[from:]...), '"')
}
