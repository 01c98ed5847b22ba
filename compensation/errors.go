package compensation

import (
	"errors"
	"fmt"

	"github.com/amendsgo/amends/compensation/ledger"
)

// What a ledger may answer, here under the names that callers of [Engine] need.
var (
	// ErrConflict says that the id is in use for another content, or that its hold
	// is committed or released already.
	ErrConflict = ledger.ErrConflict
	// ErrUnknownHold says that nothing was reserved under the id.
	ErrUnknownHold = ledger.ErrUnknownHold
	// ErrExpired says that the hold is too old to be committed; reserve again.
	ErrExpired = ledger.ErrExpired
)

// ErrPolicyChanged says that a recommendation was decided by another policy
// than the engine's: recommend again.
var ErrPolicyChanged = errors.New("decided by another policy")

// OverBudgetError says that an account has too little for a reservation. Nothing
// was set aside.
type OverBudgetError struct {
	Account ledger.Account
	Short   int64 // how much is lacking, in the account's unit: minor units, or awards
	Left    int64 // how much is left, below zero in overdraft
}

// overBudget reports the account that lacks most.
func overBudget(shortages []ledger.Shortage) *OverBudgetError {
	var worst *OverBudgetError
	for _, s := range shortages {
		if short := subtract(s.Asked, s.Left); worst == nil || short > worst.Short {
			worst = &OverBudgetError{Account: s.Account, Short: short, Left: s.Left}
		}
	}
	return worst
}

// Error says which account is short by how much.
func (e *OverBudgetError) Error() string {
	return fmt.Sprintf("over budget: account %s has %s left, %s too little",
		accountName(e.Account), amountText(e.Left, e.Account.Unit), amountText(e.Short, e.Account.Unit))
}

func accountName(a ledger.Account) string {
	if a.Period == "" {
		return a.Name
	}
	return a.Name + "@" + a.Period
}

func amountText(amount int64, unit string) string {
	if m, err := NewMoney(amount, unit); err == nil {
		return m.String()
	}
	return fmt.Sprint(amount)
}
