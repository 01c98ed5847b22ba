package sqltest

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

// The traffic of the fault tests: workers fund, reserve, commit, release and give
// back, and what they were told is written down outside the system under test.
// What an operation says follows from its name alone, so that anybody can send an
// unanswered one again.

var pool = ledger.Account{Name: "hosting/business", Unit: "EUR"}

// step names an operation: one of fund, reserve, commit, release, back, and an id.
type step struct{ verb, id string }

func (s step) op() ledger.Op {
	n := number(s.id)
	amount := int64(1 + n%20)
	switch s.verb {
	case "fund":
		return ledger.Fund{ID: s.id, Account: pool, Amount: 40}
	case "reserve":
		client := ledger.Account{Name: fmt.Sprintf("yearly/c%d", n%50), Period: "2026", Unit: "EUR"}
		often := ledger.Account{Name: fmt.Sprintf("often/c%d", n%50), Period: "2026", Unit: ledger.Count}
		return ledger.Reserve{ID: s.id, Content: "content of " + s.id, Draws: []ledger.Draw{
			{Account: pool, Amount: amount},
			{Account: client, Amount: amount, Limit: new(int64(100_000))},
			{Account: often, Amount: 1, Limit: new(int64(10_000))},
		}}
	case "commit":
		return ledger.Commit{ID: s.id}
	case "release":
		return ledger.Release{ID: s.id}
	default:
		return ledger.GiveBack{Key: "back of " + s.id, Hold: s.id, Amount: 1}
	}
}

func number(id string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(id)) // never fails
	return h.Sum64() >> 8
}

// chain is what a worker does under one id, as long as each step is done.
func chain(id string) []step {
	var list []step
	if number(id)%8 == 0 {
		list = append(list, step{"fund", "fund for " + id})
	}
	list = append(list, step{"reserve", id})
	switch n := number(id) / 20 % 20; {
	case n < 10:
		list = append(list, step{"commit", id})
	case n < 14:
		list = append(list, step{"commit", id}, step{"back", id})
	case n < 19:
		list = append(list, step{"release", id})
	}
	return list
}

// record is the outside record. try comes before an operation is sent, answered
// when its outcome is known: granted, denied or done.
type record interface {
	try(s step)
	answered(s step, answer string)
}

// work sends chains until the context is over. An unanswered operation is sent
// again with the same id until it is answered.
func work(ctx context.Context, l ledger.Ledger, name string, to record) error {
	for i := 0; ctx.Err() == nil; i++ {
		for _, s := range chain(fmt.Sprintf("%s-%d", name, i)) {
			to.try(s)
			answer, err := send(ctx, l, s)
			if err != nil {
				if ctx.Err() != nil {
					return nil
				}
				return err
			}
			to.answered(s, answer)
			if answer == "denied" {
				break
			}
		}
	}
	return nil
}

func send(ctx context.Context, l ledger.Ledger, s step) (string, error) {
	for {
		out, err := l.Do(ctx, s.op())
		switch {
		case err == nil && out.Denied():
			return "denied", nil
		case err == nil && s.verb == "reserve":
			return "granted", nil
		case err == nil:
			return "done", nil
		case !errors.Is(err, ledger.ErrUnavailable) || ctx.Err() != nil:
			return "", fmt.Errorf("%s %s: %w", s.verb, s.id, err)
		}
	}
}

// truth is what was tried and what was answered.
type truth struct {
	mu      sync.Mutex
	answers map[step]string // empty: tried, and not answered
	changed []string
	unsure  int // operations that had to be sent again by somebody else
}

func newTruth() *truth { return &truth{answers: map[step]string{}} }

func (t *truth) try(s step) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, known := t.answers[s]; !known {
		t.answers[s] = ""
	}
}

func (t *truth) answered(s step, answer string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if old := t.answers[s]; old != "" && old != answer {
		t.changed = append(t.changed, fmt.Sprintf("%s %s was %s and is %s", s.verb, s.id, old, answer))
	}
	t.answers[s] = answer
}

// finish sends twice what nobody answered, and asks again for some of what was
// answered: it must be the same.
func (t *truth) finish(tb testing.TB, l ledger.Ledger) {
	tb.Helper()
	var again []step
	for s, answer := range t.answers {
		_, released := t.answers[step{"release", s.id}] // may be reserved anew: then it would be
		if answer == "" {
			t.unsure++
			again = append(again, s, s)
		} else if answer != "denied" && number(s.id)%100 == 0 && !released {
			again = append(again, s)
		}
	}
	for _, s := range again {
		answer, err := send(tb.Context(), l, s)
		require.NoError(tb, err)
		t.answered(s, answer)
	}
}

// check compares what the ledger holds with what was answered.
func (t *truth) check(tb testing.TB, l ledger.Ledger) {
	tb.Helper()
	ctx := tb.Context()
	require.Empty(tb, t.changed, "no outcome changes")
	want := map[ledger.Account]ledger.Balance{}
	add := func(a ledger.Account, allocated, held, spent int64) {
		b := want[a]
		want[a] = ledger.Balance{Account: a, Allocated: b.Allocated + allocated, Held: b.Held + held, Spent: b.Spent + spent}
	}
	counts, lost := map[string]int{}, 0
	for s, answer := range t.answers {
		counts[s.verb+" "+answer]++
		if s.verb == "fund" {
			add(pool, 40, 0, 0)
		}
		if s.verb != "reserve" {
			continue
		}
		state, back := ledger.Open, int64(0)
		if t.answers[step{"commit", s.id}] == "done" {
			state = ledger.Committed
		}
		if t.answers[step{"release", s.id}] == "done" {
			state = ledger.Released
		}
		if t.answers[step{"back", s.id}] == "done" {
			back = 1
		}
		h, err := l.Hold(ctx, s.id)
		if answer == "denied" {
			require.ErrorIs(tb, err, ledger.ErrUnknownHold, "%s was denied", s.id)
			continue
		}
		if err != nil || h.State != state || h.GivenBack != back || h.Content != "content of "+s.id {
			lost++
			tb.Errorf("%s was %s and then %s: the ledger has %+v, %v", s.id, answer, state, h, err)
		}
		for _, d := range s.op().(ledger.Reserve).Draws {
			switch state {
			case ledger.Open:
				add(d.Account, 0, d.Amount, 0)
			case ledger.Committed:
				spent := d.Amount
				if d.Account.Unit != ledger.Count {
					spent -= back
				}
				add(d.Account, 0, 0, spent)
			default: // counts no more
			}
		}
	}
	overspent := 0
	for a, b := range want {
		balances, err := l.Balances(ctx, "", a)
		require.NoError(tb, err)
		got := balances[0]
		got.Limit = nil
		require.Equal(tb, b, got, "account %s", a)
		version := int64(0)
		for e, err := range l.Journal(ctx, a, 1) {
			require.NoError(tb, err)
			version++
			require.Equal(tb, version, e.Version)
			if e.After.Left() < 0 {
				overspent++
			}
		}
	}
	require.NoError(tb, l.Verify(ctx))
	require.Zero(tb, overspent, "entries after which an account is overspent")
	var summary []string
	for what, n := range counts {
		summary = append(summary, fmt.Sprintf("%s %d", what, n))
	}
	tb.Logf("acknowledged %d, of them sent again by others %d; lost %d, changed %d, overspent %d; %s",
		len(t.answers), t.unsure, lost, len(t.changed), overspent, strings.Join(summary, ", "))
	for _, hit := range []string{"reserve denied", "reserve granted", "commit done", "release done", "back done", "fund done"} {
		require.NotZero(tb, counts[hit], hit)
	}
}
