package ledger

import (
	"cmp"
	"slices"
	"time"
)

// View is what a store has loaded of its rows, or all there is. [Apply] reads it;
// only Merge and the Put methods change it. What it lacks counts as not there.
type View struct {
	accounts map[key]*account
	keeps    bool // the journal too
	holds    map[string]*Hold
	timed    []*Hold // open holds that expire, and some that did before they were changed
	current  int     // how many of those are still what holds has
	receipts map[receiptKey]Receipt
}

type receiptKey struct {
	kind Kind
	key  string
}

// account is a row, and its journal where the view keeps that.
type account struct {
	row     Row
	journal journal
}

// NewView makes an empty view.
func NewView() *View {
	return &View{
		accounts: map[key]*account{},
		holds:    map[string]*Hold{},
		receipts: map[receiptKey]Receipt{},
	}
}

// PutRow adds or replaces an account.
func (v *View) PutRow(r Row) { v.account(r.Balance.key()).row = r }

// account makes an account that is missing.
func (v *View) account(k key) *account {
	a := v.accounts[k]
	if a == nil {
		a = &account{}
		v.accounts[k] = a
	}
	return a
}

// PutHold adds or replaces a hold. The view keeps its draws: the caller must not
// change them.
func (v *View) PutHold(h Hold) { v.put(&h, v.holds[h.ID]) }

// put replaces the hold that the id has had, if there was one.
func (v *View) put(h, old *Hold) {
	if old != nil && old.expires() {
		v.current--
	}
	v.holds[h.ID] = h
	if h.expires() {
		v.timed = append(v.timed, h)
		v.current++
	}
	if len(v.timed) > 2*v.current+100 {
		v.timed = slices.DeleteFunc(v.timed, func(h *Hold) bool { return v.holds[h.ID] != h })
	}
}

// PutReceipt adds or replaces a receipt.
func (v *View) PutReceipt(r Receipt) { v.receipts[receiptKey{r.Kind, r.Key}] = r }

// Merge carries a change over into the view, which keeps parts of it.
func (v *View) Merge(c Change) {
	for i := range c.Entries {
		v.enter(&c.Entries[i], nil)
	}
	for i := range c.Holds {
		v.put(&c.Holds[i], v.holds[c.Holds[i].ID])
	}
	for _, r := range c.Receipts {
		v.PutReceipt(r)
	}
}

// enter carries an entry over to its account, if that is known already.
func (v *View) enter(e *Entry, a *account) {
	if a == nil {
		a = v.account(e.After.key())
	}
	a.row.Balance, a.row.Version = e.After, e.Version
	if v.keeps {
		a.journal.append(e)
	}
}

// over lists the holds whose time is over, the oldest first, at most limit of
// them (zero: all).
func (v *View) over(now time.Time, limit int) []*Hold {
	var list []*Hold
	for _, h := range v.timed {
		if h.Over(now) && v.holds[h.ID] == h {
			list = append(list, h)
		}
	}
	slices.SortFunc(list, func(a, b *Hold) int {
		return cmp.Or(a.Expires.Compare(b.Expires), cmp.Compare(a.ID, b.ID))
	})
	if limit > 0 && len(list) > limit {
		list = list[:limit]
	}
	return list
}

// Change is what an operation does to a store's rows, to be persisted as a whole
// or not at all. The entries are in order; the last one of an account holds its
// new balance and version.
type Change struct {
	Entries  []Entry
	Holds    []Hold
	Receipts []Receipt
}

// Empty reports that there is nothing to persist.
func (c Change) Empty() bool { return len(c.Entries)+len(c.Holds)+len(c.Receipts) == 0 }
