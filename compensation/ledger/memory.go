package ledger

import (
	"sync"
	"time"
)

// Memory is a ledger that forgets everything with its process. The zero value
// is not ready; call [NewMemory].
type Memory struct {
	mu    sync.Mutex
	clock func() time.Time
}

// Option changes how [NewMemory] makes a ledger.
type Option func(*Memory)

// WithClock sets the ledger's one clock, which is read under its lock; otherwise
// it is time.Now.
func WithClock(now func() time.Time) Option { return func(m *Memory) { m.clock = now } }

// NewMemory makes an empty ledger, safe for concurrent use.
func NewMemory(opts ...Option) *Memory {
	m := &Memory{clock: time.Now} //nolint:forbidigo // a store has one clock; this is its default
	for _, opt := range opts {
		opt(m)
	}
	return m
}

