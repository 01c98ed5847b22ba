package sqlledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// save writes what has changed: all lists in one statement where every statement
// is a round trip to a server, else row by row.
func (s *Store) save(ctx context.Context, q querier, l *loaded) error {
	rows := l.changed()
	switch {
	case rows.empty():
		return nil
	case s.dialect.save != "":
		return saveAll(ctx, q, s.dialect.save, rows)
	}
	return s.saveEach(ctx, q, rows)
}

// row is a row to write; values are its columns in the order of the statements
// that write rows one by one.
type row interface{ values() []any }

// changes are the rows to write.
type changes struct{ accounts, newHolds, oldHolds, entries, receipts []row }

func (c changes) lists() [5][]row {
	return [5][]row{c.accounts, c.newHolds, c.oldHolds, c.entries, c.receipts}
}

func (c changes) empty() bool {
	for _, list := range c.lists() {
		if len(list) > 0 {
			return false
		}
	}
	return true
}

func (l *loaded) changed() (c changes) {
	for k, changed := range l.rows {
		r := toAccountRow(changed)
		r.Was = l.versions[k]
		c.accounts = append(c.accounts, r)
	}
	for id, h := range l.holds {
		if l.known[id] {
			c.oldHolds = append(c.oldHolds, toHoldRow(h))
		} else {
			c.newHolds = append(c.newHolds, toHoldRow(h))
		}
	}
	for _, e := range l.entries {
		c.entries = append(c.entries, toEntryRow(e))
	}
	for _, r := range l.receipts {
		c.receipts = append(c.receipts, toReceiptRow(r))
	}
	return c
}

func saveAll(ctx context.Context, q querier, query string, c changes) error {
	lists := c.lists()
	args := make([]any, len(lists))
	for i, list := range lists {
		args[i] = "[]"
		if len(list) > 0 {
			args[i] = encode(list)
		}
	}
	var counts [len(lists)]int64
	err := each(ctx, q, query, args, func(rows *sql.Rows) error {
		return rows.Scan(&counts[0], &counts[1], &counts[2], &counts[3], &counts[4])
	})
	for i, list := range lists {
		if err == nil {
			err = written(counts[i], len(list))
		}
	}
	return err
}

func (s *Store) saveEach(ctx context.Context, q querier, c changes) error {
	d := s.dialect
	for i, query := range []string{d.setAccounts, d.setHolds, d.setHolds, d.addEntries, d.addReceipts} {
		for _, r := range c.lists()[i] {
			result, err := q.ExecContext(ctx, query, r.values()...)
			if err != nil {
				return err
			}
			n, err := result.RowsAffected()
			if err := errors.Join(err, written(n, 1)); err != nil {
				return err
			}
		}
	}
	return nil
}

// written is the second guard behind the locks: a row that somebody else has
// changed meanwhile is not written, and the unit of work begins anew.
func written(n int64, want int) error {
	if n == int64(want) {
		return nil
	}
	return fmt.Errorf("%d of %d rows were written: %w", n, want, errMoved)
}
