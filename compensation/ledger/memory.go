package ledger

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"time"
)

// Memory is a ledger that forgets everything with its process. The zero value
// is not ready; call [NewMemory].
type Memory struct {
	clock func() time.Time

	mu   sync.Mutex
	view *View // all there is
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
	m.mu.Lock()
	defer m.mu.Unlock()
	out, change, err := decide(m.view, op, m.clock())
	if err != nil {
		return Outcome{}, err
	}
	m.view.Merge(change)
	return out, nil
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
		entries, err := m.entries(account)
		if err != nil {
			yield(Entry{}, err)
			return
		}
		for _, e := range entries[min(max(from-1, 0), int64(len(entries))):] {
			if err := alive(ctx); err != nil {
				yield(Entry{}, err)
				return
			}
			out := *e
			out.After.Limit = cloneLimit(e.After.Limit)
			if !yield(out, nil) {
				return
			}
		}
	}
}

// entries is safe to read without the lock: a journal only grows.
func (m *Memory) entries(account Account) ([]*Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, err := m.view.Balances("", account); err != nil {
		return nil, err
	}
	if a := m.view.accounts[account.key()]; a != nil {
		return a.journal, nil
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
		for _, e := range a.journal {
			audit.Entry(*e)
		}
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
