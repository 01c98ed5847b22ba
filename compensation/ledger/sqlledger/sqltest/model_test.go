package sqltest

import (
	"errors"
	"flag"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/compensation/ledger/ledgertest"
	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

// classify puts what a ledger says into the model's words.
func classify(out ledger.Outcome, err error) (Answer, error) {
	for word, known := range map[string]error{
		"conflict": ledger.ErrConflict, "unknown": ledger.ErrUnknownHold, "expired": ledger.ErrExpired, "excess": ledger.ErrExcess,
	} {
		if errors.Is(err, known) {
			return Answer{Word: word}, nil
		}
	}
	switch {
	case out.Denied():
		return Answer{Word: "denied", Short: out.Short}, err
	case out.Repeated:
		return Answer{Word: "repeated"}, err
	}
	return Answer{Word: "done", Swept: out.Swept}, err
}

// machine lets a ledger and the model do the same, step by step. Ids and amounts
// are few and small, so that they meet; each run has names of its own.
func machine(l ledger.Ledger, clock *ledgertest.Clock, runs *int) func(*rapid.T) {
	return func(t *rapid.T) {
		*runs++
		prefix := fmt.Sprint("run ", *runs, "/")
		accounts := []ledger.Account{
			{Name: prefix + "pool", Unit: "EUR"},
			{Name: prefix + "other", Unit: "EUR"},
			{Name: prefix + "yearly", Period: "2026", Unit: "EUR"},
			{Name: prefix + "often", Period: "2026-Q4", Unit: "#"},
		}
		model := NewModel(clock.Now())
		id := rapid.Custom(func(t *rapid.T) string { return prefix + rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "id") })
		key := rapid.Custom(func(t *rapid.T) string { return prefix + fmt.Sprint(rapid.IntRange(1, 6).Draw(t, "key")) })
		amount := rapid.Int64Range(0, 12)
		account := rapid.SampledFrom(accounts[:2])
		both := func(t *rapid.T, op ledger.Op) {
			answer, err := classify(l.Do(t.Context(), op))
			require.NoError(t, err)
			require.Equal(t, model.Do(op), answer, "%+v", op)
		}
		both(t, ledger.Fund{ID: prefix + "0", Account: accounts[0], Amount: 20})
		both(t, ledger.Fund{ID: prefix + "00", Account: accounts[1], Amount: 20})
		t.Repeat(map[string]func(*rapid.T){
			"fund": func(t *rapid.T) {
				both(t, ledger.Fund{ID: key.Draw(t, "key"), Account: account.Draw(t, "account"), Amount: amount.Draw(t, "amount")})
			},
			"set limit": func(t *rapid.T) {
				both(t, ledger.SetLimit{ID: key.Draw(t, "key"), Account: account.Draw(t, "account"), Amount: amount.Draw(t, "amount")})
			},
			"reserve": func(t *rapid.T) {
				op := ledger.Reserve{
					ID: id.Draw(t, "id"), Content: "x",
					TTL: time.Duration(rapid.IntRange(0, 3).Draw(t, "half minutes")) * 30 * time.Second,
				}
				for i, a := range accounts {
					if rapid.IntRange(0, 2).Draw(t, "draw?") == 0 {
						continue
					}
					d := ledger.Draw{Account: a, Amount: rapid.Int64Range(0, 7).Draw(t, "amount")}
					if rapid.IntRange(0, 3).Draw(t, "owed?") == 0 {
						d.Owed = rapid.Int64Range(0, d.Amount).Draw(t, "owed")
					}
					if i >= 2 {
						d.Limit = new(amount.Draw(t, "limit"))
					}
					op.Draws = append(op.Draws, d)
				}
				both(t, op)
				switch rapid.IntRange(0, 3).Draw(t, "again?") {
				case 0:
					both(t, op)
				case 1:
					op.Content += "!"
					both(t, op)
				}
			},
			"commit":  func(t *rapid.T) { both(t, ledger.Commit{ID: id.Draw(t, "id")}) },
			"release": func(t *rapid.T) { both(t, ledger.Release{ID: id.Draw(t, "id")}) },
			"give back": func(t *rapid.T) {
				both(t, ledger.GiveBack{Key: key.Draw(t, "key"), Hold: id.Draw(t, "hold"), Amount: amount.Draw(t, "amount")})
			},
			"sweep": func(t *rapid.T) { both(t, ledger.Sweep{Limit: rapid.IntRange(0, 2).Draw(t, "limit")}) },
			"wait": func(t *rapid.T) {
				clock.Advance(time.Duration(rapid.IntRange(1, 4).Draw(t, "half minutes")) * 30 * time.Second)
				model.Now = clock.Now()
			},
			"": func(t *rapid.T) {
				balances, err := l.Balances(t.Context(), "", accounts...)
				require.NoError(t, err)
				for _, b := range balances {
					require.Equal(t, [3]int64{model.Allocated(b.Account), model.Held(b.Account), model.Spent(b.Account)},
						[3]int64{b.Allocated, b.Held, b.Spent}, "allocated, held, spent of %s", b.Account)
				}
			},
		})
		clock.Advance(time.Hour) // leaves nothing that a later run could sweep
		_, err := l.Do(t.Context(), ledger.Sweep{})
		require.NoError(t, err)
	}
}

// TestModel compares every store with the model. More runs: -rapid.checks 10000.
func TestModel(t *testing.T) {
	clock := ledgertest.NewClock(time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC))
	for name, open := range map[string]func(t *testing.T) ledger.Ledger{
		"memory": func(*testing.T) ledger.Ledger { return ledger.NewMemory(ledger.WithClock(clock.Now)) },
		"sqlite": func(t *testing.T) ledger.Ledger {
			s, _ := stores["sqlite"](t, sqlledger.WithClock(clock.Now))
			return s
		},
		"postgres": func(t *testing.T) ledger.Ledger {
			s, _ := stores["postgres"](t, sqlledger.WithClock(clock.Now))
			return s
		},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "postgres" && flag.Lookup("rapid.checks").Value.String() == "100" {
				require.NoError(t, flag.Set("rapid.checks", "20")) // a round trip for each step
				t.Cleanup(func() { _ = flag.Set("rapid.checks", "100") })
			}
			l, runs := open(t), 0
			rapid.Check(t, machine(l, clock, &runs))
			require.NoError(t, l.Verify(t.Context()))
		})
	}
}
