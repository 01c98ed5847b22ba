package sqltest

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

// TestFullDisk lets a SQLite file reach its greatest size, as on a full disk:
// what was acknowledged before stays, what failed did not happen, and once there
// is room again all goes on.
func TestFullDisk(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ledger.db")
	big, bigDB := openSQLite(t, file)
	_, err := big.Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 1_000_000})
	require.NoError(t, err)
	var pages int
	require.NoError(t, bigDB.QueryRow("PRAGMA page_count").Scan(&pages))

	db, err := sql.Open("sqlite", fmt.Sprintf("%s?_pragma=max_page_count(%d)", file, pages+40))
	require.NoError(t, err)
	defer func() { _ = db.Close() }()
	small, err := sqlledger.New(t.Context(), db, sqlledger.SQLite)
	require.NoError(t, err)
	granted, failed := 0, 0
	for i := 0; failed < 20; i++ {
		out, err := small.Do(t.Context(), reserve(fmt.Sprint("h", i), 7))
		if err != nil {
			require.ErrorIs(t, err, ledger.ErrUnavailable)
			require.ErrorContains(t, err, "full")
			failed++
			continue
		}
		require.False(t, out.Denied())
		granted++
	}
	require.Greater(t, granted, 50)
	balances, err := small.Balances(t.Context(), "", pool)
	require.NoError(t, err)
	require.EqualValues(t, 7*granted, balances[0].Held)
	require.NoError(t, small.Verify(t.Context()))

	for i := range granted + failed { // with room again, the same ids
		out, err := big.Do(t.Context(), reserve(fmt.Sprint("h", i), 7))
		require.NoError(t, err)
		require.Equal(t, i < granted, out.Repeated, i)
	}
	require.NoError(t, big.Verify(t.Context()))
	conserved(t, bigDB, sqlledger.SQLite)
}
