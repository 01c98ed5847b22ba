package ledger

// Balances are the accounts' balances in the order asked, an account that is not
// there yet being empty. What the hold exceptHold has set aside counts as free.
func (v *View) Balances(exceptHold string, accounts ...Account) ([]Balance, error) {
	if err := ValidateAccounts(accounts...); err != nil {
		return nil, err
	}
	d := draft{view: v}
	balances := make([]Balance, len(accounts))
	for i, a := range accounts {
		row, _, err := d.row(a)
		if err != nil {
			return nil, err
		}
		balances[i] = row.Balance
		balances[i].Limit = cloneLimit(row.Balance.Limit)
		balances[i].Held -= v.held(exceptHold, a)
	}
	return balances, nil
}

// held is what a hold has set aside of an account.
func (v *View) held(id string, a Account) int64 {
	if h := v.holds[id]; h != nil && h.State == Open {
		for _, d := range h.Draws {
			if d.Account == a {
				return d.Amount
			}
		}
	}
	return 0
}
