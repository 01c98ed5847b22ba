package sqltest

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

func TestManyStartAtOnce(t *testing.T) {
	file, url := filepath.Join(t.TempDir(), "ledger.db"), ""
	for name, start := range map[string]func() (*sqlledger.Store, *sql.DB, error){
		"sqlite": func() (*sqlledger.Store, *sql.DB, error) {
			db, err := sql.Open("sqlite", file)
			if err != nil {
				return nil, nil, err
			}
			s, err := sqlledger.New(t.Context(), db, sqlledger.SQLite)
			return s, db, err
		},
		"postgres": func() (*sqlledger.Store, *sql.DB, error) {
			db, err := sql.Open("pgx", url)
			if err != nil {
				return nil, nil, err
			}
			s, err := sqlledger.New(t.Context(), db, sqlledger.PostgreSQL)
			return s, db, err
		},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "postgres" {
				url = URL(t)
			}
			var group sync.WaitGroup
			for range 12 {
				group.Go(func() {
					s, db, err := start()
					if err != nil {
						t.Error(err)
						return
					}
					defer func() { _ = db.Close() }()
					if _, err := s.Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 5}); err != nil {
						t.Error(err)
					}
				})
			}
			group.Wait()
			s, db, err := start()
			require.NoError(t, err)
			defer func() { _ = db.Close() }()
			balances, err := s.Balances(t.Context(), "", pool)
			require.NoError(t, err)
			require.EqualValues(t, 5, balances[0].Allocated)
			var versions int
			require.NoError(t, db.QueryRow("SELECT count(*) FROM amends_migrations").Scan(&versions))
			files, err := sqlledger.Migrations(sqlledger.SQLite)
			require.NoError(t, err)
			names, err := fs.Glob(files, "*.sql")
			require.NoError(t, err)
			require.Len(t, names, versions)
		})
	}
}

// The exported files can be run by somebody else, up and down again.
func TestMigrationsByHand(t *testing.T) {
	onEach(t, func(t *testing.T, _ opener) {
		dialect, driver, source := sqlledger.SQLite, "sqlite", filepath.Join(t.TempDir(), "ledger.db")
		if strings.HasSuffix(t.Name(), "postgres") {
			dialect, driver, source = sqlledger.PostgreSQL, "pgx", URL(t)
		}
		db, err := sql.Open(driver, source)
		require.NoError(t, err)
		defer func() { _ = db.Close() }()
		_, err = sqlledger.New(t.Context(), db, dialect, sqlledger.WithoutMigrating())
		require.ErrorContains(t, err, "sqlledger: cannot read the ledger's tables")

		files, err := sqlledger.Migrations(dialect)
		require.NoError(t, err)
		text, err := fs.ReadFile(files, "00001_ledger.sql")
		require.NoError(t, err)
		up, down, found := strings.Cut(string(text), "-- +goose Down\n")
		require.True(t, found)
		require.True(t, strings.HasPrefix(up, "-- +goose Up\n"))
		_, err = db.Exec(up)
		require.NoError(t, err)
		s, err := sqlledger.New(t.Context(), db, dialect, sqlledger.WithoutMigrating())
		require.NoError(t, err)
		_, err = s.Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 5})
		require.NoError(t, err)
		_, err = db.Exec(down)
		require.NoError(t, err)
		_, err = s.Do(t.Context(), ledger.Fund{ID: "s", Account: pool, Amount: 5})
		require.ErrorIs(t, err, ledger.ErrUnavailable)
	})
}

func TestUnknownDialect(t *testing.T) {
	for _, d := range []sqlledger.Dialect{0, 7} {
		_, err := sqlledger.New(t.Context(), nil, d)
		require.ErrorContains(t, err, "unknown dialect")
		require.ErrorContains(t, sqlledger.Migrate(t.Context(), nil, d), "unknown dialect")
	}
}
