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
	if d.connect != "" {
		if _, err := conn.ExecContext(ctx, d.connect); err != nil {
			return nil, nil, err
		}
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, nil, err
	}
	q := &statements{querier: tx, tx: tx, prepared: s.prepared, own: true}
	return tx, q, s.bound(ctx, q, t)
}

// bound is how a unit of work begins in a transaction that is open. Each statement
// is on its own, so that a wait in it ends with the context.
func (s *Store) bound(ctx context.Context, q querier, t Timeouts) error {
	if _, err := q.ExecContext(ctx, s.dialect.bounds(t)); err != nil || s.dialect.writer == "" {
		return err
	}
	_, err := q.ExecContext(ctx, s.dialect.writer)
	return err
}

// byHand is a transaction that was begun with other statements in one round trip,
// for which database/sql has no word.
type byHand struct {
	*sql.Conn
	ctx context.Context //nolint:containedctx // that of the transaction, as in *sql.Tx
}

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
