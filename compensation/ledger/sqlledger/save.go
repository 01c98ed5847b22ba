package sqlledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// save writes what has changed, each table in one statement, or all in one.
func (s *Store) save(ctx context.Context, q querier, l *loaded) error {
	d, lists := s.dialect, l.lists(s.dialect.setHolds == "" && s.dialect.save == "")
	if lists.empty() {
		return nil
	}
	if d.save != "" {
		return saveAll(ctx, q, d.save, lists)
	}
	for i, query := range []string{d.setAccounts, d.addHolds, d.setHolds, d.addEntries, d.addReceipts} {
		if len(lists[i]) == 0 {
			continue
		}
		result, err := q.ExecContext(ctx, query, encode(lists[i]))
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		if err := errors.Join(err, written(n, len(lists[i]))); err != nil {
			return err
		}
	}
	return nil
}

// lists are the rows to write: accounts, new holds, changed holds, entries,
// receipts.
type lists [5][]any

func (l lists) empty() bool {
	for _, list := range l {
		if len(list) > 0 {
			return false
		}
	}
	return true
}

// lists gathers the rows; together puts changed holds among the new ones, for a
// statement that tells them apart itself.
func (l *loaded) lists(together bool) (out lists) {
	for k, row := range l.rows {
		r := toAccountRow(row)
		r.Was = l.versions[k]
		out[0] = append(out[0], r)
	}
	for id, h := range l.holds {
		to := &out[1]
		if l.known[id] && !together {
			to = &out[2]
		}
		*to = append(*to, toHoldRow(h))
	}
	for _, e := range l.entries {
		out[3] = append(out[3], toEntryRow(e))
	}
	for _, r := range l.receipts {
		out[4] = append(out[4], toReceiptRow(r))
	}
	return out
}

func saveAll(ctx context.Context, q querier, query string, lists lists) error {
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

// written is the second guard behind the locks: a row that somebody else has
// changed meanwhile is not written, and the unit of work begins anew.
func written(n int64, want int) error {
	if n == int64(want) {
		return nil
	}
	return fmt.Errorf("%d of %d rows were written: %w", n, want, errMoved)
}
