package sqltest

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/compensation/ledger/ledgertest"
	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

func TestMain(m *testing.M) {
	code := m.Run()
	StopShared()
	os.Exit(code)
}

// openSQLite opens a store on a file.
func openSQLite(tb testing.TB, path string, opts ...sqlledger.Option) (*sqlledger.Store, *sql.DB) {
	tb.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(tb, err)
	tb.Cleanup(func() { _ = db.Close() })
	s, err := sqlledger.New(tb.Context(), db, sqlledger.SQLite, opts...)
	require.NoError(tb, err)
	return s, db
}

// openPostgres opens a store on a schema.
func openPostgres(tb testing.TB, url string, opts ...sqlledger.Option) (*sqlledger.Store, *sql.DB) {
	tb.Helper()
	db, err := sql.Open("pgx", url)
	require.NoError(tb, err)
	db.SetMaxOpenConns(40)
	db.SetMaxIdleConns(40)
	tb.Cleanup(func() { _ = db.Close() })
	s, err := sqlledger.New(tb.Context(), db, sqlledger.PostgreSQL, opts...)
	require.NoError(tb, err)
	return s, db
}

// opener opens a store on an empty database.
type opener func(tb testing.TB, opts ...sqlledger.Option) (*sqlledger.Store, *sql.DB)

var stores = map[string]opener{
	"sqlite": func(tb testing.TB, opts ...sqlledger.Option) (*sqlledger.Store, *sql.DB) {
		return openSQLite(tb, filepath.Join(tb.TempDir(), "ledger.db"), opts...)
	},
	"postgres": func(tb testing.TB, opts ...sqlledger.Option) (*sqlledger.Store, *sql.DB) {
		return openPostgres(tb, URL(tb), opts...)
	},
}

// reopen makes a second store on a database, with a group of its own, as another
// process would.
func reopen(tb testing.TB, db *sql.DB) (*sqlledger.Store, error) {
	dialect := sqlledger.SQLite
	var version string
	if db.QueryRowContext(tb.Context(), "SHOW server_version").Scan(&version) == nil {
		dialect = sqlledger.PostgreSQL
	}
	return sqlledger.New(tb.Context(), db, dialect)
}

func onEach(t *testing.T, test func(t *testing.T, open opener)) {
	for name, open := range stores {
		t.Run(name, func(t *testing.T) { test(t, open) })
	}
}

func TestContract(t *testing.T) {
	t.Run("memory", func(t *testing.T) {
		ledgertest.Run(t, func(_ *testing.T, clock func() time.Time) ledger.Ledger {
			return ledger.NewMemory(ledger.WithClock(clock))
		})
	})
	onEach(t, func(t *testing.T, open opener) {
		t.Run("grouped", func(t *testing.T) {
			ledgertest.Run(t, func(t *testing.T, clock func() time.Time) ledger.Ledger {
				s, _ := open(t, sqlledger.WithClock(clock))
				return s
			})
		})
		t.Run("one by one", func(t *testing.T) {
			ledgertest.Run(t, func(t *testing.T, clock func() time.Time) ledger.Ledger {
				s, _ := open(t, sqlledger.WithClock(clock), sqlledger.WithoutGrouping())
				return s
			})
		})
	})
}
