package ledger

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"
)

// Memory is a ledger that forgets everything with its process. The zero value
// is not ready; call [NewMemory].
type Memory struct {
	clock func() time.Time

	mu    sync.Mutex
	view  *View // all there is
	draft draft
}

// Option changes how [NewMemory] makes a ledger.
type Option func(*Memory)

// WithClock sets the ledger's one clock, which is read under its lock; otherwise
// it is time.Now.
func WithClock(now func() time.Time) Option { return func(m *Memory) { m.clock = now } }

// NewMemory makes an empty ledger, safe for concurrent use.
func NewMemory(opts ...Option) *Memory {
	m := &Memory{
		clock: time.Now, //nolint:forbidigo // a store has one clock, and this is its default
		view:  NewView(),
	}
	m.view.keeps = true
	for _, opt := range opts {
		opt(m)
	}
	return m
}

// Do carries out an operation; see [Ledger].
func (m *Memory) Do(ctx context.Context, op Op) (Outcome, error) {
	if err := alive(ctx); err != nil {
		return Outcome{}, err
	}
	if err := Validate(op); err != nil {
		return Outcome{}, err
	}
	draws := ownDraws(op)
	m.lock()
	defer m.mu.Unlock()
	d := &m.draft // whose room is used again
	d.reset(m.view, m.clock())
	out, err := d.decide(op, draws)
	if err != nil {
		return Outcome{}, err
	}
	for i := range d.change.Entries {
		m.view.enter(&d.change.Entries[i], d.accounts[i])
	}
	for i, h := range d.change.Holds {
		m.view.put(&h, d.olds[i])
	}
	for _, r := range d.change.Receipts {
		m.view.PutReceipt(r)
	}
	return out, nil
}

// lock tries for some microseconds, which is longer than an operation takes: to be
// put to sleep and woken up costs more. sync.Mutex does so only while nobody else
// waits to run.
func (m *Memory) lock() {
	for range 2000 {
		if m.mu.TryLock() {
			return
		}
	}
	m.mu.Lock()
}

// Balances reads accounts at one moment; see [Ledger].
func (m *Memory) Balances(ctx context.Context, exceptHold string, accounts ...Account) ([]Balance, error) {
	if err := alive(ctx); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.view.Balances(exceptHold, accounts...)
}

// Hold returns a hold; see [Ledger].
func (m *Memory) Hold(ctx context.Context, id string) (Hold, error) {
	if err := alive(ctx); err != nil {
		return Hold{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	h := m.view.holds[id]
	if h == nil {
		return Hold{}, fmt.Errorf("%w: %q", ErrUnknownHold, id)
	}
	return h.clone(), nil
}

// Journal iterates over an account's entries as they are when it begins; see
// [Ledger].
func (m *Memory) Journal(ctx context.Context, account Account, from int64) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		parts, err := m.parts(account)
		if err != nil {
			yield(Entry{}, err)
			return
		}
		entries(parts, account, from, func(e Entry) bool {
			if err := alive(ctx); err != nil {
				yield(Entry{}, err)
				return false
			}
			return yield(e, nil)
		})
	}
}

// parts are safe to read without the lock: a journal only grows.
func (m *Memory) parts(account Account) ([][]line, error) {
	m.lock()
	defer m.mu.Unlock()
	if _, err := m.view.Balances("", account); err != nil {
		return nil, err
	}
	if a := m.view.accounts[account.key()]; a != nil {
		return slices.Clone(a.journal.parts), nil
	}
	return nil, nil
}

// Verify proves that accounts, holds and journal agree; see [Ledger].
func (m *Memory) Verify(ctx context.Context) error {
	if err := alive(ctx); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	audit := NewAudit()
	for _, a := range m.view.accounts {
		audit.Row(a.row)
		entries(a.journal.parts, a.row.Balance.Account, 1, func(e Entry) bool {
			audit.Entry(e)
			return true
		})
	}
	for _, h := range m.view.holds {
		audit.Hold(*h)
	}
	for _, r := range m.view.receipts {
		audit.Receipt(r)
	}
	return audit.Err()
}

// alive tells a caller who has given up that nothing was done.
func alive(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return nil
}
