package ledger_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

// evidence is all that an audit looks at.
type evidence struct {
	rows     map[string]ledger.Row
	holds    map[string]ledger.Hold
	receipts []ledger.Receipt
	entries  []ledger.Entry
}

func (e *evidence) verify() error {
	audit := ledger.NewAudit()
	for _, h := range e.holds {
		audit.Hold(h)
	}
	for _, entry := range e.entries {
		audit.Entry(entry)
	}
	for _, r := range e.receipts {
		audit.Receipt(r)
	}
	for _, r := range e.rows {
		audit.Row(r)
	}
	return audit.Err()
}

// gather carries out a small history: holds a, b alike and committed, c open, d
// released, something given back.
func gather(t *testing.T) *evidence {
	e := &evidence{rows: map[string]ledger.Row{}, holds: map[string]ledger.Hold{}}
	view := ledger.NewView()
	draw := []ledger.Draw{{Account: pool, Amount: 10}, {Account: yearly, Amount: 10, Limit: new(int64(90))}}
	for _, op := range []ledger.Op{
		ledger.Fund{ID: "s1", Account: pool, Amount: 100},
		ledger.Fund{ID: "s2", Account: pool, Amount: 100},
		ledger.SetLimit{ID: "l1", Account: pool, Amount: 150},
		ledger.Reserve{ID: "a", Draws: draw},
		ledger.Commit{ID: "a"},
		ledger.Reserve{ID: "b", Draws: draw},
		ledger.Commit{ID: "b"},
		ledger.Reserve{ID: "c", Draws: draw},
		ledger.Reserve{ID: "d", Draws: draw},
		ledger.Release{ID: "d"},
		ledger.GiveBack{Key: "g1", Hold: "a", Amount: 3},
	} {
		_, change, err := ledger.Apply(view, op, time.Unix(0, 0))
		require.NoError(t, err)
		view.Merge(change)
		e.entries = append(e.entries, change.Entries...)
		e.receipts = append(e.receipts, change.Receipts...)
		for _, h := range change.Holds {
			e.holds[h.ID] = h
		}
		for _, entry := range change.Entries {
			e.rows[entry.After.Name] = ledger.Row{Balance: entry.After, Version: entry.Version}
		}
	}
	require.NoError(t, e.verify())
	return e
}

func TestAuditFindsWhatDoesNotAgree(t *testing.T) {
	hold := func(id string, change func(*ledger.Hold)) func(*evidence) {
		return func(e *evidence) {
			h := e.holds[id]
			change(&h)
			e.holds[id] = h
		}
	}
	row := func(change func(*ledger.Row)) func(*evidence) {
		return func(e *evidence) {
			r := e.rows[pool.Name]
			change(&r)
			e.rows[pool.Name] = r
		}
	}
	all := func(changes ...func(*evidence)) func(*evidence) {
		return func(e *evidence) {
			for _, change := range changes {
				change(e)
			}
		}
	}
	for name, tamper := range map[string]func(*evidence){
		"spent less":     row(func(r *ledger.Row) { r.Balance.Spent-- }),
		"held more":      row(func(r *ledger.Row) { r.Balance.Held++ }),
		"allocated more": row(func(r *ledger.Row) { r.Balance.Allocated++ }),
		"limit gone":     func(e *evidence) { r := e.rows[yearly.Name]; r.Balance.Limit = nil; e.rows[yearly.Name] = r },
		"version ahead":  row(func(r *ledger.Row) { r.Version++ }),
		"account gone":   func(e *evidence) { delete(e.rows, pool.Name) },
		"account of no story": func(e *evidence) {
			e.rows["x"] = ledger.Row{Balance: ledger.Balance{Account: ledger.Account{Name: "x", Unit: "EUR"}, Held: 1}}
		},
		"hold gone":        func(e *evidence) { delete(e.holds, "b") },
		"hold reopened":    hold("d", func(h *ledger.Hold) { h.State = ledger.Open }),
		"commit forgotten": hold("a", func(h *ledger.Hold) { h.State = ledger.Open }),
		"hold in no state": hold("d", func(h *ledger.Hold) { h.State = "lost" }),
		"amount changed":   hold("c", func(h *ledger.Hold) { h.Draws[0].Amount++ }),
		"swapped states": all(hold("c", func(h *ledger.Hold) { h.State = ledger.Released }),
			hold("d", func(h *ledger.Hold) { h.State = ledger.Open })),
		"given back to another": all(hold("a", func(h *ledger.Hold) { h.GivenBack = 0 }),
			hold("b", func(h *ledger.Hold) { h.GivenBack = 3 })),
		"receipt gone":        func(e *evidence) { e.receipts = e.receipts[1:] },
		"give back forgotten": func(e *evidence) { e.receipts = e.receipts[:3] },
		"receipt changed":     func(e *evidence) { e.receipts[0].Amount, e.receipts[1].Amount = 99, 101 },
		"receipt of no kind":  func(e *evidence) { e.receipts = append(e.receipts, ledger.Receipt{Kind: "?"}) },
		"limit changed":       func(e *evidence) { e.receipts[2].Amount++ },
		"last entry gone":     func(e *evidence) { e.entries = e.entries[:len(e.entries)-2] },
		"first entry gone":    func(e *evidence) { e.entries = e.entries[1:] },
		"a gap":               func(e *evidence) { e.entries = append(e.entries[:4:4], e.entries[5:]...) },
		"entries swapped":     func(e *evidence) { e.entries[0], e.entries[1] = e.entries[1], e.entries[0] },
		"entry of another":    func(e *evidence) { e.entries[3].Hold = "b" },
		"delta changed":       func(e *evidence) { e.entries[3].Delta.Held++ },
		"everything but rows": func(e *evidence) { e.entries, e.holds, e.receipts = nil, nil, nil },
	} {
		t.Run(name, func(t *testing.T) {
			e := gather(t)
			tamper(e)
			err := e.verify()
			var found *ledger.VerifyError
			require.ErrorAs(t, err, &found)
			require.NotEmpty(t, found.Faults)
			require.ErrorContains(t, err, found.Faults[0])
		})
	}
}
