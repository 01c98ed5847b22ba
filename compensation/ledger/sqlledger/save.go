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

// sorts has a bit for each sort of which there are rows.
func (c *changes) sorts() (some int) {
	for sort, l := range c {
		if l.count > 0 {
			some |= 1 << sort
		}
	}
	return some
}

// save writes what has changed: everything in one statement where every statement
// is a round trip to a server, else some rows at a time.
func (s *Store) save(ctx context.Context, q querier, l *loaded) error {
	atOnce := len(s.dialect.save) > 0
	c := l.changed(s.dialect.chained, atOnce)
	switch some := c.sorts(); {
	case some == 0:
		return nil
	case atOnce:
		return saveAll(ctx, q, s.dialect.save[some], c)
	}
	return s.saveSome(ctx, q, c)
}

// changed lists the rows. Entries that are chained go on where the journal ends,
// and each names the line before it of its account.
func (l *loaded) changed(chained, columns bool) *changes {
	c := &changes{}
	for sort, list := range [...]string{accountWrites, holdWrites, holdWrites, entryWrites, receiptWrites} {
		c[sort] = newList(count(list), columns)
	}
	if chained {
		c[accounts].width++
		c[entries].width += 2
	}
	c[newHolds].expect(len(l.holds))
	c[entries].expect(l.entries)
	c[accounts].expect(len(l.locked))
	for _, change := range l.changes {
		for i := range change.Entries {
			e := &change.Entries[i]
			a := l.accounts[keyOf(e.After.Account)]
			c[entries].addEntry(a.id, e)
			if chained {
				l.seq++
				c[entries].integer(l.seq)
				c[entries].maybe(some(a.last))
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
			c[accounts].integer(a.last)
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

func some(n int64) *int64 {
	if n == 0 {
		return nil
	}
	return &n
}

// saveAll hands over a list for each column.
func saveAll(ctx context.Context, q querier, query string, c *changes) error {
	var args []any
	for _, l := range c {
		if l.rows() == 0 {
			continue
		}
		for column := range l.width {
			args = append(args, l.array(column))
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
				l.values, l.count = l.values[size*l.width:], l.count-size*l.width
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
	l.integer(a.id)
	l.integer(a.was)
	l.text(a.row.Balance.Unit)
	l.balance(&a.row.Balance)
	l.integer(a.row.Version)
}

// balance adds the sums of an account.
func (l *list) balance(b *ledger.Balance) {
	l.integer(b.Allocated)
	l.integer(b.Held)
	l.integer(b.Spent)
	l.maybe(b.Limit)
}

func (l *list) addHold(h *ledger.Hold) {
	l.text(h.ID)
	l.text(string(h.State))
	l.text(h.Content)
	l.text(string(appendDraws(nil, h.Draws)))
	l.integer(h.Reserved.UnixMicro())
	l.maybe(maybeMicros(h.Expires))
	l.maybe(maybeMicros(h.Settled))
	l.integer(h.GivenBack)
}

// addEntry adds an entry of the account with an id.
func (l *list) addEntry(id int64, e *ledger.Entry) {
	l.integer(id)
	l.integer(e.Version)
	l.integer(e.At.UnixMicro())
	l.text(string(e.Kind))
	l.text(e.Key)
	l.text(e.Hold)
	l.integer(e.Delta.Allocated)
	l.integer(e.Delta.Held)
	l.integer(e.Delta.Spent)
	l.balance(&e.After)
}

func (l *list) addReceipt(r ledger.Receipt) {
	l.text(string(r.Kind))
	l.text(r.Key)
	l.text(r.Account.Name)
	l.text(r.Account.Period)
	l.text(r.Account.Unit)
	l.text(r.Hold)
	l.integer(r.Amount)
	l.integer(r.At.UnixMicro())
}
