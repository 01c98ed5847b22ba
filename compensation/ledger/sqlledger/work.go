package sqlledger

import (
	"context"
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
func (s *Store) work(ctx context.Context, q *statements, ops []ledger.Op, peek bool) ([]result, error) {
	loaded, err := s.load(ctx, q, ops, peek)
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
	accounts map[accountKey]*account
	locked   []*account      // in the order of their locks
	known    map[string]bool // holds that the database has
	seq      int64           // the journal's last line, where lines are chained

	changes []ledger.Change
	entries int            // of all changes
	holds   []*ledger.Hold // as they are in the end
	last    map[string]int // where the hold with an id is in holds
}

// account is a row that was locked.
type account struct {
	key  accountKey
	id   int64
	was  int64 // the version that was read
	last int64 // its last line in the journal, where lines are chained; zero for none
	row  ledger.Row
}

func newLoaded() *loaded {
	return &loaded{
		view:     ledger.NewView(),
		accounts: map[accountKey]*account{},
		known:    map[string]bool{},
		last:     map[string]int{},
	}
}

func (l *loaded) merge(c ledger.Change) {
	l.view.Merge(c)
	for i := range c.Entries {
		e := &c.Entries[i]
		l.accounts[keyOf(e.After.Account)].row = ledger.Row{Balance: e.After, Version: e.Version}
	}
	for i := range c.Holds {
		h := &c.Holds[i]
		if at, ok := l.last[h.ID]; ok {
			l.holds[at] = h
			continue
		}
		l.last[h.ID] = len(l.holds)
		l.holds = append(l.holds, h)
	}
	l.changes = append(l.changes, c)
	l.entries += len(c.Entries)
}

// load locks accounts in the one order, then reads the holds: a hold that was
// read before its accounts were locked may have changed since.
//
// The first look at the holds tells which accounts to lock. Ids that are to be
// reserved are mostly new, so they are looked at only if peek says so.
func (s *Store) load(ctx context.Context, q *statements, ops []ledger.Op, peek bool) (*loaded, error) {
	ids, receipts := named(ops, true)
	first := ids
	if !peek && s.dialect.holds != "" {
		first, _ = named(ops, false)
	}
	swept, err := s.expired(ctx, q, ops)
	if err != nil {
		return nil, err
	}
	ids, first = append(ids, swept...), append(first, swept...)
	var held map[string]ledger.Hold
	if len(first) > 0 {
		if held, _, err = s.readHolds(ctx, q, s.dialect.peek, first); err != nil {
			return nil, err
		}
	}
	l := newLoaded()
	locks := touched(ops, held, swept)
	if err := s.lockAccounts(ctx, q, locks, l); err != nil {
		return nil, err
	}
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

// named lists the holds and receipts that operations name, each hold once, those
// that are to be reserved only if reserved says so.
func named(ops []ledger.Op, reserved bool) (ids []string, receipts []receiptRow) {
	seen := make(map[string]bool, len(ops))
	for _, op := range ops {
		_, reserve := op.(ledger.Reserve)
		if id := ledger.HoldID(op); id != "" && !seen[id] && (reserved || !reserve) {
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
