package sqlledger

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

// server is the settling side of a queue, one step at a time.
type server struct {
	groups chan []*call
	next   chan struct{}
}

func newServer() *server {
	return &server{groups: make(chan []*call), next: make(chan struct{})}
}

func (s *server) settle(group []*call) {
	s.groups <- group
	<-s.next
	for _, c := range group {
		c.finish(ledger.Outcome{}, nil)
	}
}

func queued(ctx context.Context, q *queue, s *server) *call {
	c := &call{ctx: ctx, op: ledger.Sweep{}, done: make(chan struct{})}
	q.add(c, s.settle)
	return c
}

func TestWhatArrivesMeanwhileIsTheNextGroup(t *testing.T) {
	q, s := &queue{most: 3}, newServer()
	first := queued(t.Context(), q, s)
	require.Equal(t, []*call{first}, <-s.groups)
	var rest []*call
	for range 5 {
		rest = append(rest, queued(t.Context(), q, s))
	}
	s.next <- struct{}{}
	require.Equal(t, rest[:3], <-s.groups, "in order, as many as a group may have")
	s.next <- struct{}{}
	require.Equal(t, rest[3:], <-s.groups)
	s.next <- struct{}{}
	for _, c := range append(rest, first) {
		<-c.done
	}
	again := queued(t.Context(), q, s)
	require.Equal(t, []*call{again}, <-s.groups, "an idle queue starts anew")
	s.next <- struct{}{}
	<-again.done
}

func TestWhoGaveUpIsLeftOut(t *testing.T) {
	q, s := &queue{most: 3}, newServer()
	first := queued(t.Context(), q, s)
	<-s.groups
	ctx, cancel := context.WithCancel(t.Context())
	gone, here := queued(ctx, q, s), queued(t.Context(), q, s)
	cancel()
	s.next <- struct{}{}
	require.Equal(t, []*call{here}, <-s.groups)
	<-gone.done
	require.ErrorIs(t, gone.err, ledger.ErrUnavailable)
	require.ErrorIs(t, gone.err, context.Canceled)
	s.next <- struct{}{}
	<-first.done
	<-here.done
}
