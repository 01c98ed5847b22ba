package main

import (
	"errors"
	"fmt"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

// snapshot is a budget whose pool holds an amount and whose caps are untouched;
// nil when no amount is given.
func snapshot(amount string, plan *compensation.BudgetPlan) (*compensation.Snapshot, error) {
	if amount == "" {
		return nil, nil
	}
	if plan == nil {
		return nil, errors.New("-budget is given, but the policy has no budget")
	}
	holds, err := compensation.ParseMoney(amount)
	if err != nil {
		return nil, fmt.Errorf("-budget: %w", err)
	}
	if holds, err = holds.In(plan.Pool.Unit); err != nil {
		return nil, fmt.Errorf("-budget: %w", err)
	}
	balances := []ledger.Balance{{Account: plan.Pool, Allocated: holds.Minor()}}
	for _, c := range plan.Caps {
		balances = append(balances, ledger.Balance{Account: c.Account, Limit: &c.Limit})
	}
	return &compensation.Snapshot{Balances: balances}, nil
}
