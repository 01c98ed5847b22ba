package compensation_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation"
)

func TestParseAsk(t *testing.T) {
	for text, want := range map[string]compensation.Ask{
		"refund":           {Kind: compensation.Refund},
		"apology":          {Kind: compensation.Apology},
		"refund 40%":       {Kind: compensation.Refund, Percent: "40"},
		"refund 40 %":      {Kind: compensation.Refund, Percent: "40"},
		"refund 12.5%":     {Kind: compensation.Refund, Percent: "12.5"},
		"refund 50 EUR":    {Kind: compensation.Refund, Amount: compensation.MustMoney("50 EUR")},
		" refund  50 ":     {Kind: compensation.Refund, Amount: compensation.MustMoney("50")},
		"discount 15% 3":   {Kind: compensation.Discount, Percent: "15", Periods: 3},
		"free_service 1":   {Kind: compensation.FreeService, Periods: 1},
		"free_service 50%": {Kind: compensation.FreeService, Percent: "50"},
		"gift 20":          {Kind: compensation.Gift, Amount: compensation.MustMoney("20")},
	} {
		ask, err := compensation.ParseAsk(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, ask, text)
	}
	for text, want := range map[string]string{
		"":                 `ask "": it is empty: want a kind of remedy and how much, as refund 40%`,
		"money":            `"money" is no kind of remedy: want one of payment, refund`,
		"Refund 5":         `"Refund" is no kind of remedy`,
		"refund lots":      `"lots" is no amount`,
		"refund 0":         "the amount is 0: want more than nothing",
		"refund -5 EUR":    "the amount is -5.00 EUR: want more than nothing",
		"refund 0%":        `"0" is no percentage: want a decimal above 0`,
		"refund x%":        `"x" is no percentage`,
		"refund %":         `"refund%" is no kind of remedy`,
		"redo 50%":         "redo is given whole: want no amount",
		"apology 5 EUR":    "apology is given whole: want no amount",
		"discount 15% x":   `"x" is no number of periods`,
		"discount 15% 0":   `"0" is no number of periods`,
		"discount 15% 3 4": `"15% 3 4" is no amount`,
		"free_service 1.5": `"1.5" is no number of periods`,
		"refund 5 EUR 3":   `"EUR 3" is no ISO 4217 currency`,
	} {
		_, err := compensation.ParseAsk(text)
		require.ErrorContains(t, err, want, text)
	}
}

func FuzzParseAsk(f *testing.F) {
	for _, seed := range []string{"refund 40%", "free_service 1", "refund 50 EUR", "discount 15% 3", "redo", "gift 20", "refund -1%"} {
		f.Add(seed)
	}
	rec, err := compensation.Decide(house{}, outage(), noon, nil)
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, text string) {
		ask, err := compensation.ParseAsk(text)
		if err != nil {
			assert.Equal(t, compensation.Ask{}, ask)
			return
		}
		back, err := compensation.ParseAsk(ask.String())
		require.NoError(t, err)
		assert.Equal(t, ask, back)
		answer, err := rec.Consider(ask)
		if err == nil && answer.Verdict != compensation.Decline {
			granted, err := rec.Grant(ask)
			require.NoError(t, err)
			assert.Equal(t, answer.Step, granted.Taken)
			assert.LessOrEqual(t, answer.Value.Minor(), granted.Step.Value.Minor())
			require.NoError(t, compensation.Replay(house{}, granted))
		}
	})
}
