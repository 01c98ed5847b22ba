package main

import (
	"path/filepath"
	"testing"

	"github.com/amendsgo/amends/compensation/ledger/sqlledger/sqltest"
)

// file is a SQLite file of the test's own, whose name has what a URL would read
// otherwise.
func file(t *testing.T) string { return filepath.Join(t.TempDir(), "a b%20?#.sqlite") }

// onEach runs a test on each kind of database, empty. Without a PostgreSQL server
// that part is skipped, or fails when AMENDS_REQUIRE_POSTGRES is 1.
func onEach(t *testing.T, test func(t *testing.T, db string)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) { test(t, file(t)) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, sqltest.URL(t)) })
}
