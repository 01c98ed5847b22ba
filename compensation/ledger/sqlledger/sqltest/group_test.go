package sqltest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

// While a transaction is held up, calls of every sort gather; they then share one
// transaction, and each is told its own outcome.
func TestEachCallerGetsItsOwnOutcome(t *testing.T) {
	onEach(t, func(t *testing.T, open opener) {
		store, db := open(t)
		for _, op := range []ledger.Op{
			ledger.Fund{ID: "s", Account: pool, Amount: 100},
			reserve("open", 10),
			reserve("gone", 10),
			ledger.Release{ID: "gone"},
			reserve("free", 10),
			ledger.Release{ID: "free"},
		} {
			_, err := store.Do(t.Context(), op)
			require.NoError(t, err)
		}
		entries := func() (n int) {
			for _, err := range store.Journal(t.Context(), pool, 1) {
				require.NoError(t, err)
				n++
			}
			return n
		}
		before := entries()
		holdUp, err := db.BeginTx(t.Context(), nil)
		require.NoError(t, err)
		_, err = store.Tx(holdUp).Do(t.Context(), ledger.Fund{ID: "hold up", Account: pool, Amount: 0})
		require.NoError(t, err)

		cases := []struct {
			op   ledger.Op
			want string
		}{
			{reserve("first", 1), "done"},
			{ledger.Commit{ID: "open"}, "done"},
			{reserve("open", 11), "conflict"},
			{ledger.Commit{ID: "nobody's"}, "unknown"},
			{ledger.Commit{ID: "gone"}, "conflict"},
			{reserve("too much", 1000), "denied"},
			{ledger.Fund{ID: "s", Account: pool, Amount: 100}, "repeated"},
			{ledger.Fund{ID: "s", Account: pool, Amount: 101}, "conflict"},
			{reserve("free", 5), "done"},
			{ledger.GiveBack{Key: "g", Hold: "gone", Amount: 1}, "conflict"},
		}
		var group sync.WaitGroup
		for i, c := range cases {
			group.Go(func() {
				answer, err := classify(store.Do(t.Context(), c.op))
				if err != nil || answer.Word != c.want {
					t.Errorf("%d: %#v is %s, %v, want %s", i, c.op, answer.Word, err, c.want)
				}
			})
		}
		time.Sleep(50 * time.Millisecond) // lets them gather; all holds without it too
		require.NoError(t, holdUp.Commit())
		group.Wait()
		require.Equal(t, before+1+3, entries())
		require.NoError(t, store.Verify(t.Context()))
	})
}

// Who gives up while waiting is told at once, and what he asked for either is
// done whole or never.
func TestGivingUpWhileWaiting(t *testing.T) {
	onEach(t, func(t *testing.T, open opener) {
		store, db := open(t)
		_, err := store.Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 1000})
		require.NoError(t, err)
		holdUp, err := db.BeginTx(t.Context(), nil)
		require.NoError(t, err)
		_, err = store.Tx(holdUp).Do(t.Context(), ledger.Fund{ID: "hold up", Account: pool, Amount: 0})
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
		defer cancel()
		var group sync.WaitGroup
		for i := range 20 {
			group.Go(func() {
				_, err := store.Do(ctx, reserve(fmt.Sprint("h", i), 10))
				if !errors.Is(err, ledger.ErrUnavailable) || !errors.Is(err, context.DeadlineExceeded) {
					t.Error(err)
				}
			})
		}
		group.Wait()
		require.NoError(t, holdUp.Commit())
		out, err := store.Do(t.Context(), reserve("last", 1))
		require.NoError(t, err)
		require.False(t, out.Denied())
		require.NoError(t, store.Verify(t.Context()))
		done := 0
		for i := range 20 {
			if _, err := store.Hold(t.Context(), fmt.Sprint("h", i)); err == nil {
				done++
			}
		}
		// How many of them were under way together is chance; that each is counted if it was done is not.
		balances, err := store.Balances(t.Context(), "", pool)
		require.NoError(t, err)
		require.EqualValues(t, 10*done+1, balances[0].Held)
	})
}

// One connection is enough: nothing waits for a connection that it holds itself.
func TestOneConnection(t *testing.T) {
	onEach(t, func(t *testing.T, open opener) {
		store, db := open(t)
		db.SetMaxOpenConns(1)
		_, err := store.Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 2000})
		require.NoError(t, err)
		for i := range 600 { // more than a page
			_, err = store.Do(t.Context(), ledger.Fund{ID: fmt.Sprint("f", i), Account: pool, Amount: 1})
			require.NoError(t, err)
		}
		last := int64(0)
		for e, err := range store.Journal(t.Context(), pool, 1) {
			require.NoError(t, err)
			last++
			require.Equal(t, last, e.Version)
			if e.Version%100 == 0 {
				_, err := store.Do(t.Context(), reserve(fmt.Sprint("h", e.Version), 1))
				require.NoError(t, err)
			}
		}
		require.Greater(t, last, int64(600))
		require.NoError(t, store.Verify(t.Context()))
	})
}

// The clocks that the stores have of their own.
func TestClocksOfTheStores(t *testing.T) {
	onEach(t, func(t *testing.T, open opener) {
		store, _ := open(t)
		op := reserve("a", 0)
		op.TTL = time.Hour
		_, err := store.Do(t.Context(), op)
		require.NoError(t, err)
		h, err := store.Hold(t.Context(), "a")
		require.NoError(t, err)
		require.WithinDuration(t, time.Now(), h.Reserved, time.Minute)
		require.Equal(t, h.Reserved.Add(time.Hour), h.Expires)
		out, err := store.Do(t.Context(), ledger.Sweep{})
		require.NoError(t, err)
		require.Zero(t, out.Swept)
	})
}

// A closed database is an error that says that nobody knows.
func TestClosedDatabase(t *testing.T) {
	store, db := openSQLite(t, filepath.Join(t.TempDir(), "ledger.db"), sqlledger.WithoutGrouping())
	require.NoError(t, db.Close())
	_, err := store.Do(t.Context(), reserve("a", 1))
	require.ErrorIs(t, err, ledger.ErrUnavailable)
	_, err = store.Balances(t.Context(), "", pool)
	require.ErrorIs(t, err, ledger.ErrUnavailable)
	_, err = store.Hold(t.Context(), "a")
	require.ErrorIs(t, err, ledger.ErrUnavailable)
	require.ErrorIs(t, store.Verify(t.Context()), ledger.ErrUnavailable)
	for _, err := range store.Journal(t.Context(), pool, 1) {
		require.ErrorIs(t, err, ledger.ErrUnavailable)
	}
}

// A COMMIT that the database refuses is no outcome for anybody.
func TestCommitThatFails(t *testing.T) {
	store, db := stores["postgres"](t)
	_, err := db.Exec(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN IF NEW.id = 'doomed' THEN RAISE EXCEPTION 'not at commit'; END IF; RETURN NULL; END $$;
		CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON amends_holds DEFERRABLE INITIALLY DEFERRED
		FOR EACH ROW EXECUTE FUNCTION refuse()`)
	require.NoError(t, err)
	_, err = store.Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 100})
	require.NoError(t, err)
	_, err = store.Do(t.Context(), reserve("doomed", 10))
	require.ErrorIs(t, err, ledger.ErrUnavailable)
	require.ErrorContains(t, err, "not at commit")
	_, err = store.Hold(t.Context(), "doomed")
	require.ErrorIs(t, err, ledger.ErrUnknownHold)
	_, err = store.Do(t.Context(), reserve("sound", 10))
	require.NoError(t, err)
	require.NoError(t, store.Verify(t.Context()))
}

// A store remembers which accounts are there; when somebody has emptied the
// tables it notices.
func TestEmptiedTables(t *testing.T) {
	onEach(t, func(t *testing.T, open opener) {
		store, db := open(t)
		for i := range 3 {
			_, err := store.Do(t.Context(), ledger.Fund{ID: fmt.Sprint("s", i), Account: pool, Amount: 5})
			require.NoError(t, err)
		}
		for _, table := range []string{"accounts", "holds", "journal", "receipts"} {
			_, err := db.Exec("DELETE FROM amends_" + table)
			require.NoError(t, err)
		}
		_, err := store.Do(t.Context(), ledger.Fund{ID: "s0", Account: pool, Amount: 7})
		require.NoError(t, err)
		balances, err := store.Balances(t.Context(), "", pool)
		require.NoError(t, err)
		require.EqualValues(t, 7, balances[0].Allocated)
		require.NoError(t, store.Verify(t.Context()))
	})
}

// A store remembers the ids of accounts; when they are others, as after a restore,
// it notices.
func TestIDsThatChange(t *testing.T) {
	onEach(t, func(t *testing.T, open opener) {
		store, db := open(t)
		other := ledger.Account{Name: "hosting/starter", Unit: "EUR"}
		fund := func(id string, account ledger.Account, amount int64) {
			_, err := store.Do(t.Context(), ledger.Fund{ID: id, Account: account, Amount: amount})
			require.NoError(t, err)
		}
		for i := range 3 {
			fund(fmt.Sprint("p", i), pool, 5)
			fund(fmt.Sprint("o", i), other, 100)
		}
		for _, change := range []string{"id + 1000", "4003 - id", "id - 3000"} { // 1 and 2 change places
			_, err := db.Exec("UPDATE amends_accounts SET id = " + change)
			require.NoError(t, err)
			_, err = db.Exec("UPDATE amends_journal SET account = " + strings.ReplaceAll(change, "id", "account"))
			require.NoError(t, err)
		}
		fund("p3", pool, 7)
		balances, err := store.Balances(t.Context(), "", pool, other)
		require.NoError(t, err)
		require.EqualValues(t, 22, balances[0].Allocated)
		require.EqualValues(t, 300, balances[1].Allocated)
		require.NoError(t, store.Verify(t.Context()))
	})
}
