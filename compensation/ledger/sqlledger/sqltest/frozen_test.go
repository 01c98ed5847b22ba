package sqltest

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

// A client that freezes while it holds the lock of the pool: others are told so
// after the lock's timeout, and PostgreSQL ends the frozen one after the idle
// timeout; what it did not commit never happened.
func TestFrozenClientOfPostgres(t *testing.T) {
	store, db := stores["postgres"](t, sqlledger.WithTimeouts(sqlledger.Timeouts{Lock: 200 * time.Millisecond, Idle: time.Second}))
	_, err := store.Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 100})
	require.NoError(t, err)
	frozen, err := db.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	_, err = store.Tx(frozen).Do(t.Context(), reserve("frozen", 100))
	require.NoError(t, err)

	begun := time.Now()
	_, err = store.Do(t.Context(), reserve("a", 60))
	require.ErrorIs(t, err, ledger.ErrUnavailable)
	require.ErrorContains(t, err, "lock timeout")
	// Who waits for other accounts does not wait.
	other := ledger.Account{Name: "hosting/starter", Unit: "EUR"}
	_, err = store.Do(t.Context(), ledger.Fund{ID: "o", Account: other, Amount: 5})
	require.NoError(t, err)
	for err = ledger.ErrUnavailable; err != nil; {
		_, err = store.Do(t.Context(), reserve("a", 60))
	}
	require.Less(t, time.Since(begun), 30*time.Second, "others get their turn")
	require.Error(t, frozen.Commit())
	balances, err := store.Balances(t.Context(), "", pool)
	require.NoError(t, err)
	require.EqualValues(t, 60, balances[0].Held)
	require.NoError(t, store.Verify(t.Context()))
}

// A caller who shares a group with one that waits for a frozen client in vain
// still gets what it wants.
func TestFrozenClientHoldsUpOnlyItsOwn(t *testing.T) {
	store, db := stores["postgres"](t, sqlledger.WithTimeouts(sqlledger.Timeouts{Lock: 200 * time.Millisecond, Idle: time.Minute}))
	stuck := ledger.Account{Name: "stuck", Unit: "EUR"}
	for _, a := range []ledger.Account{pool, stuck} {
		_, err := store.Do(t.Context(), ledger.Fund{ID: a.Name, Account: a, Amount: 1000})
		require.NoError(t, err)
	}
	frozen, err := db.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	defer func() { _ = frozen.Rollback() }()
	_, err = store.Tx(frozen).Do(t.Context(), ledger.Fund{ID: "frozen", Account: stuck, Amount: 1})
	require.NoError(t, err)

	errs := make(chan error, 20)
	for i := range cap(errs) {
		go func() {
			a := pool
			if i%10 == 0 {
				a = stuck
			}
			_, err := store.Do(t.Context(), ledger.Fund{ID: "f" + string(rune('a'+i)), Account: a, Amount: 1})
			errs <- err
		}()
	}
	failed := 0
	for range cap(errs) {
		if err := <-errs; err != nil {
			require.ErrorIs(t, err, ledger.ErrUnavailable)
			failed++
		}
	}
	require.Equal(t, 2, failed)
	require.NoError(t, store.Verify(t.Context()))
}

// Another process that sits on SQLite's one place to write.
func TestFrozenClientOfSQLite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ledger.db")
	store, _ := openSQLite(t, file, sqlledger.WithTimeouts(sqlledger.Timeouts{Lock: 100 * time.Millisecond}))
	other, otherDB := openSQLite(t, file)
	_, err := store.Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 100})
	require.NoError(t, err)
	frozen, err := otherDB.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	_, err = other.Tx(frozen).Do(t.Context(), reserve("frozen", 100))
	require.NoError(t, err)

	_, err = store.Do(t.Context(), reserve("a", 60))
	require.ErrorIs(t, err, ledger.ErrUnavailable)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	_, err = store.Do(ctx, reserve("a", 60))
	require.ErrorIs(t, err, context.DeadlineExceeded)
	balances, err := store.Balances(t.Context(), "", pool) // readers go on
	require.NoError(t, err)
	require.Zero(t, balances[0].Held)
	require.NoError(t, frozen.Rollback())
	_, err = store.Do(t.Context(), reserve("a", 60))
	require.NoError(t, err)
	require.NoError(t, store.Verify(t.Context()))
}

// Whose context is over does not wait on inside a transaction of his own either.
func TestGivingUpInsideATransactionOfSQLite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ledger.db")
	store, db := openSQLite(t, file, sqlledger.WithTimeouts(sqlledger.Timeouts{Lock: time.Minute}))
	other, otherDB := openSQLite(t, file)
	frozen, err := otherDB.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	_, err = other.Tx(frozen).Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 100})
	require.NoError(t, err)

	mine, err := db.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	begun := time.Now()
	_, err = store.Tx(mine).Do(ctx, ledger.Fund{ID: "s", Account: pool, Amount: 100})
	require.ErrorIs(t, err, ledger.ErrUnavailable)
	require.ErrorIs(t, ctx.Err(), context.DeadlineExceeded)
	require.Less(t, time.Since(begun), 30*time.Second)
	require.NoError(t, mine.Rollback())
	require.NoError(t, frozen.Commit())
	require.NoError(t, store.Verify(t.Context()))
}

func reserve(id string, amount int64) ledger.Reserve {
	return ledger.Reserve{ID: id, Content: "content of " + id, Draws: []ledger.Draw{{Account: pool, Amount: amount}}}
}

// The clock is read after the locks: a hold whose time ends while its commit
// waits for them has expired.
func TestTimeGoesOnWhileWaiting(t *testing.T) {
	onEach(t, func(t *testing.T, open opener) {
		store, db := open(t)
		_, err := store.Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 100})
		require.NoError(t, err)
		op := reserve("a", 10)
		op.TTL = 400 * time.Millisecond
		holdUp, err := db.BeginTx(t.Context(), nil)
		require.NoError(t, err)
		_, err = store.Do(t.Context(), op)
		require.NoError(t, err)
		_, err = store.Tx(holdUp).Do(t.Context(), ledger.Fund{ID: "hold up", Account: pool, Amount: 1})
		require.NoError(t, err)
		committed := make(chan error)
		go func() {
			_, err := store.Do(t.Context(), ledger.Commit{ID: "a"})
			committed <- err
		}()
		time.Sleep(500 * time.Millisecond) // until the hold has expired, by the server's own clock
		require.NoError(t, holdUp.Commit())
		require.ErrorIs(t, <-committed, ledger.ErrExpired)
	})
}
