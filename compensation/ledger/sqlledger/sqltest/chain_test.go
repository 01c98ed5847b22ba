package sqltest

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

// SQLite finds an account's entries along a chain: from any version on, whether
// other accounts' lines stand between them or not.
func TestChainedJournal(t *testing.T) {
	store, db := openSQLite(t, filepath.Join(t.TempDir(), "ledger.db"))
	rare := ledger.Account{Name: "rare", Unit: "EUR"}
	tx, err := db.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	for i := range 1500 {
		_, err := store.Tx(tx).Do(t.Context(), ledger.Fund{ID: fmt.Sprint("p", i), Account: pool, Amount: int64(i)})
		require.NoError(t, err)
		if i%100 == 0 {
			_, err := store.Tx(tx).Do(t.Context(), ledger.Fund{ID: fmt.Sprint("r", i), Account: rare, Amount: 1})
			require.NoError(t, err)
		}
	}
	require.NoError(t, tx.Commit())
	for account, last := range map[ledger.Account]int64{pool: 1500, rare: 15, {Name: "nobody's", Unit: "EUR"}: 0} {
		for _, from := range []int64{0, 1, 2, 12, 63, 64, 65, 499, 500, 501, 575, 576, 577, 1024, 1500, 1501, 9000} {
			next := max(from, 1)
			for e, err := range store.Journal(t.Context(), account, from) {
				require.NoError(t, err)
				require.Equal(t, next, e.Version)
				require.Equal(t, account, e.After.Account)
				next++
			}
			require.Equal(t, max(last+1, from, 1), next, "%s from %d", account, from)
		}
	}
	require.NoError(t, store.Verify(t.Context()))
}

func TestVerifyFindsBrokenChains(t *testing.T) {
	for _, c := range []struct{ change, want string }{
		{"UPDATE amends_journal SET prev = prev - 1 WHERE version = 3", "journal of hosting/business: version 3 does not name the one before"},
		{"UPDATE amends_journal SET prev = 99 WHERE version = 3", "journal of hosting/business: version 3 does not name the one before"},
		{"UPDATE amends_accounts SET last = 2", "account hosting/business does not name its last entry"},
		{"UPDATE amends_accounts SET last = NULL", "account hosting/business does not name its last entry"},
		{"UPDATE amends_accounts SET held = 1", "held 1"},
		{"DELETE FROM amends_accounts", "its journal says allocated 15"},
	} {
		store, db := openSQLite(t, filepath.Join(t.TempDir(), "ledger.db"))
		for i := range 3 {
			_, err := store.Do(t.Context(), ledger.Fund{ID: fmt.Sprint("p", i), Account: pool, Amount: 5})
			require.NoError(t, err)
		}
		require.NoError(t, store.Verify(t.Context()))
		_, err := db.Exec(c.change)
		require.NoError(t, err)
		err = store.Verify(t.Context())
		var broken *ledger.VerifyError
		require.ErrorAs(t, err, &broken, c.change)
		require.ErrorContains(t, err, c.want)
	}
}
