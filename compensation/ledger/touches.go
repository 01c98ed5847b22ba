package ledger

import "slices"

// Touches names the accounts that an operation may change, in the order in which
// they must be locked. It is given the holds that the operation names ([HoldID]),
// or the holds that a [Sweep] is to release, as they were read before the lock;
// when they differ after it, so may what the operation touches.
func Touches(op Op, holds ...Hold) []Lock {
	var locks []Lock
	draws := func(list []Draw) {
		for _, d := range list {
			locks = append(locks, Lock{Account: d.Account, Pool: d.Limit == nil})
		}
	}
	switch o := op.(type) {
	case Fund:
		return []Lock{{Account: o.Account, Pool: true}}
	case SetLimit:
		return []Lock{{Account: o.Account, Pool: true}}
	case GiveBack:
		for _, h := range holds {
			if h.State == Committed {
				draws(h.Draws)
			}
		}
	default:
		if reserve, ok := op.(Reserve); ok {
			draws(reserve.Draws)
		}
		for _, h := range holds {
			if h.State == Open {
				draws(h.Draws)
			}
		}
	}
	slices.SortFunc(locks, Lock.Compare)
	return slices.CompactFunc(locks, func(a, b Lock) bool { return a.Compare(b) == 0 })
}

// HoldID is the id of the hold that an operation names; empty for Fund, SetLimit
// and Sweep.
func HoldID(op Op) string {
	switch o := op.(type) {
	case Reserve:
		return o.ID
	case Commit:
		return o.ID
	case Release:
		return o.ID
	case GiveBack:
		return o.Hold
	default:
		return ""
	}
}

// ReceiptKey is the kind and key under which an operation is done once; ok is
// false for operations on holds.
func ReceiptKey(op Op) (kind Kind, key string, ok bool) {
	switch o := op.(type) {
	case Fund:
		return KindFund, o.ID, true
	case SetLimit:
		return KindSetLimit, o.ID, true
	case GiveBack:
		return KindGiveBack, o.Key, true
	default:
		return "", "", false
	}
}
