package compensation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ParseMoney reads "19.99 EUR", or "19.99", which is unbound until [Money.In].
// There are no thousands separators, exponents, plus signs or bare points; a
// bound amount has no more decimals than its currency.
func ParseMoney(text string) (Money, error) {
	number, currency, bound := strings.Cut(text, " ")
	coefficient, decimals, err := parseDecimal(number)
	if err != nil {
		return Money{}, fmt.Errorf("%q is no amount: %w", clip(text), err)
	}
	m := Money{minor: coefficient, unbound: uint8(decimals) + 1} //nolint:gosec // parseDecimal returns at most 18
	if !bound {
		return m, nil
	}
	return m.In(currency)
}

// MustMoney is [ParseMoney] for constants in programs and tests; it panics on
// an error.
func MustMoney(text string) Money {
	m, err := ParseMoney(text)
	if err != nil {
		panic(err)
	}
	return m
}

// String returns "19.99 EUR", "19.99" for an unbound amount, and "" for a
// missing one. [ParseMoney] reads it back, but for "".
func (m Money) String() string { return string(m.append(nil, true)) }

// Amount is [Money.String] without the currency.
func (m Money) Amount() string { return string(m.append(nil, false)) }

func (m Money) append(b []byte, withCurrency bool) []byte {
	if m.IsMissing() {
		return b
	}
	decimals := m.unit.digits()
	if !m.IsBound() {
		decimals = int(m.unbound) - 1
	}
	b = appendDecimal(b, m.minor, decimals)
	if withCurrency && m.IsBound() {
		b = append(append(b, ' '), m.unit.code()...)
	}
	return b
}

// MarshalText is [Money.String].
func (m Money) MarshalText() ([]byte, error) { return m.append(nil, true), nil }

// UnmarshalText is [ParseMoney]; an empty text is the missing Money.
func (m *Money) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = Money{}
		return nil
	}
	parsed, err := ParseMoney(string(text))
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}

// MarshalJSON writes the text as a JSON string, and null when it is missing.
func (m Money) MarshalJSON() ([]byte, error) {
	if m.IsMissing() {
		return []byte("null"), nil
	}
	return append(m.append([]byte{'"'}, true), '"'), nil
}

// UnmarshalJSON reads a string or a number, each from its text, so that 19.99
// is exact; null is missing.
func (m *Money) UnmarshalJSON(data []byte) error {
	if bytes.Equal(data, []byte("null")) {
		*m = Money{}
		return nil
	}
	text := string(data)
	if strings.HasPrefix(text, `"`) {
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
	}
	parsed, err := ParseMoney(text)
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}

// maxDecimals is how many digits fit an int64 whatever they are.
const maxDecimals = 18

// parseDecimal reads -?[0-9]+(\.[0-9]+)? as coefficient × 10^-decimals.
func parseDecimal(text string) (coefficient int64, decimals int, err error) {
	digits := strings.TrimPrefix(text, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if !isDigits(whole) || point && !isDigits(fraction) {
		return 0, 0, errors.New("want digits and at most one point, as 19.99")
	}
	if len(fraction) > maxDecimals {
		return 0, 0, fmt.Errorf("more than %d decimals", maxDecimals)
	}
	coefficient, err = strconv.ParseInt(text[:len(text)-len(digits)]+whole+fraction, 10, 64)
	if err != nil {
		return 0, 0, ErrOverflow
	}
	return coefficient, len(fraction), nil
}

func appendDecimal(b []byte, coefficient int64, decimals int) []byte {
	start := len(b)
	b = strconv.AppendInt(b, coefficient, 10)
	if decimals == 0 {
		return b
	}
	if coefficient < 0 {
		start++
	}
	for len(b)-start <= decimals { // 5 cents are 0.05
		b = append(b, 0)
		copy(b[start+1:], b[start:])
		b[start] = '0'
	}
	point := len(b) - decimals
	b = append(b, 0)
	copy(b[point+1:], b[point:])
	b[point] = '.'
	return b
}

func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

func decimalsText(n int) string {
	switch n {
	case 0:
		return "no decimals"
	case 1:
		return "1 decimal"
	}
	return strconv.Itoa(n) + " decimals"
}

// clip shortens text that came from outside, so that an error stays readable.
func clip(text string) string {
	const longest = 60
	runes := []rune(text[:min(len(text), 4*longest)])
	if len(runes) <= longest {
		return text
	}
	return string(runes[:longest]) + "…"
}
