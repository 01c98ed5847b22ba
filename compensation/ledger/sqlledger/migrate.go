package sqlledger

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"
)

//go:embed migrations
var migrations embed.FS

// Migrations are the files that make the tables, numbered in order: 00001_ledger.sql
// and so on. They carry the marks of goose; what follows "+goose Down" undoes them.
func Migrations(d Dialect) (fs.FS, error) {
	switch d {
	case SQLite:
		return fs.Sub(migrations, "migrations/sqlite")
	case PostgreSQL:
		return fs.Sub(migrations, "migrations/postgres")
	}
	return nil, fmt.Errorf("sqlledger: unknown dialect %d, want SQLite or PostgreSQL", d)
}

// Migrate applies the migrations that a database still lacks, and remembers them
// in the table amends_migrations. Whoever comes while another one is at it waits.
func Migrate(ctx context.Context, db *sql.DB, d Dialect) error {
	files, err := Migrations(d)
	if err != nil {
		return err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("sqlledger: migrate: %w", unavailable(err))
	}
	defer func() { _ = conn.Close() }() // goes back to the pool
	if d == SQLite {
		if err := useWAL(ctx, conn); err != nil {
			return fmt.Errorf("sqlledger: migrate: %w", unavailable(err))
		}
	}
	if err := migrate(ctx, conn, d, files); err != nil {
		return fmt.Errorf("sqlledger: migrate: %w", unavailable(err))
	}
	return nil
}

// migrate begins by hand, because database/sql has no word for IMMEDIATE.
func migrate(ctx context.Context, conn *sql.Conn, d Dialect, files fs.FS) (err error) {
	begin := "BEGIN IMMEDIATE"
	if d == PostgreSQL {
		begin = "BEGIN"
	}
	if _, err := conn.ExecContext(ctx, begin); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_, undo := conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
			err = errors.Join(err, undo)
		}
	}()
	if d == PostgreSQL { // an arbitrary number, the same for everybody
		if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_xact_lock(7261643912)"); err != nil {
			return err
		}
	}
	if err := apply(ctx, conn, files); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, "COMMIT")
	return err
}

func apply(ctx context.Context, conn *sql.Conn, files fs.FS) error {
	if _, err := conn.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS amends_migrations (version bigint PRIMARY KEY)"); err != nil {
		return err
	}
	var done int
	if err := conn.QueryRowContext(ctx, "SELECT coalesce(max(version), 0) FROM amends_migrations").Scan(&done); err != nil {
		return err
	}
	entries, err := fs.ReadDir(files, ".") // sorted by name, and so by number
	if err != nil {
		return err
	}
	for _, entry := range entries {
		number, _, _ := strings.Cut(entry.Name(), "_")
		version, err := strconv.Atoi(number)
		if err != nil {
			return fmt.Errorf("%s: a migration begins with its number: %w", entry.Name(), err)
		}
		if version <= done {
			continue
		}
		text, err := fs.ReadFile(files, entry.Name())
		if err != nil {
			return err
		}
		if err := run(ctx, conn, string(text)); err != nil {
			return fmt.Errorf("%s: %w", entry.Name(), err)
		}
		if _, err := conn.ExecContext(ctx, "INSERT INTO amends_migrations (version) VALUES ($1)", version); err != nil {
			return err
		}
	}
	return nil
}

// run executes the statements before "+goose Down", each of which ends a line.
func run(ctx context.Context, conn *sql.Conn, text string) error {
	up, _, _ := strings.Cut(text, "-- +goose Down")
	for statement := range strings.SplitSeq(up, ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// useWAL lets readers go on while one writes. The mode is kept in the file.
func useWAL(ctx context.Context, conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, "PRAGMA busy_timeout = 10000"); err != nil {
		return err
	}
	for {
		var mode string
		err := conn.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode)
		if err == nil && mode != "wal" && mode != "memory" {
			return fmt.Errorf("journal mode is %q, and cannot be made WAL", mode)
		}
		if err == nil || !busy(err) {
			return err
		}
		select { // the busy timeout does not cover this statement
		case <-time.After(5 * time.Millisecond):
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		}
	}
}

// busy reports that another connection of SQLite was in the way.
func busy(err error) bool {
	var e interface{ Code() int }
	const sqliteBusy = 5
	return errors.As(err, &e) && e.Code()&0xff == sqliteBusy
}
