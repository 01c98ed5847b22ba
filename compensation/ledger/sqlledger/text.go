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

// array writes a list of whole numbers or text as PostgreSQL reads it.
func array(column []any) string {
	b := append(make([]byte, 0, 2+20*len(column)), '{')
	for i, value := range column {
		if i > 0 {
			b = append(b, ',')
		}
		switch v := value.(type) {
		case int64:
			b = strconv.AppendInt(b, v, 10)
		case string:
			b = appendQuoted(b, v)
		case *int64:
			if v != nil {
				b = strconv.AppendInt(b, *v, 10)
				continue
			}
			b = append(b, "NULL"...)
		}
	}
	return string(append(b, '}'))
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
