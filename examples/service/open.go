package main

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"

	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

// tables are the service's own. A recommendation is never changed: its name is
// the digest of its bytes. A reservation says which of them a hold stands for,
// and who agreed to it.
const tables = `
	CREATE TABLE IF NOT EXISTS service_recommendations (
		record TEXT PRIMARY KEY,
		body   TEXT NOT NULL
	);
	CREATE TABLE IF NOT EXISTS service_reservations (
		id          TEXT PRIMARY KEY,
		record      TEXT NOT NULL REFERENCES service_recommendations,
		approved_by TEXT NOT NULL
	)`

// openStore opens a database and makes the tables that it lacks. Many processes
// may do so at once.
func openStore(ctx context.Context, name string) (*store, error) {
	s := &store{}
	dialect, prepare := sqlledger.SQLite, tables
	var err error
	if strings.HasPrefix(name, "postgres://") || strings.HasPrefix(name, "postgresql://") {
		const connections = 16
		dialect = sqlledger.PostgreSQL
		prepare = "SELECT pg_advisory_xact_lock(5172006471);" + tables // any number, the same for all
		s.turns = make(chan struct{}, connections)
		if s.db, err = sql.Open("pgx", name); err == nil {
			s.db.SetMaxOpenConns(2 * connections)
			s.db.SetMaxIdleConns(connections)
		}
	} else {
		s.turns = make(chan struct{}, 1) // one writer at a time, who comes first goes first
		s.db, err = openSQLite(name)
	}
	if err != nil {
		return nil, err
	}
	if s.ledger, err = sqlledger.New(ctx, s.db, dialect); err == nil {
		_, err = s.db.ExecContext(ctx, prepare)
	}
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// openSQLite opens a file so that what was acknowledged survives a loss of power.
func openSQLite(name string) (*sql.DB, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	file := url.URL{Path: filepath.ToSlash(path)} // percent-encodes what would end the path
	db, err := sql.Open("sqlite", "file:"+file.EscapedPath()+
		"?_pragma=busy_timeout(5000)&_pragma=synchronous(FULL)&_pragma=foreign_keys(on)")
	if err == nil {
		db.SetMaxOpenConns(8)
		db.SetMaxIdleConns(8)
	}
	return db, err
}

func (s *store) close() error { return s.db.Close() }
