package sqlledger

import (
	"encoding/json"
	"io/fs"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

func TestRowsKeepEverything(t *testing.T) {
	at := time.Date(2026, 11, 21, 9, 30, 0, 123456000, time.UTC)
	account := ledger.Account{Name: `odd "name" <&> ☂`, Period: "2026", Unit: "EUR"}
	limit := int64(1<<63 - 1)

	row := ledger.Row{Version: 7, Balance: ledger.Balance{Account: account, Allocated: limit, Held: 1, Spent: 2, Limit: &limit}}
	require.Equal(t, row, back[accountRow](t, toAccountRow(row)).row())

	hold := ledger.Hold{
		ID: account.Name, State: ledger.Committed, Content: "x", GivenBack: 3, Reserved: at, Settled: at.Add(time.Second),
		Draws: []ledger.Draw{{Account: account, Amount: limit, Owed: 1, Limit: &limit}, {Account: account}},
	}
	for _, expires := range []time.Time{{}, at.Add(time.Hour)} {
		hold.Expires = expires
		read, err := back[holdRow](t, toHoldRow(hold)).hold()
		require.NoError(t, err)
		require.Equal(t, hold, read)
	}

	entry := ledger.Entry{
		Version: 3, At: at, Kind: ledger.KindGiveBack, Key: "k", Hold: "h",
		Delta: ledger.Delta{Allocated: 1, Held: -2, Spent: 3}, After: row.Balance,
	}
	require.Equal(t, entry, back[entryRow](t, toEntryRow(entry)).entry())

	receipt := ledger.Receipt{Kind: ledger.KindFund, Key: "k", Account: account, Hold: "h", Amount: limit, At: at}
	require.Equal(t, receipt, back[receiptRow](t, toReceiptRow(receipt)).receipt())

	_, err := holdRow{ID: "a", Draws: "[{"}.hold()
	require.ErrorContains(t, err, `draws of hold "a"`)
}

// back reads a row from its JSON, as a database would hand it over.
func back[R any](t *testing.T, row R) (out R) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(encode(row)), &out))
	return out
}

func TestMigrationsOfBothDialectsHaveTheSameNames(t *testing.T) {
	var names [2][]string
	for i, d := range []Dialect{SQLite, PostgreSQL} {
		files, err := Migrations(d)
		require.NoError(t, err)
		names[i], err = fs.Glob(files, "*.sql")
		require.NoError(t, err)
	}
	require.NotEmpty(t, names[0])
	require.Equal(t, names[0], names[1])
	_, err := Migrations(0)
	require.EqualError(t, err, "sqlledger: unknown dialect 0, want SQLite or PostgreSQL")
}
