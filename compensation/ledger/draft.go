package ledger

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// draft gathers the change of one operation.
type draft struct {
	view     *View
	now      time.Time
	change   Change
	accounts []*account // of the entries, where the view has them
	olds     []*Hold    // of the holds, where the view has them
	draws    []Draw     // of a Reserve, to be kept
}

// reset begins a draft anew, in the room that it has.
func (d *draft) reset(v *View, now time.Time) {
	d.view, d.now = v, time.UnixMicro(now.UnixMicro()).UTC()
	if cap(d.change.Entries) > mostRoom {
		*d = draft{view: d.view, now: d.now}
	}
	d.clear()
}

// mostRoom is how many entries a draft keeps room for.
const mostRoom = 1000

func (d *draft) clear() {
	d.change = Change{Entries: d.change.Entries[:0], Holds: d.change.Holds[:0], Receipts: d.change.Receipts[:0]}
	d.accounts, d.olds = d.accounts[:0], d.olds[:0]
}

// row is an account as the draft has left it so far; an account that is not
// there yet is empty, and nil in the view.
func (d *draft) row(a Account) (row Row, at *account, err error) {
	row, at, ok := d.last(a)
	if !ok {
		if at = d.view.accounts[a.key()]; at == nil {
			return Row{Balance: Balance{Account: a}}, nil, nil
		}
		row = at.row
	}
	if row.Balance.Unit != a.Unit {
		return Row{}, nil, fmt.Errorf("%w: account %s is kept in %s", ErrUnit, a, row.Balance.Unit)
	}
	return row, at, nil
}

func (d *draft) last(a Account) (Row, *account, bool) {
	for i := len(d.change.Entries) - 1; i >= 0; i-- {
		if e := &d.change.Entries[i]; e.After.key() == a.key() {
			return Row{Balance: e.After, Version: e.Version}, d.accounts[i], true
		}
	}
	return Row{}, nil, false
}

// post appends an entry, whose kind, names and delta are given, to an account's
// journal.
func (d *draft) post(a Account, e Entry) error {
	row, at, err := d.row(a)
	if err != nil {
		return err
	}
	return d.append(row, at, e)
}

// take sets draws aside, each under the ceiling that comes with it, and lists
// those that do not fit. What is owed always fits; the rest of a draw fits when
// the whole draw stays within the ceiling.
func (d *draft) take(hold string, draws []Draw) (short []Shortage, err error) {
	for _, draw := range draws {
		row, at, err := d.row(draw.Account)
		if err != nil {
			return nil, err
		}
		row.Balance.Limit = draw.Limit
		if left := row.Balance.Left(); draw.Amount > draw.Owed && draw.Amount > left {
			short = append(short, Shortage{Account: draw.Account, Asked: draw.Amount, Owed: draw.Owed, Left: left})
			continue
		}
		entry := Entry{Kind: KindReserve, Hold: hold, Delta: Delta{Held: draw.Amount}}
		if err := d.append(row, at, entry); err != nil {
			return nil, err
		}
	}
	return short, nil
}

func (d *draft) append(row Row, at *account, e Entry) error {
	e.At, e.Version, e.After = d.now, row.Version+1, row.Balance
	b := &e.After
	if !add(&b.Allocated, e.Delta.Allocated) || !add(&b.Held, e.Delta.Held) || !add(&b.Spent, e.Delta.Spent) ||
		b.Held > math.MaxInt64-b.Spent {
		return fmt.Errorf("%w: %s of account %s", ErrOverflow, e.Kind, b.Account)
	}
	d.change.Entries = append(d.change.Entries, e)
	d.accounts = append(d.accounts, at)
	return nil
}

// put has a hold take the place of the one that its id has had, if any.
func (d *draft) put(h Hold, old *Hold) {
	d.change.Holds = append(d.change.Holds, h)
	d.olds = append(d.olds, old)
}

// add reports whether the sum is an amount: not negative, not beyond 64 bits.
func add(to *int64, delta int64) bool {
	if delta > 0 && *to > math.MaxInt64-delta {
		return false
	}
	*to += delta
	return *to >= 0
}

// settle takes an open hold to its end.
func (d *draft) settle(h *Hold, state State) error {
	var kind Kind
	spent := int64(0)
	switch state {
	case Committed:
		kind, spent = KindCommit, 1
	case Expired:
		kind = KindExpire
	default:
		kind = KindRelease
	}
	d.change.Entries = slices.Grow(d.change.Entries, len(h.Draws))
	for _, draw := range h.Draws {
		delta := Delta{Held: -draw.Amount, Spent: spent * draw.Amount}
		if err := d.post(draw.Account, Entry{Kind: kind, Hold: h.ID, Delta: delta}); err != nil {
			return err
		}
	}
	settled := *h
	settled.State, settled.Settled = state, d.now
	d.put(settled, h)
	return nil
}
