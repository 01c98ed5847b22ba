package sqlledger

import (
	"context"
	"database/sql"
	"time"

	"github.com/amendsgo/amends/compensation/ledger"
)

// now reads the store's one clock.
func (s *Store) now(ctx context.Context, q querier) (time.Time, error) {
	if s.clock != nil {
		return s.clock(), nil
	}
	var micros int64
	err := each(ctx, q, s.dialect.now, nil, func(rows *sql.Rows) error { return rows.Scan(&micros) })
	return instant(&micros), err
}

// expired lists the holds that a sweep may release, if one is asked for: the
// oldest first, as many as the sweeps want. Apply decides again after the lock.
func (s *Store) expired(ctx context.Context, q querier, ops []ledger.Op) (ids []string, err error) {
	limit, all := 0, false
	for _, op := range ops {
		if sweep, ok := op.(ledger.Sweep); ok {
			limit += sweep.Limit
			all = all || sweep.Limit == 0
		}
	}
	if limit == 0 && !all {
		return nil, nil
	}
	if all {
		limit = 1 << 31
	}
	now, err := s.now(ctx, q)
	if err != nil {
		return nil, err
	}
	err = each(ctx, q, s.dialect.over, []any{now.UnixMicro(), limit}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// readHolds reads holds, and the database's clock beside them.
func (s *Store) readHolds(ctx context.Context, q querier, query string, ids []string) (map[string]ledger.Hold, time.Time, error) {
	list := make([]any, len(ids))
	for i, id := range ids {
		list[i] = id
	}
	holds, micros := map[string]ledger.Hold{}, int64(0)
	err := each(ctx, q, query, []any{s.dialect.list(list)}, func(rows *sql.Rows) error {
		var id, state, content, draws *string
		var reserved, expires, settled, back *int64
		err := rows.Scan(&micros, &id, &state, &content, &draws, &reserved, &expires, &settled, &back)
		if err != nil || id == nil {
			return err
		}
		holds[*id], err = holdRow{*id, ledger.State(*state), *content, *draws, *reserved, expires, settled, *back}.hold()
		return err
	})
	return holds, instant(&micros), err
}

// lockAccounts makes the rows that are missing, then locks and reads them all. In
// one statement the two would not do: it would not see the rows that others make
// at the same moment.
func (s *Store) lockAccounts(ctx context.Context, q *statements, locks []ledger.Lock, l *loaded) error {
	if len(locks) == 0 {
		return nil
	}
	var asked []accountRow
	for _, lock := range locks {
		if key := keyOf(lock.Account); l.accounts[key] == nil { // may be a cap to one and a pool to another
			l.accounts[key] = &account{key: key}
			asked = append(asked, accountRow{accountKey: key, Unit: lock.Account.Unit, Pool: lock.Pool})
		}
	}
	query, list := s.dialect.accounts, ""
	if ids, all := s.known.all(asked); all {
		list = s.dialect.list(ids)
	} else {
		query, list = s.dialect.accountsByName, encode(asked)
		if _, err := q.ExecContext(ctx, s.dialect.ensure, list); err != nil {
			return err
		}
	}
	err := each(ctx, q, query, []any{list}, func(rows *sql.Rows) error {
		var last int64
		r, err := scanAccount(rows, &last, &l.seq)
		if err != nil {
			return err
		}
		if a := l.accounts[r.accountKey]; a != nil {
			a.id, a.was, a.last = r.ID, r.Version, last
			l.locked = append(l.locked, a)
		}
		if r.Version > 0 { // else it was only made to be locked
			l.view.PutRow(r.row())
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(l.locked) < len(asked) { // somebody has deleted what was known
		s.known.forget()
		return errMoved
	}
	if q.own { // else they may be the caller's, and not committed
		s.known.add(l.locked)
	}
	return nil
}

func scanAccount(rows *sql.Rows, more ...any) (accountRow, error) {
	var r accountRow
	err := rows.Scan(append([]any{
		&r.ID, &r.Name, &r.Period, &r.Unit, &r.Allocated, &r.Held, &r.Spent, &r.Ceiling, &r.Version,
	}, more...)...)
	return r, err
}

func (s *Store) readReceipts(ctx context.Context, q querier, keys []receiptRow, view *ledger.View) error {
	if len(keys) == 0 {
		return nil
	}
	return each(ctx, q, s.dialect.receipts, []any{encode(keys)}, func(rows *sql.Rows) error {
		var r receiptRow
		err := rows.Scan(&r.Kind, &r.Key, &r.Name, &r.Period, &r.Unit, &r.Hold, &r.Amount, &r.At)
		view.PutReceipt(r.receipt())
		return err
	})
}

// each runs a query and hands over its rows.
func each(ctx context.Context, q querier, query string, args []any, row func(*sql.Rows) error) (err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err
	for rows.Next() {
		if err := row(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
