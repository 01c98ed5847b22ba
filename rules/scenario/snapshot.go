package scenario

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

// snapshot turns what the pool and the caps have left into balances of the
// accounts that pay for this case; those that are not named stay unlimited.
func (b *budget) snapshot(plan *compensation.BudgetPlan) (*compensation.Snapshot, error) {
	if b == nil || b.none || plan == nil {
		return nil, nil
	}
	snapshot := &compensation.Snapshot{}
	for _, left := range b.left {
		if !left.given {
			continue
		}
		balance, asked, err := left.balance(plan)
		if err != nil {
			return nil, fmt.Errorf("budget.%s: %w", left.name, err)
		}
		if asked {
			snapshot.Balances = append(snapshot.Balances, balance)
		}
	}
	return snapshot, nil
}

// balance is an account that has so much left. A cap that this case does not
// draw on is not asked.
func (left fact) balance(plan *compensation.BudgetPlan) (b ledger.Balance, asked bool, err error) {
	if left.name == "pool" {
		units, err := minor(left.value, plan.Pool.Unit)
		return ledger.Balance{Account: plan.Pool, Allocated: max(units, 0), Spent: max(-units, 0)}, true, err
	}
	i := slices.IndexFunc(plan.Caps, func(c compensation.CapPlan) bool { return c.ID == left.name })
	if i < 0 {
		return ledger.Balance{}, false, nil
	}
	limit := plan.Caps[i]
	units, err := minor(left.value, limit.Account.Unit)
	if err == nil && units > limit.Limit {
		err = fmt.Errorf("%s cannot be left of a ceiling of %s", left.value, unitText(limit.Limit, limit.Account.Unit))
	}
	return ledger.Balance{Account: limit.Account, Limit: &limit.Limit, Spent: limit.Limit - units}, true, err
}

// minor reads an amount in the unit of an account: money, or a number of awards.
func minor(text, unit string) (int64, error) {
	if unit == ledger.Count {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("%q is no whole number of awards", clip(text))
		}
		return n, nil
	}
	amount, err := compensation.ParseMoney(text)
	if err != nil {
		return 0, err
	}
	amount, err = amount.In(unit)
	return amount.Minor(), err
}

func unitText(units int64, unit string) string {
	if amount, err := compensation.NewMoney(units, unit); err == nil {
		return amount.String()
	}
	return strconv.FormatInt(units, 10)
}
