package ledger

import (
	"encoding/json"
	"fmt"
	"math"
)

// String names the account and its amounts, for logs and messages.
func (b Balance) String() string { return b.Account.String() + ": " + b.amounts() }

// Used is what is held and spent together.
func (b Balance) Used() int64 { return b.Held + b.Spent }

// Ceiling is what may be used: Limit if there is one, else the allocation.
func (b Balance) Ceiling() int64 {
	if b.Limit != nil {
		return *b.Limit
	}
	return b.Allocated
}

// Left is the ceiling less what is used; below zero in overdraft.
func (b Balance) Left() int64 { return b.Ceiling() - b.Used() }

// Overdraft is how far what is used lies above the ceiling; zero if it does not.
func (b Balance) Overdraft() int64 { return max(0, -b.Left()) }

// plain is a Balance in JSON, before the overdraft is added.
type plain Balance

// MarshalJSON writes the overdraft beside the fields.
func (b Balance) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		plain
		Overdraft int64 `json:"overdraft"`
	}{plain(b), b.Overdraft()})
}

// UnmarshalJSON reads what MarshalJSON wrote. Amounts that no account can have,
// and an overdraft that does not follow from the other fields, are errors.
func (b *Balance) UnmarshalJSON(data []byte) error {
	var in struct {
		plain
		Overdraft *int64 `json:"overdraft"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	read := Balance(in.plain)
	if read.Allocated < 0 || read.Held < 0 || read.Spent < 0 || read.Ceiling() < 0 || read.Held > math.MaxInt64-read.Spent {
		return fmt.Errorf("ledger: balance of %q: %w: %s", read.Name, ErrOverflow, read.amounts())
	}
	if in.Overdraft != nil && *in.Overdraft != read.Overdraft() {
		return fmt.Errorf("ledger: balance of %q: overdraft is %d, want %d", read.Name, *in.Overdraft, read.Overdraft())
	}
	*b = read
	return nil
}
