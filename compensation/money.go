package compensation

import (
	"errors"
	"fmt"
	"math"
)

// Money is an exact amount in one currency: whole minor units (cents) of an
// ISO 4217 currency, never a float. Its values are comparable with ==.
//
// The zero Money is missing: nobody said it. That is not the same as nothing,
// which is "0.00 EUR". An amount whose text names no currency, as "19.99" in a
// case, is unbound until [Money.In] binds it to one.
type Money struct {
	minor   int64 // unbound: all digits as one number
	unit    unit
	unbound uint8 // unbound: 1 + the number of decimals; else 0
}

// ErrCurrency says that two amounts are not in the same known currency, or that
// a currency is not in the table of [CurrencyDigits].
var ErrCurrency = errors.New("currencies differ")

// ErrOverflow says that an amount does not fit 64 bits of minor units.
var ErrOverflow = errors.New("amount too large")

// NewMoney returns an amount of minor units (1999 for 19.99 EUR).
func NewMoney(minor int64, currency string) (Money, error) {
	u := unitOf(currency)
	if u == 0 {
		return Money{}, fmt.Errorf("%w: %q is no ISO 4217 currency", ErrCurrency, clip(currency))
	}
	return Money{minor: minor, unit: u}, nil
}

// IsMissing is true for the zero Money, which says that the amount is not known.
func (m Money) IsMissing() bool { return m == Money{} }

// IsBound is true when the currency is known.
func (m Money) IsBound() bool { return m.unit != 0 }

// Minor returns the minor units of a bound amount. It is 0 for a missing or
// unbound one, which has none.
func (m Money) Minor() int64 {
	if !m.IsBound() {
		return 0
	}
	return m.minor
}

// Currency returns the ISO 4217 code, empty when the amount is missing or
// unbound.
func (m Money) Currency() string { return m.unit.code() }

// In binds an unbound amount to a currency. A bound amount must already be in
// it, else the error is [ErrCurrency]; a missing one stays missing. An amount
// written with more decimals than the currency has is an error, even when they
// are zeros: 19.990 EUR may well mean nineteen thousand.
func (m Money) In(currency string) (Money, error) {
	if m.IsBound() && m.unit.code() == currency {
		return m, nil
	}
	u := unitOf(currency)
	switch {
	case u == 0:
		return Money{}, fmt.Errorf("%w: %q is no ISO 4217 currency", ErrCurrency, clip(currency))
	case m.IsMissing():
		return m, nil
	case m.IsBound():
		return Money{}, fmt.Errorf("%w: %s is not in %s", ErrCurrency, m, currency)
	}
	decimals := int(m.unbound) - 1
	if decimals > u.digits() {
		return Money{}, fmt.Errorf("%s has %s, %s has %s", m, decimalsText(decimals), currency, decimalsText(u.digits()))
	}
	minor := m.minor
	for range u.digits() - decimals {
		if minor > math.MaxInt64/10 || minor < math.MinInt64/10 {
			return Money{}, fmt.Errorf("%w: %s %s", ErrOverflow, m, currency)
		}
		minor *= 10
	}
	return Money{minor: minor, unit: u}, nil
}

// Add returns m + n. The error is [ErrCurrency] unless both are bound to the
// same currency, or [ErrOverflow].
func (m Money) Add(n Money) (Money, error) {
	sum := m.minor + n.minor
	if m.unit != n.unit || !m.IsBound() || (sum > m.minor) != (n.minor > 0) {
		return Money{}, m.noSum(n)
	}
	return Money{minor: sum, unit: m.unit}, nil
}

// noSum says why two amounts have no sum.
func (m Money) noSum(n Money) error {
	if err := m.same(n); err != nil {
		return err
	}
	return fmt.Errorf("%w: %s + %s", ErrOverflow, m, n)
}

// Sub returns m - n. The error is [ErrCurrency] unless both are bound to the
// same currency, or [ErrOverflow].
func (m Money) Sub(n Money) (Money, error) {
	if err := m.same(n); err != nil {
		return Money{}, err
	}
	diff := m.minor - n.minor
	if (diff < m.minor) != (n.minor > 0) {
		return Money{}, fmt.Errorf("%w: %s - %s", ErrOverflow, m, n)
	}
	return Money{minor: diff, unit: m.unit}, nil
}

// Cmp returns -1, 0 or 1 as m is less than, equal to or more than n. The error
// is [ErrCurrency] unless both are bound to the same currency.
func (m Money) Cmp(n Money) (int, error) {
	if err := m.same(n); err != nil {
		return 0, err
	}
	switch {
	case m.minor < n.minor:
		return -1, nil
	case m.minor > n.minor:
		return 1, nil
	}
	return 0, nil
}

func (m Money) same(n Money) error {
	if m.IsBound() && m.unit == n.unit {
		return nil
	}
	return fmt.Errorf("%w: %s and %s", ErrCurrency, m.describe(), n.describe())
}

func (m Money) describe() string {
	switch {
	case m.IsMissing():
		return "a missing amount"
	case !m.IsBound():
		return m.String() + " without a currency"
	}
	return m.String()
}
