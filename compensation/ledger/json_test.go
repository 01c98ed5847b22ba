package ledger_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

var (
	pool   = ledger.Account{Name: "hosting/business", Unit: "EUR"}
	yearly = ledger.Account{Name: "yearly/c1", Period: "2026", Unit: "EUR"}
)

func TestRecordsAreReadBackAsWritten(t *testing.T) {
	at := time.Date(2026, 11, 21, 9, 30, 0, 1000, time.UTC)
	for _, c := range []struct {
		value, zero any
		want        string
	}{
		{
			&ledger.Balance{Account: pool, Allocated: 10, Held: 8, Spent: 5}, &ledger.Balance{},
			`{"name":"hosting/business","unit":"EUR","allocated":10,"held":8,"spent":5,"overdraft":3}`,
		},
		{
			&ledger.Balance{Account: yearly, Spent: 5, Limit: new(int64(7))}, &ledger.Balance{},
			`{"name":"yearly/c1","period":"2026","unit":"EUR","allocated":0,"held":0,"spent":5,"limit":7,"overdraft":0}`,
		},
		{
			&ledger.Hold{ID: "a", State: ledger.Open, Draws: []ledger.Draw{{Account: pool, Amount: 3, Owed: 1}}, Reserved: at}, &ledger.Hold{},
			`{"id":"a","state":"open","draws":[{"account":{"name":"hosting/business","unit":"EUR"},"amount":3,"owed":1}],` +
				`"reserved":"2026-11-21T09:30:00.000001Z","given_back":0}`,
		},
		{
			&ledger.Entry{Version: 2, At: at, Kind: ledger.KindReserve, Hold: "a", Delta: ledger.Delta{Held: 3}, After: ledger.Balance{Account: pool, Held: 3}}, &ledger.Entry{},
			`{"version":2,"at":"2026-11-21T09:30:00.000001Z","kind":"reserve","hold":"a","delta":{"allocated":0,"held":3,"spent":0},` +
				`"after":{"name":"hosting/business","unit":"EUR","allocated":0,"held":3,"spent":0,"overdraft":3}}`,
		},
		{
			&ledger.Outcome{Short: []ledger.Shortage{{Account: pool, Asked: 3, Left: -2}}}, &ledger.Outcome{},
			`{"short":[{"account":{"name":"hosting/business","unit":"EUR"},"asked":3,"owed":0,"left":-2}]}`,
		},
		{
			&ledger.Receipt{Kind: ledger.KindGiveBack, Key: "g", Hold: "a", Amount: 3, At: at}, &ledger.Receipt{},
			`{"kind":"give_back","key":"g","hold":"a","amount":3,"at":"2026-11-21T09:30:00.000001Z"}`,
		},
	} {
		text, err := json.Marshal(c.value)
		require.NoError(t, err)
		require.Equal(t, c.want, string(text))
		strict := json.NewDecoder(bytes.NewReader(text))
		strict.DisallowUnknownFields()
		require.NoError(t, strict.Decode(c.zero))
		require.Equal(t, c.value, c.zero)
	}
}

func TestAForgedOverdraftIsRefused(t *testing.T) {
	var b ledger.Balance
	err := json.Unmarshal([]byte(`{"name":"p","unit":"EUR","allocated":1,"held":3,"spent":0,"overdraft":0}`), &b)
	require.EqualError(t, err, `ledger: balance of "p": overdraft is 0, want 2`)
	require.Zero(t, b)
	require.Error(t, json.Unmarshal([]byte(`{"allocated":"x"}`), &b))
	for _, amounts := range []string{
		`"allocated":-1`, `"held":-1`, `"spent":-1`, `"limit":-1`, `"held":9223372036854775807,"spent":1`,
	} {
		require.ErrorIs(t, json.Unmarshal([]byte(`{"name":"p","unit":"EUR",`+amounts+`}`), &b), ledger.ErrOverflow, amounts)
	}
}

// Whatever is read as a balance is written and read again as the same.
func FuzzBalance(f *testing.F) {
	f.Add([]byte(`{"name":"p","unit":"EUR","allocated":1,"held":3,"spent":0,"overdraft":2}`))
	f.Add([]byte(`{"name":"c","period":"2026","unit":"#","limit":2,"held":1}`))
	f.Add([]byte(`{"allocated":9223372036854775807,"held":9223372036854775807}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var read, again ledger.Balance
		if json.Unmarshal(text, &read) != nil {
			return
		}
		require.GreaterOrEqual(t, read.Overdraft(), int64(0))
		written, err := json.Marshal(read)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(written, &again), "%s", written)
		require.Equal(t, read, again)
	})
}
