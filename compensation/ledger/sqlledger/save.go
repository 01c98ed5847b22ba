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

// changes are the rows to write, by sort.
type changes [sorts]list

// list is rows one after another, each of so many values.
type list struct {
	width  int
	values []any
}

func (l *list) add(row ...any) { l.values = append(l.values, row...) }
func (l *list) rows() int      { return len(l.values) / l.width }

func (c *changes) empty() bool {
	for _, l := range c {
		if len(l.values) > 0 {
			return false
		}
	}
	return true
}

// save writes what has changed: everything in one statement where every statement
// is a round trip to a server, else some rows at a time.
func (s *Store) save(ctx context.Context, q querier, l *loaded) error {
	c := l.changed(s.dialect.chained)
	switch {
	case c.empty():
		return nil
	case s.dialect.save != "":
		return saveAll(ctx, q, s.dialect.save, c)
	}
	return s.saveSome(ctx, q, c)
}

// changed lists the rows. Entries that are chained go on where the journal ends,
// and each names the line before it of its account.
func (l *loaded) changed(chained bool) *changes {
	c := &changes{}
	for sort, columns := range [...]string{accountWrites, holdWrites, holdWrites, entryWrites, receiptWrites} {
		c[sort].width = count(columns)
	}
	if chained {
		c[accounts].width++
		c[entries].width += 2
	}
	c[newHolds].values = make([]any, 0, len(l.holds)*c[newHolds].width)
	c[entries].values = make([]any, 0, l.entries*c[entries].width)
	c[accounts].values = make([]any, 0, len(l.locked)*c[accounts].width)
	for _, change := range l.changes {
		for i := range change.Entries {
			e := &change.Entries[i]
			a := l.accounts[keyOf(e.After.Account)]
			c[entries].addEntry(a.id, e)
			if chained {
				l.seq++
				c[entries].add(l.seq, maybe(a.last))
				a.last = l.seq
			}
		}
		for _, r := range change.Receipts {
			c[receipts].addReceipt(r)
		}
	}
	for _, a := range l.locked {
		if a.row.Version == 0 { // not changed
			continue
		}
		c[accounts].addAccount(a)
		if chained {
			c[accounts].add(a.last)
		}
	}
	for _, h := range l.holds {
		if l.known[h.ID] {
			c[oldHolds].addHold(h)
		} else {
			c[newHolds].addHold(h)
		}
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
	for _, l := range c {
		column := make([]any, l.rows())
		for i := range l.width {
			for row := range column {
				column[row] = l.values[row*l.width+i]
			}
			args = append(args, array(column))
		}
	}
	var counts [sorts]int
	err := each(ctx, q, query, args, func(rows *sql.Rows) error {
		return rows.Scan(&counts[accounts], &counts[newHolds], &counts[oldHolds], &counts[entries], &counts[receipts])
	})
	for sort, l := range c {
		if err == nil {
			err = written(counts[sort], l.rows())
		}
	}
	return err
}

// saveSome writes as many rows with each statement as it takes.
func (s *Store) saveSome(ctx context.Context, q querier, c *changes) error {
	for sort, l := range c {
		for i, size := range chunks {
			for l.rows() >= size {
				result, err := q.ExecContext(ctx, s.dialect.writes[sort][i], l.values[:size*l.width]...)
				if err != nil {
					return err
				}
				n, err := result.RowsAffected()
				if err := errors.Join(err, written(int(n), size)); err != nil {
					return err
				}
				l.values = l.values[size*l.width:]
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

func (l *list) addAccount(a *account) {
	b := a.row.Balance
	l.add(a.id, a.was, b.Unit, b.Allocated, b.Held, b.Spent, b.Limit, a.row.Version)
}

func (l *list) addHold(h *ledger.Hold) {
	l.add(h.ID, string(h.State), h.Content, string(appendDraws(nil, h.Draws)), h.Reserved.UnixMicro(),
		maybeMicros(h.Expires), maybeMicros(h.Settled), h.GivenBack)
}

// addEntry adds an entry of the account with an id.
func (l *list) addEntry(id int64, e *ledger.Entry) {
	b := &e.After
	l.add(id, e.Version, e.At.UnixMicro(), string(e.Kind), e.Key, e.Hold,
		e.Delta.Allocated, e.Delta.Held, e.Delta.Spent, b.Allocated, b.Held, b.Spent, b.Limit)
}

func (l *list) addReceipt(r ledger.Receipt) {
	a := r.Account
	l.add(string(r.Kind), r.Key, a.Name, a.Period, a.Unit, r.Hold, r.Amount, r.At.UnixMicro())
}
