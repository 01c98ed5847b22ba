package ledger

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
)

// Audit proves that accounts, holds, receipts and journal agree. A store feeds it
// all of them as they were at one moment, in any order, but the entries of an
// account by version; then Err lists what does not agree.
//
// Entries and holds are compared hold by hold without keeping them: every amount
// is counted once as it is and once times a random weight of its hold. Sums that
// agree in both ways agree for each hold, but for one chance in 2^63.
type Audit struct {
	seed     maphash.Seed
	accounts map[key]*tally
	back     [2]uint64 // weighted: what holds say was given back, what receipts say
	faults   []string
}

// tally is what the four sources say of one account.
type tally struct {
	row              Row
	last             Row // after the last entry
	held, spent      sum // by the holds
	entryHeld        sum // by the journal
	entrySpent       sum
	funded, receipts sum
}

// sum is an amount, and the same with each part times its weight.
type sum struct {
	plain    int64
	weighted uint64
}

func (s *sum) add(amount int64, weight uint64) {
	s.plain += amount
	s.weighted += uint64(amount) * weight //nolint:gosec // sums modulo 2^64 by design
}

// NewAudit begins an audit.
func NewAudit() *Audit {
	return &Audit{seed: maphash.MakeSeed(), accounts: map[key]*tally{}}
}

func (a *Audit) weight(kind Kind, id string) uint64 {
	var h maphash.Hash
	h.SetSeed(a.seed)
	_, _ = h.WriteString(string(kind)) // never fails
	_ = h.WriteByte(0)
	_, _ = h.WriteString(id)
	return h.Sum64() | 1
}

func (a *Audit) tally(k key) *tally {
	t := a.accounts[k]
	if t == nil {
		t = &tally{}
		a.accounts[k] = t
	}
	return t
}

// Row takes in an account.
func (a *Audit) Row(r Row) { a.tally(r.Balance.key()).row = r }

// Hold takes in a hold.
func (a *Audit) Hold(h Hold) {
	w := a.weight("", h.ID)
	a.back[0] += uint64(h.GivenBack) * w //nolint:gosec // modulo 2^64 by design
	for _, d := range h.Draws {
		t := a.tally(d.Account.key())
		switch h.State {
		case Open:
			t.held.add(d.Amount, w)
		case Committed:
			back := h.GivenBack
			if d.Account.Unit == Count {
				back = 0
			}
			t.spent.add(d.Amount-back, w)
		case Released, Expired:
		default:
			a.fault("hold %q is in state %q", h.ID, h.State)
		}
	}
}

// Receipt takes in a receipt.
func (a *Audit) Receipt(r Receipt) {
	switch r.Kind {
	case KindFund, KindSetLimit:
		a.tally(r.Account.key()).receipts.add(r.Amount, a.weight(r.Kind, r.Key))
	case KindGiveBack:
		a.back[1] += uint64(r.Amount) * a.weight("", r.Hold) //nolint:gosec // modulo 2^64 by design
	default:
		a.fault("receipt %q is of kind %q", r.Key, r.Kind)
	}
}

// Entry takes in an entry; those of an account come by version.
func (a *Audit) Entry(e Entry) {
	t := a.tally(e.After.key())
	before := t.last
	if e.Version != before.Version+1 {
		a.fault("journal of %s: version %d follows %d", e.After.Account, e.Version, before.Version)
	}
	b := before.Balance
	if e.After.Allocated != b.Allocated+e.Delta.Allocated || e.After.Held != b.Held+e.Delta.Held ||
		e.After.Spent != b.Spent+e.Delta.Spent || before.Version > 0 && e.After.Unit != b.Unit {
		a.fault("journal of %s: version %d does not follow from the one before", e.After.Account, e.Version)
	}
	w := a.weight("", e.Hold)
	t.entryHeld.add(e.Delta.Held, w)
	t.entrySpent.add(e.Delta.Spent, w)
	switch e.Kind {
	case KindFund:
		t.funded.add(e.Delta.Allocated, a.weight(e.Kind, e.Key))
	case KindSetLimit:
		t.funded.add(e.After.Allocated, a.weight(e.Kind, e.Key))
	default: // of a hold, compared above
	}
	t.last = Row{Balance: e.After, Version: e.Version}
}

// Err is nil when all agrees, else a [*VerifyError]. It is called once, at the end.
func (a *Audit) Err() error {
	for _, t := range a.accounts {
		t.compare(a.fault)
	}
	if a.back[0] != a.back[1] {
		a.fault("holds and receipts differ in what was given back")
	}
	if len(a.faults) == 0 {
		return nil
	}
	slices.Sort(a.faults)
	return &VerifyError{Faults: a.faults}
}

func (a *Audit) fault(format string, args ...any) {
	a.faults = append(a.faults, fmt.Sprintf(format, args...))
}

func (t *tally) compare(fault func(string, ...any)) {
	b, last := t.row.Balance, t.last.Balance
	name := b.Account
	if name == (Account{}) {
		name = last.Account
	}
	if t.row.Version != t.last.Version || !b.equal(last) {
		fault("account %s is %s at version %d, but its journal says %s at version %d",
			name, b.amounts(), t.row.Version, last.amounts(), t.last.Version)
	}
	if b.Held < 0 || b.Spent < 0 || b.Allocated < 0 {
		fault("account %s is below zero: %s", name, b.amounts())
	}
	if t.held.plain != b.Held || t.spent.plain != b.Spent {
		fault("account %s is %s, but its holds say held %d, spent %d", name, b.amounts(), t.held.plain, t.spent.plain)
	}
	if t.held != t.entryHeld || t.spent != t.entrySpent {
		fault("account %s: its journal and its holds differ from hold to hold", name)
	}
	if t.funded != t.receipts {
		fault("account %s: its journal and its receipts differ", name)
	}
}

func (b Balance) equal(other Balance) bool {
	if !sameLimit(b.Limit, other.Limit) {
		return false
	}
	b.Limit, other.Limit = nil, nil
	return b == other
}

func (b Balance) amounts() string {
	var s strings.Builder
	fmt.Fprintf(&s, "allocated %d, held %d, spent %d", b.Allocated, b.Held, b.Spent)
	if b.Limit != nil {
		fmt.Fprintf(&s, ", limit %d", *b.Limit)
	}
	return s.String()
}
