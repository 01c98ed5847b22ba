package sqltest

import (
	"database/sql"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

func TestTxCountsOnlyWhenItCommits(t *testing.T) {
	onEach(t, func(t *testing.T, open opener) {
		store, db := open(t)
		_, err := db.Exec("CREATE TABLE payouts (id text PRIMARY KEY)")
		require.NoError(t, err)
		_, err = store.Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 100})
		require.NoError(t, err)
		inside := func(id string, end func(*sql.Tx) error) {
			tx, err := db.BeginTx(t.Context(), nil)
			require.NoError(t, err)
			l := store.Tx(tx)
			out, err := l.Do(t.Context(), reserve(id, 60))
			require.NoError(t, err)
			require.False(t, out.Denied())
			_, err = tx.Exec("INSERT INTO payouts (id) VALUES ('" + id + "')")
			require.NoError(t, err)
			_, err = l.Do(t.Context(), ledger.Commit{ID: id})
			require.NoError(t, err)
			out, err = l.Do(t.Context(), reserve(id+" more", 41))
			require.NoError(t, err)
			require.True(t, out.Denied(), "it sees what it has done itself")

			h, err := l.Hold(t.Context(), id)
			require.NoError(t, err)
			require.Equal(t, ledger.Committed, h.State)
			balances, err := l.Balances(t.Context(), "", pool)
			require.NoError(t, err)
			require.EqualValues(t, 60, balances[0].Spent)
			entries := 0
			for _, err := range l.Journal(t.Context(), pool, 1) {
				require.NoError(t, err)
				entries++
			}
			require.Equal(t, 3, entries)
			require.NoError(t, l.Verify(t.Context()))

			balances, err = store.Balances(t.Context(), "", pool)
			require.NoError(t, err)
			require.Zero(t, balances[0].Used(), "nobody else sees it yet")
			require.NoError(t, end(tx))
		}
		inside("undone", (*sql.Tx).Rollback)
		_, err = store.Hold(t.Context(), "undone")
		require.ErrorIs(t, err, ledger.ErrUnknownHold)
		inside("done", (*sql.Tx).Commit)
		_, err = store.Hold(t.Context(), "done")
		require.NoError(t, err)
		var payouts int
		require.NoError(t, db.QueryRow("SELECT count(*) FROM payouts").Scan(&payouts))
		require.Equal(t, 1, payouts)
		balances, err := store.Balances(t.Context(), "", pool)
		require.NoError(t, err)
		require.EqualValues(t, 60, balances[0].Spent)
		require.NoError(t, store.Verify(t.Context()))
	})
}

func TestTxRefusesWithoutBreaking(t *testing.T) {
	onEach(t, func(t *testing.T, open opener) {
		store, db := open(t)
		tx, err := db.BeginTx(t.Context(), nil)
		require.NoError(t, err)
		l := store.Tx(tx)
		for _, c := range []struct {
			op   ledger.Op
			want error
		}{
			{ledger.Commit{}, ledger.ErrInvalid},
			{ledger.Commit{ID: "nobody's"}, ledger.ErrUnknownHold},
			{ledger.Fund{ID: "s", Account: pool, Amount: 100}, nil},
			{ledger.Fund{ID: "s", Account: pool, Amount: 101}, ledger.ErrConflict},
			{reserve("a", 100), nil},
			{ledger.Commit{ID: "a"}, nil},
			{ledger.GiveBack{Key: "g", Hold: "a", Amount: 101}, ledger.ErrExcess},
		} {
			_, err := l.Do(t.Context(), c.op)
			require.ErrorIs(t, err, c.want)
		}
		require.NoError(t, tx.Commit())
		require.NoError(t, store.Verify(t.Context()))
		_, err = l.Do(t.Context(), reserve("late", 1))
		require.ErrorIs(t, err, ledger.ErrUnavailable)
		require.ErrorIs(t, err, sql.ErrTxDone)
	})
}

// What the caller's transaction goes by afterwards is not changed: only how long
// it waits for locks, and idles.
func TestTxKeepsTheCallersStatementTimeout(t *testing.T) {
	store, db := stores["postgres"](t)
	tx, err := db.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	defer func() { _ = tx.Rollback() }()
	_, err = tx.Exec("SET LOCAL statement_timeout = '77s'; SET LOCAL synchronous_commit = off")
	require.NoError(t, err)
	_, err = store.Tx(tx).Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 100})
	require.NoError(t, err)
	for setting, want := range map[string]string{
		"statement_timeout": "77s", "lock_timeout": "2s", "idle_in_transaction_session_timeout": "5s",
		"synchronous_commit": "on", // an acknowledged outcome must be on disk
	} {
		var got string
		require.NoError(t, tx.QueryRow("SELECT current_setting('"+setting+"')").Scan(&got))
		require.Equal(t, want, got, setting)
	}
}
