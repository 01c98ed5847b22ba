package sqlledger

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"github.com/amendsgo/amends/compensation/ledger"
)

// result is what became of one operation of a group.
type result struct {
	out ledger.Outcome
	err error
}

// work is the unit of work: lock and load what the operations touch, decide each
// with [ledger.Apply] on what the ones before have left, write the sum of it. An
// error of the database is returned, and the transaction must end.
func (s *Store) work(ctx context.Context, tx *sql.Tx, ops []ledger.Op, t Timeouts) ([]result, error) {
	q := &statements{tx: tx, prepared: s.prepared, own: t.Transaction > 0}
	if _, err := q.ExecContext(ctx, s.dialect.begin(t)); err != nil {
		return nil, err
	}
	loaded, err := s.load(ctx, q, ops)
	if err != nil {
		return nil, err
	}
	results := make([]result, len(ops))
	for i, op := range ops {
		out, change, err := ledger.Apply(loaded.view, op, loaded.now)
		results[i] = result{out, err}
		loaded.merge(change)
	}
	return results, s.save(ctx, q, loaded)
}

// loaded is what was locked and read, and what has become of it.
type loaded struct {
	now      time.Time
	view     *ledger.View
	versions map[accountKey]int64 // as read
	known    map[string]bool      // holds that the database has

	rows     map[accountKey]ledger.Row
	holds    map[string]ledger.Hold
	entries  []ledger.Entry
	receipts []ledger.Receipt
}

func (l *loaded) merge(c ledger.Change) {
	l.view.Merge(c)
	for _, e := range c.Entries {
		l.rows[keyOf(e.After.Account)] = ledger.Row{Balance: e.After, Version: e.Version}
	}
	for _, h := range c.Holds {
		l.holds[h.ID] = h
	}
	l.entries = append(l.entries, c.Entries...)
	l.receipts = append(l.receipts, c.Receipts...)
}

// load locks accounts in the one order, then reads the holds: a hold that was
// read before its accounts were locked may have changed since.
func (s *Store) load(ctx context.Context, q *statements, ops []ledger.Op) (*loaded, error) {
	ids, receipts := named(ops)
	swept, err := s.expired(ctx, q, ops)
	if err != nil {
		return nil, err
	}
	ids = append(ids, swept...)
	var peeked map[string]ledger.Hold
	if len(ids) > 0 {
		if peeked, _, err = s.readHolds(ctx, q, s.dialect.peek, ids); err != nil {
			return nil, err
		}
	}
	l := &loaded{
		view:     ledger.NewView(),
		versions: map[accountKey]int64{}, known: map[string]bool{},
		rows: map[accountKey]ledger.Row{}, holds: map[string]ledger.Hold{},
	}
	locks := touched(ops, peeked, swept)
	if err := s.lockAccounts(ctx, q, locks, l); err != nil {
		return nil, err
	}
	held := peeked
	if s.dialect.holds != "" {
		if held, l.now, err = s.readHolds(ctx, q, s.dialect.holds, ids); err != nil {
			return nil, err
		}
		for _, lock := range touched(ops, held, swept) {
			if _, locked := slices.BinarySearchFunc(locks, lock, ledger.Lock.Compare); !locked {
				return nil, errMoved
			}
		}
	}
	for _, h := range held {
		l.view.PutHold(h)
		l.known[h.ID] = true
	}
	if err := s.readReceipts(ctx, q, receipts, l.view); err != nil {
		return nil, err
	}
	if s.clock != nil {
		l.now = s.clock()
	}
	return l, nil
}

// named lists the holds and receipts that operations name, each once.
func named(ops []ledger.Op) (ids []string, receipts []receiptRow) {
	seen := map[string]bool{}
	for _, op := range ops {
		if id := ledger.HoldID(op); id != "" && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
		if kind, key, ok := ledger.ReceiptKey(op); ok {
			receipts = append(receipts, receiptRow{Kind: kind, Key: key})
		}
	}
	return ids, receipts
}

// touched lists what must be locked for all operations together, in order.
func touched(ops []ledger.Op, holds map[string]ledger.Hold, swept []string) []ledger.Lock {
	var locks []ledger.Lock
	for _, op := range ops {
		var concerned []ledger.Hold
		ids := []string{ledger.HoldID(op)}
		if _, ok := op.(ledger.Sweep); ok {
			ids = swept
		}
		for _, id := range ids {
			if h, ok := holds[id]; ok {
				concerned = append(concerned, h)
			}
		}
		locks = append(locks, ledger.Touches(op, concerned...)...)
	}
	slices.SortFunc(locks, ledger.Lock.Compare)
	return slices.CompactFunc(locks, func(a, b ledger.Lock) bool { return a.Compare(b) == 0 })
}
