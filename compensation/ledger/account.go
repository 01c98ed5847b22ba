package ledger

import "cmp"

// String is the account as people write it: client/17@2026-11 EUR.
func (a Account) String() string {
	if a.Period == "" {
		return a.Name + " " + a.Unit
	}
	return a.Name + "@" + a.Period + " " + a.Unit
}

// key tells accounts apart: an account has one unit for good.
type key struct{ name, period string }

func (a Account) key() key { return key{a.Name, a.Period} }

// Row is an account as a store keeps it. Version counts its journal entries.
type Row struct {
	Balance Balance
	Version int64
}

// Lock names an account that an operation may change. Pool tells an account
// with an allocation from a cap.
type Lock struct {
	Account Account
	Pool    bool
}

// Compare is the one order in which rows are locked: caps before pools, because
// a pool is what everybody waits for, then by name and period.
func (l Lock) Compare(other Lock) int {
	switch {
	case l.Pool != other.Pool && other.Pool:
		return -1
	case l.Pool != other.Pool:
		return 1
	}
	return cmp.Or(cmp.Compare(l.Account.Name, other.Account.Name), cmp.Compare(l.Account.Period, other.Account.Period))
}
