package sqlledger

import (
	"encoding/json"
	"io/fs"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

func TestRowsKeepEverything(t *testing.T) {
	at := time.Date(2026, 11, 21, 9, 30, 0, 123456000, time.UTC)
	named := ledger.Account{Name: `odd "name" <&> ☂`, Period: "2026", Unit: "EUR"}
	limit := int64(1<<63 - 1)

	row := ledger.Row{Version: 7, Balance: ledger.Balance{Account: named, Allocated: limit, Held: 1, Spent: 2, Limit: &limit}}
	names := accountRow{accountKey: keyOf(named)} // which are not written
	read := back(t, names, accountWrites, func(l *list) { l.addAccount(&account{id: 5, was: 6, row: row}) })
	require.EqualValues(t, 5, read.ID)
	require.Equal(t, row, read.row())

	hold := ledger.Hold{
		ID: named.Name, State: ledger.Committed, Content: "x", GivenBack: 3, Reserved: at, Settled: at.Add(time.Second),
		Draws: []ledger.Draw{{Account: named, Amount: limit, Owed: 1, Limit: &limit}, {Account: named}},
	}
	for _, expires := range []time.Time{{}, at.Add(time.Hour)} {
		hold.Expires = expires
		read, err := back(t, holdRow{}, holdWrites, func(l *list) { l.addHold(&hold) }).hold()
		require.NoError(t, err)
		require.Equal(t, hold, read)
	}

	entry := ledger.Entry{
		Version: 3, At: at, Kind: ledger.KindGiveBack, Key: "k", Hold: "h",
		Delta: ledger.Delta{Allocated: 1, Held: -2, Spent: 3}, After: row.Balance,
	}
	inAccount := entryRow{accountKey: keyOf(named), Unit: named.Unit}
	require.Equal(t, entry, back(t, inAccount, entryWrites, func(l *list) { l.addEntry(5, &entry) }).entry())

	receipt := ledger.Receipt{Kind: ledger.KindFund, Key: "k", Account: named, Hold: "h", Amount: limit, At: at}
	require.Equal(t, receipt, back(t, receiptRow{}, receiptWrites, func(l *list) { l.addReceipt(receipt) }).receipt())

	_, err := holdRow{ID: "a", Draws: "[{"}.hold()
	require.ErrorContains(t, err, `draws of hold "a"`)
}

// back reads what is written to columns, as a database would hand it over.
func back[R any](t *testing.T, row R, columns string, add func(*list)) R {
	t.Helper()
	written := list{width: count(columns)}
	add(&written)
	require.Equal(t, 1, written.rows())
	names := strings.Split(columns, ", ")
	object := map[string]any{}
	for i, name := range names {
		object[name] = written.values[i]
	}
	require.NoError(t, json.Unmarshal([]byte(encode(object)), &row))
	return row
}

func TestDrawsAreWrittenAsJSON(t *testing.T) {
	account := ledger.Account{Name: `odd "name" \ ☂`, Period: "2026", Unit: "EUR"}
	for _, draws := range [][]ledger.Draw{
		{},
		{{Account: account, Amount: math.MaxInt64, Owed: 1, Limit: new(int64(0))}},
		{{Account: ledger.Account{Name: "pool", Unit: "#"}}, {Account: account, Amount: 7, Limit: new(int64(-8))}},
	} {
		require.Equal(t, encode(draws), string(appendDraws(nil, draws)))
	}
}

func TestArray(t *testing.T) {
	for want, list := range map[string][]any{
		`{}`:                             {},
		`{1,-2,9223372036854775807}`:     {int64(1), int64(-2), int64(math.MaxInt64)},
		`{"","NULL","a,{b}","\\ \"☂\""}`: {"", "NULL", "a,{b}", `\ "☂"`},
	} {
		require.Equal(t, want, array(list))
	}
}

// The same rows are parameters of SQLite and lists of PostgreSQL.
func TestRowsAreValuesOrColumns(t *testing.T) {
	for _, expected := range []int{0, 1, 5} {
		for _, byColumn := range []bool{false, true} {
			l := newList(3, byColumn)
			l.expect(expected)
			for _, limit := range []*int64{nil, new(int64(7)), nil} {
				l.integer(-1)
				l.text(`a,"b"`)
				l.maybe(limit)
			}
			require.Equal(t, 3, l.rows())
			if byColumn {
				require.Equal(t, []string{`{-1,-1,-1}`, `{"a,\"b\"","a,\"b\"","a,\"b\""}`, `{NULL,7,NULL}`}, []string{l.array(0), l.array(1), l.array(2)})
			} else {
				require.Equal(t, []any{int64(-1), `a,"b"`, nil, int64(-1), `a,"b"`, int64(7), int64(-1), `a,"b"`, nil}, l.values)
			}
		}
	}
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
