package compensation_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

func TestParseMoney(t *testing.T) {
	for text, minor := range map[string]int64{
		"19.99 EUR":                 1999,
		"-19.99 EUR":                -1999,
		"0.05 EUR":                  5,
		"-0.05 EUR":                 -5,
		"7 EUR":                     700,
		"7.5 EUR":                   750,
		"1000 JPY":                  1000,
		"1.234 KWD":                 1234,
		"0.0001 CLF":                1,
		"92233720368547758.07 EUR":  math.MaxInt64,
		"-92233720368547758.08 EUR": math.MinInt64,
	} {
		m, err := compensation.ParseMoney(text)
		require.NoError(t, err, text)
		assert.Equal(t, minor, m.Minor(), text)
		assert.True(t, m.IsBound())
		back, err := compensation.ParseMoney(m.String())
		require.NoError(t, err)
		assert.Equal(t, m, back, text)
	}
}

func TestParseMoneyErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                         `"" is no amount: want digits and at most one point, as 19.99`,
		"abc":                      "want digits and at most one point",
		"+5 EUR":                   "want digits and at most one point",
		".5":                       "want digits and at most one point",
		"5.":                       "want digits and at most one point",
		"1e3":                      "want digits and at most one point",
		"1,000.00 EUR":             "want digits and at most one point",
		"5  EUR":                   `" EUR" is no ISO 4217 currency`,
		"5 eur":                    `"eur" is no ISO 4217 currency`,
		"5 ABC":                    `"ABC" is no ISO 4217 currency`,
		"5 EUR ":                   `"EUR " is no ISO 4217 currency`,
		"1.5 JPY":                  "1.5 has 1 decimal, JPY has no decimals",
		"19.990 EUR":               "19.990 has 3 decimals, EUR has 2 decimals",
		"92233720368547758.08 EUR": "amount too large",
		"99999999999999999999":     "amount too large",
		"92233720368547759 EUR":    "amount too large",
		"0.0000000000000000001":    "more than 18 decimals",
	} {
		m, err := compensation.ParseMoney(text)
		require.ErrorContains(t, err, want, text)
		assert.True(t, m.IsMissing(), text)
	}
	assert.Panics(t, func() { compensation.MustMoney("19.99 eur") })
}

func TestUnboundMoney(t *testing.T) {
	m := compensation.MustMoney("19.9")
	assert.False(t, m.IsBound())
	assert.False(t, m.IsMissing())
	assert.Equal(t, "19.9", m.String())
	assert.Zero(t, m.Minor())
	assert.Empty(t, m.Currency())

	bound, err := m.In("EUR")
	require.NoError(t, err)
	assert.Equal(t, "19.90 EUR", bound.String())
	assert.Equal(t, compensation.MustMoney("19.90 EUR"), bound)

	_, err = bound.In("USD")
	require.ErrorIs(t, err, compensation.ErrCurrency)
	_, err = m.In("EURO")
	require.ErrorIs(t, err, compensation.ErrCurrency)
	_, err = m.In("JPY")
	require.EqualError(t, err, "19.9 has 1 decimal, JPY has no decimals")
}

func TestMissingMoneyIsNotNothing(t *testing.T) {
	var missing compensation.Money
	nothing := compensation.MustMoney("0 EUR")
	assert.True(t, missing.IsMissing())
	assert.False(t, nothing.IsMissing())
	assert.False(t, compensation.MustMoney("0").IsMissing())
	assert.Empty(t, missing.String())
	assert.Equal(t, "0.00 EUR", nothing.String())
	assert.NotEqual(t, missing, nothing)

	bound, err := missing.In("EUR")
	require.NoError(t, err)
	assert.True(t, bound.IsMissing(), "binding does not invent an amount")
	_, err = missing.Add(nothing)
	require.EqualError(t, err, "currencies differ: a missing amount and 0.00 EUR")
}

func TestMoneyArithmetic(t *testing.T) {
	ten, two := compensation.MustMoney("10 EUR"), compensation.MustMoney("2.50 EUR")
	sum, err := ten.Add(two)
	require.NoError(t, err)
	assert.Equal(t, "12.50 EUR", sum.String())
	diff, err := two.Sub(ten)
	require.NoError(t, err)
	assert.Equal(t, "-7.50 EUR", diff.String())

	for _, pair := range []struct{ a, b, want any }{{ten, two, 1}, {two, ten, -1}, {ten, ten, 0}} {
		order, err := pair.a.(compensation.Money).Cmp(pair.b.(compensation.Money))
		require.NoError(t, err)
		assert.Equal(t, pair.want, order)
	}

	for _, other := range []string{"1 USD", "1"} {
		_, err = ten.Add(compensation.MustMoney(other))
		require.ErrorIs(t, err, compensation.ErrCurrency)
		_, err = ten.Sub(compensation.MustMoney(other))
		require.ErrorIs(t, err, compensation.ErrCurrency)
		_, err = ten.Cmp(compensation.MustMoney(other))
		require.ErrorIs(t, err, compensation.ErrCurrency)
	}
}

func TestMoneyOverflow(t *testing.T) {
	most, least, one, none := euro(math.MaxInt64), euro(math.MinInt64), euro(1), euro(0)
	_, err := most.Add(one)
	require.ErrorIs(t, err, compensation.ErrOverflow)
	_, err = least.Sub(one)
	require.ErrorIs(t, err, compensation.ErrOverflow)
	_, err = none.Sub(least)
	require.ErrorIs(t, err, compensation.ErrOverflow)
	_, err = least.Add(euro(-1))
	require.ErrorIs(t, err, compensation.ErrOverflow)

	for _, sum := range []func() (compensation.Money, error){
		func() (compensation.Money, error) { return most.Add(none) },
		func() (compensation.Money, error) { return most.Sub(none) },
		func() (compensation.Money, error) { return least.Add(most) },
		func() (compensation.Money, error) { return least.Sub(least) },
	} {
		_, err := sum()
		require.NoError(t, err)
	}
}

func TestMoneyJSON(t *testing.T) {
	var got struct{ A, B, C, D compensation.Money }
	require.NoError(t, json.Unmarshal([]byte(`{"A": 19.99, "B": "19.99 EUR", "C": null, "D": "7"}`), &got))
	data, err := json.Marshal(got)
	require.NoError(t, err)
	assert.JSONEq(t, `{"A": "19.99", "B": "19.99 EUR", "C": null, "D": "7"}`, string(data))

	for _, bad := range []string{`1e2`, `true`, `"x"`, `""`, `{}`, `[]`} {
		var m compensation.Money
		require.Error(t, json.Unmarshal([]byte(bad), &m), bad)
	}
}

func TestCurrencyDigits(t *testing.T) {
	for code, want := range map[string]int{"AED": 2, "EUR": 2, "USD": 2, "JPY": 0, "KWD": 3, "CLF": 4, "UYW": 4, "ZWL": 2, "XPF": 0, "ISK": 0, "TND": 3} {
		digits, ok := compensation.CurrencyDigits(code)
		assert.True(t, ok, code)
		assert.Equal(t, want, digits, code)
	}
	for _, code := range []string{"", "EU", "eur", "EURO", "ABC", "XAU", "XXX", "AAA", "ZZZ", "\xff\xff\xff"} {
		_, ok := compensation.CurrencyDigits(code)
		assert.False(t, ok, code)
	}
	_, err := compensation.NewMoney(1, "XXX")
	require.ErrorIs(t, err, compensation.ErrCurrency)
}

func FuzzParseMoney(f *testing.F) {
	for _, seed := range []string{"19.99 EUR", "19.99", "-0.05 EUR", "1000 JPY", "1e3", "0", "-0", "00.10", "9223372036854775807", "5 EUR EUR"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := compensation.ParseMoney(text)
		if err != nil {
			assert.True(t, m.IsMissing())
			assert.Less(t, len(err.Error()), 600)
			return
		}
		back, err := compensation.ParseMoney(m.String())
		require.NoError(t, err)
		assert.Equal(t, m, back)
		data, err := json.Marshal(m)
		require.NoError(t, err)
		var decoded compensation.Money
		require.NoError(t, json.Unmarshal(data, &decoded))
		assert.Equal(t, m, decoded)
	})
}
