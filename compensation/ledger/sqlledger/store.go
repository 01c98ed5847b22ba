// Package sqlledger keeps the ledger in SQLite (one machine, several processes)
// or PostgreSQL (many machines) through database/sql. The caller brings the
// driver and opens the database:
//
//	db, err := sql.Open("sqlite", "budget.db") // modernc.org/sqlite
//	books, err := sqlledger.New(ctx, db, sqlledger.SQLite)
//
// Calls that arrive while a transaction is under way share the next one; each
// caller gets its own outcome and error. [Store.Tx] works inside the caller's
// own transaction instead.
package sqlledger

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/amendsgo/amends/compensation/ledger"
)

// Dialect is the database that a [Store] speaks to.
type Dialect uint8

// The dialects: SQLite 3.38 or later, PostgreSQL 14 or later.
const (
	SQLite Dialect = iota + 1
	PostgreSQL
)

// Store is a durable ledger, safe for concurrent use. It holds no connection
// between calls and needs no closing; the caller closes the database.
type Store struct {
	db       *sql.DB
	dialect  dialect
	clock    func() time.Time // nil: the database's
	timeouts Timeouts
	migrated bool // by the caller
	alone    bool
	queue    queue
	known    known
	prepared map[string]*sql.Stmt // of the dialect; for as long as the database is open
}

var _ ledger.Ledger = (*Store)(nil)

// Timeouts bound how long anything may last. Transaction is for a whole unit of
// work, waiting included, and for a reading, but for Verify; Lock for a wait on other transactions; Idle for how
// long PostgreSQL lets a client keep locks without a word. Zero keeps the
// default: 10, 2 and 5 seconds.
type Timeouts struct {
	Transaction, Lock, Idle time.Duration
}

// Option changes how [New] makes a store.
type Option func(*Store)

// WithClock sets the store's one clock, which is read after the locks. Without
// it, that is the machine's clock for SQLite and the server's for PostgreSQL.
func WithClock(now func() time.Time) Option { return func(s *Store) { s.clock = now } }

// WithTimeouts replaces those timeouts that are not zero.
func WithTimeouts(t Timeouts) Option {
	return func(s *Store) {
		for _, v := range []struct{ to, from *time.Duration }{
			{&s.timeouts.Transaction, &t.Transaction}, {&s.timeouts.Lock, &t.Lock}, {&s.timeouts.Idle, &t.Idle},
		} {
			if *v.from > 0 {
				*v.to = *v.from
			}
		}
	}
}

// WithoutMigrating leaves the tables to the caller, who applies [Migrations].
func WithoutMigrating() Option { return func(s *Store) { s.migrated = true } }

// WithoutGrouping gives each call a transaction of its own. It is slower under
// load; it is there to be measured against.
func WithoutGrouping() Option { return func(s *Store) { s.alone = true } }

// New makes a store on a database and brings its tables up to date; several
// processes may do so at once. Only tables whose names begin with amends_ are
// touched.
func New(ctx context.Context, db *sql.DB, d Dialect, opts ...Option) (*Store, error) {
	s := &Store{db: db, timeouts: Timeouts{Transaction: 10 * time.Second, Lock: 2 * time.Second, Idle: 5 * time.Second}}
	for _, opt := range opts {
		opt(s)
	}
	s.queue.most = maxGroup
	if s.alone {
		s.queue.most = 1
	}
	switch d {
	case SQLite:
		s.dialect = sqlite()
		if s.clock == nil {
			s.clock = time.Now //nolint:forbidigo // a store has one clock, and this is its default
		}
	case PostgreSQL:
		s.dialect = postgres()
	default:
		return nil, fmt.Errorf("sqlledger: unknown dialect %d, want SQLite or PostgreSQL", d)
	}
	if !s.migrated {
		if err := Migrate(ctx, db, d); err != nil {
			return nil, err
		}
	}
	_, err := s.Balances(ctx, "", ledger.Account{Name: "any", Unit: ledger.Count})
	if err != nil {
		return nil, fmt.Errorf("sqlledger: cannot read the ledger's tables: %w", err)
	}
	s.prepared, err = prepare(ctx, db, s.dialect.prepare)
	if err != nil {
		return nil, fmt.Errorf("sqlledger: %w", unavailable(err))
	}
	return s, nil
}

// Do carries out an operation; see [ledger.Ledger]. When the caller gives up
// waiting, the error is [ledger.ErrUnavailable]: the operation may still be done.
func (s *Store) Do(ctx context.Context, op ledger.Op) (ledger.Outcome, error) {
	if err := ledger.Validate(op); err != nil {
		return ledger.Outcome{}, err
	}
	if err := ctx.Err(); err != nil {
		return ledger.Outcome{}, unavailable(err)
	}
	c := &call{ctx: ctx, op: op, done: make(chan struct{})}
	if s.alone && !s.dialect.oneWriter {
		go s.settle([]*call{c})
	} else {
		s.queue.add(c, s.settle)
	}
	select {
	case <-c.done:
		return c.out, c.err
	case <-ctx.Done():
		return ledger.Outcome{}, unavailable(ctx.Err())
	}
}

// unavailable marks an error after which nobody knows what was done.
func unavailable(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ledger.ErrUnavailable, err)
}
