package sqlledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/amendsgo/amends/compensation/ledger"
)

// The sorts of rows that are written, in the order of writing.
const (
	accounts = iota
	newHolds
	oldHolds
	entries
	receipts
	sorts
)

// changes are the rows to write, by sort; the values of each are in the order of
// the columns.
type changes [sorts][][]any

// save writes what has changed: everything in one statement where every statement
// is a round trip to a server, else some rows at a time.
func (s *Store) save(ctx context.Context, q querier, l *loaded) error {
	rows := l.changed(s.dialect.chained)
	switch {
	case rows.empty():
		return nil
	case s.dialect.save != "":
		return saveAll(ctx, q, s.dialect.save, rows)
	}
	return s.saveSome(ctx, q, rows)
}

func (c *changes) empty() bool {
	for _, rows := range c {
		if len(rows) > 0 {
			return false
		}
	}
	return true
}

// changed lists the rows. Entries that are chained go on where the journal ends,
// and each names the line before it of its account.
func (l *loaded) changed(chained bool) *changes {
	c := &changes{}
	for i := range l.entries {
		e := &l.entries[i]
		a := l.accounts[keyOf(e.After.Account)]
		row := entryValues(a.id, e)
		if chained {
			l.seq++
			row = append(row, l.seq, maybe(a.last))
			a.last = l.seq
		}
		c[entries] = append(c[entries], row)
	}
	for _, a := range l.locked {
		if a.row.Version == 0 { // not changed
			continue
		}
		row := accountValues(a)
		if chained {
			row = append(row, a.last)
		}
		c[accounts] = append(c[accounts], row)
	}
	for i := range l.holds {
		sort := newHolds
		if l.known[l.holds[i].ID] {
			sort = oldHolds
		}
		c[sort] = append(c[sort], holdValues(&l.holds[i]))
	}
	for _, r := range l.receipts {
		c[receipts] = append(c[receipts], receiptValues(r))
	}
	return c
}

func maybe(n int64) *int64 {
	if n == 0 {
		return nil
	}
	return &n
}

// saveAll hands over a list for each column.
func saveAll(ctx context.Context, q querier, query string, c *changes) error {
	var args []any
	for sort, columns := range [...]string{accountWrites, holdWrites, holdWrites, entryWrites, receiptWrites} {
		column := make([]any, len(c[sort]))
		for i := range count(columns) {
			for j, row := range c[sort] {
				column[j] = row[i]
			}
			args = append(args, array(column))
		}
	}
	var counts [sorts]int
	err := each(ctx, q, query, args, func(rows *sql.Rows) error {
		return rows.Scan(&counts[accounts], &counts[newHolds], &counts[oldHolds], &counts[entries], &counts[receipts])
	})
	for sort, rows := range c {
		if err == nil {
			err = written(counts[sort], len(rows))
		}
	}
	return err
}

// saveSome writes as many rows with each statement as it takes.
func (s *Store) saveSome(ctx context.Context, q querier, c *changes) error {
	for sort, rows := range c {
		for i, size := range chunks {
			for len(rows) >= size {
				var args []any
				for _, row := range rows[:size] {
					args = append(args, row...)
				}
				rows = rows[size:]
				result, err := q.ExecContext(ctx, s.dialect.writes[sort][i], args...)
				if err != nil {
					return err
				}
				n, err := result.RowsAffected()
				if err := errors.Join(err, written(int(n), size)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// written is the second guard behind the locks: a row that somebody else has
// changed meanwhile is not written, and the unit of work begins anew.
func written(n, want int) error {
	if n == want {
		return nil
	}
	return fmt.Errorf("%d of %d rows were written: %w", n, want, errMoved)
}

func accountValues(a *account) []any {
	b := a.row.Balance
	return []any{a.id, a.was, b.Unit, b.Allocated, b.Held, b.Spent, b.Limit, a.row.Version}
}

func holdValues(h *ledger.Hold) []any {
	return []any{
		h.ID, string(h.State), h.Content, encode(h.Draws), h.Reserved.UnixMicro(),
		maybeMicros(h.Expires), maybeMicros(h.Settled), h.GivenBack,
	}
}

// entryValues are those of an entry of the account with an id.
func entryValues(id int64, e *ledger.Entry) []any {
	b := &e.After
	return []any{
		id, e.Version, e.At.UnixMicro(), string(e.Kind), e.Key, e.Hold,
		e.Delta.Allocated, e.Delta.Held, e.Delta.Spent, b.Allocated, b.Held, b.Spent, b.Limit,
	}
}

func receiptValues(r ledger.Receipt) []any {
	a := r.Account
	return []any{string(r.Kind), r.Key, a.Name, a.Period, a.Unit, r.Hold, r.Amount, r.At.UnixMicro()}
}
