package sqlledger

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/amendsgo/amends/compensation/ledger"
)

// Rows as the database has them; the tags are the names of the columns.

type accountKey struct {
	Name   string `json:"name"`
	Period string `json:"period"`
}

func keyOf(a ledger.Account) accountKey { return accountKey{a.Name, a.Period} }

type accountRow struct {
	ID int64 `json:"id"`
	accountKey
	Unit      string `json:"unit"`
	Pool      bool   `json:"pool,omitempty"`
	Allocated int64  `json:"allocated"`
	Held      int64  `json:"held"`
	Spent     int64  `json:"spent"`
	Ceiling   *int64 `json:"ceiling"`
	Version   int64  `json:"version"`
}

func (r accountRow) row() ledger.Row {
	return ledger.Row{Version: r.Version, Balance: ledger.Balance{
		Account:   ledger.Account{Name: r.Name, Period: r.Period, Unit: r.Unit},
		Allocated: r.Allocated, Held: r.Held, Spent: r.Spent, Limit: r.Ceiling,
	}}
}

type holdRow struct {
	ID        string       `json:"id"`
	State     ledger.State `json:"state"`
	Content   string       `json:"content"`
	Draws     string       `json:"draws"` // JSON
	Reserved  int64        `json:"reserved"`
	Expires   *int64       `json:"expires"`
	Settled   *int64       `json:"settled"`
	GivenBack int64        `json:"given_back"`
}

func (r holdRow) hold() (ledger.Hold, error) {
	h := ledger.Hold{
		ID: r.ID, State: r.State, Content: r.Content,
		Reserved: instant(&r.Reserved), Expires: instant(r.Expires), Settled: instant(r.Settled), GivenBack: r.GivenBack,
	}
	if err := json.Unmarshal([]byte(r.Draws), &h.Draws); err != nil {
		return ledger.Hold{}, fmt.Errorf("draws of hold %q: %w", r.ID, err)
	}
	return h, nil
}

type entryRow struct {
	accountKey
	Version    int64       `json:"version"`
	Unit       string      `json:"unit"`
	At         int64       `json:"at"`
	Kind       ledger.Kind `json:"kind"`
	Key        string      `json:"key"`
	Hold       string      `json:"hold"`
	DAllocated int64       `json:"d_allocated"`
	DHeld      int64       `json:"d_held"`
	DSpent     int64       `json:"d_spent"`
	Allocated  int64       `json:"allocated"`
	Held       int64       `json:"held"`
	Spent      int64       `json:"spent"`
	Ceiling    *int64      `json:"ceiling"`
}

func (r entryRow) entry() ledger.Entry {
	return ledger.Entry{
		Version: r.Version, At: instant(&r.At), Kind: r.Kind, Key: r.Key, Hold: r.Hold,
		Delta: ledger.Delta{Allocated: r.DAllocated, Held: r.DHeld, Spent: r.DSpent},
		After: ledger.Balance{
			Account:   ledger.Account{Name: r.Name, Period: r.Period, Unit: r.Unit},
			Allocated: r.Allocated, Held: r.Held, Spent: r.Spent, Limit: r.Ceiling,
		},
	}
}

type receiptRow struct {
	Kind ledger.Kind `json:"kind"`
	Key  string      `json:"key"`
	accountKey
	Unit   string `json:"unit"`
	Hold   string `json:"hold"`
	Amount int64  `json:"amount"`
	At     int64  `json:"at"`
}

func (r receiptRow) receipt() ledger.Receipt {
	return ledger.Receipt{
		Kind: r.Kind, Key: r.Key, Account: ledger.Account{Name: r.Name, Period: r.Period, Unit: r.Unit},
		Hold: r.Hold, Amount: r.Amount, At: instant(&r.At),
	}
}

func instant(micros *int64) time.Time {
	if micros == nil {
		return time.Time{}
	}
	return time.UnixMicro(*micros).UTC()
}

func maybeMicros(t time.Time) *int64 {
	if t.IsZero() {
		return nil
	}
	return new(t.UnixMicro())
}
