package scenario

import "github.com/amendsgo/amends/compensation"

// sameMoney wants an amount, exactly: 100, 100.00 and 100 EUR are the same.
type sameMoney struct {
	text   string
	amount compensation.Money // unbound when the author names no currency
	of     func(o *outcome) compensation.Money
}

func (r *reader) money(key string, c cell, of func(o *outcome) compensation.Money) matcher {
	w := r.scalar(c, "want."+key)
	if !w.given {
		return nil
	}
	amount, err := compensation.ParseMoney(w.value)
	if err != nil {
		r.fault(c, badWant, "write it as 19.99, or as 19.99 EUR", "want.%s: %v", key, err)
		return nil
	}
	return &sameMoney{w.value, amount, of}
}

func (m *sameMoney) want() string { return m.text }

func (m *sameMoney) got(o *outcome) (string, bool) {
	got := m.of(o)
	return shown(got), equal(m.amount, got)
}

// shown writes an amount without its currency; what nobody gave is 0.
func shown(m compensation.Money) string {
	if m.IsMissing() {
		return "0"
	}
	return m.Amount()
}

// equal compares an amount that an author wrote with one of a recommendation.
func equal(want, got compensation.Money) bool {
	if got.IsMissing() {
		return isZero(want)
	}
	bound, err := want.In(got.Currency())
	return err == nil && bound == got
}

// isZero is true of 0 in any currency and with any number of decimals.
func isZero(m compensation.Money) bool {
	if m.IsBound() {
		return m.Minor() == 0
	}
	for _, digit := range m.Amount() {
		if digit != '0' && digit != '.' && digit != '-' {
			return false
		}
	}
	return true
}
