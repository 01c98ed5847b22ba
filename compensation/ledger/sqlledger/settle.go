package sqlledger

import (
	"context"
	"database/sql/driver"
	"errors"
	"time"

	"github.com/amendsgo/amends/compensation/ledger"
)

// attempts is how often a unit of work begins anew after the database has
// undone it to let another one pass.
const attempts = 10

// settle carries out a group of calls in one transaction and tells each its
// outcome.
func (s *Store) settle(group []*call) { s.settleWithin(group, s.timeouts) }

// settleWithin tries each call on its own when the group was undone for certain,
// so that one that cannot be done takes no other along. What one of them waits
// for in vain is not waited for again and again.
func (s *Store) settleWithin(group []*call, t Timeouts) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(group[0].ctx), t.Transaction)
	defer cancel()
	results, err := s.retry(ctx, group, t)
	if err != nil && undone(err) && len(group) > 1 {
		t.Lock = max(t.Lock/20, time.Millisecond)
		for _, c := range group {
			s.settleWithin([]*call{c}, t)
		}
		return
	}
	for i, c := range group {
		if err != nil {
			c.finish(ledger.Outcome{}, unavailable(err))
			continue
		}
		c.finish(results[i].out, results[i].err)
	}
}

func (s *Store) retry(ctx context.Context, group []*call, t Timeouts) ([]result, error) {
	ops := make([]ledger.Op, len(group))
	for i, c := range group {
		ops[i] = c.op
	}
	for n := 1; ; n++ {
		results, err := s.transact(ctx, ops, t, n > 1)
		if err == nil || n == attempts || !passing(err) || ctx.Err() != nil {
			return results, err
		}
	}
}

// transact carries out operations in a transaction of their own. The results are
// worth something only once it has committed.
func (s *Store) transact(ctx context.Context, ops []ledger.Op, t Timeouts, peek bool) (results []result, err error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }() // goes back to the pool
	tx, q, err := s.begin(ctx, conn, t)
	if tx == nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = &rollbackError{cause: err, certain: tx.Rollback() == nil}
		}
	}()
	if err != nil {
		return nil, err
	}
	results, err = s.work(ctx, q, ops, peek)
	if err != nil {
		return nil, err
	}
	if err := tx.Commit(); err != nil {
		return nil, &commitError{err}
	}
	return results, nil
}

// commitError is a COMMIT that was not acknowledged: it may have happened.
type commitError struct{ cause error }

func (e *commitError) Error() string { return "commit: " + e.cause.Error() }
func (e *commitError) Unwrap() error { return e.cause }

// rollbackError is a failure before COMMIT.
type rollbackError struct {
	cause   error
	certain bool // the database has confirmed that the transaction is gone
}

func (e *rollbackError) Error() string { return e.cause.Error() }
func (e *rollbackError) Unwrap() error { return e.cause }

// errMoved: a hold was reserved anew between the first look and the lock, so
// other accounts must be locked.
var errMoved = errors.New("a hold changed while its accounts were being locked")

// undone reports that nothing was done, and that the cause may lie with a single
// operation. A busy SQLite is busy for all of them.
func undone(err error) bool {
	var e *rollbackError
	var c *commitError
	return errors.As(err, &e) && e.certain && !errors.As(err, &c) && !busy(err)
}

// passing reports that the transaction is gone because others were in its way, or
// because its connection was dead already, and may pass when it is tried again at
// once.
func passing(err error) bool {
	var commit *commitError
	if errors.Is(err, errMoved) || errors.Is(err, driver.ErrBadConn) && !errors.As(err, &commit) {
		return true
	}
	var state interface{ SQLState() string }
	if !errors.As(err, &state) {
		return false
	}
	switch state.SQLState() {
	case "40001", "40P01", "23505": // serialization failure, deadlock, the same new id twice
		return true
	}
	return false
}
