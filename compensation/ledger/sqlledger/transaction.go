package sqlledger

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"time"
)

// transaction is one of the store's own: *sql.Tx, or a byHand.
type transaction interface {
	querier
	Commit() error
	Rollback() error
}

// begin begins a transaction on a connection and bounds it. The transaction must
// be ended even after an error, if it is there.
func (s *Store) begin(ctx context.Context, conn *sql.Conn, t Timeouts) (transaction, *statements, error) {
	d := s.dialect
	if d.begin != "" {
		tx := &byHand{conn, ctx}
		_, err := tx.ExecContext(ctx, d.begin+d.bounds(t))
		return tx, &statements{querier: tx, own: true}, err
	}
	if _, err := conn.ExecContext(context.WithoutCancel(ctx), d.connect+d.bounds(t)); err != nil { // waits for nobody
		return nil, nil, err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, nil, err
	}
	_, err = tx.ExecContext(ctx, d.writer)
	return tx, &statements{querier: tx, tx: tx, prepared: s.prepared, own: true}, err
}

// join is how a unit of work begins in the caller's transaction. Each statement is
// on its own, so that a wait in it ends with the context.
func (s *Store) join(ctx context.Context, tx *sql.Tx, t Timeouts) (*statements, error) {
	_, err := tx.ExecContext(ctx, s.dialect.bounds(t))
	if err == nil && s.dialect.writer != "" {
		_, err = tx.ExecContext(ctx, s.dialect.writer)
	}
	return &statements{querier: tx, tx: tx, prepared: s.prepared}, err
}

// byHand is a transaction that was begun with other statements in one round trip,
// for which database/sql has no word.
type byHand struct {
	*sql.Conn
	ctx context.Context //nolint:containedctx // that of the transaction, as in *sql.Tx
}

// Commit is one round trip, and an error leaves open whether it was done.
func (tx *byHand) Commit() error {
	_, err := tx.ExecContext(tx.ctx, "COMMIT")
	return err
}

// Rollback undoes the transaction, even if its context is over. A connection that
// cannot do so is not used again.
func (tx *byHand) Rollback() error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(tx.ctx), time.Second)
	defer cancel()
	_, err := tx.ExecContext(ctx, "ROLLBACK")
	if err != nil {
		err = errors.Join(err, tx.Raw(func(any) error { return driver.ErrBadConn }))
	}
	return err
}
