package scenario

import (
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// written is a fact's value as a scenario writes it.
func (c *Coverage) written(f *condition.Fact, v condition.Value) string {
	switch f.Type {
	case condition.Bool:
		if v.Num.Sign() != 0 {
			return "true"
		}
		return "false"
	case condition.Money:
		if minor, ok := v.Num.Int64(); ok {
			if m, err := compensation.NewMoney(minor, c.policy.Currency()); err == nil {
				return m.Amount()
			}
		}
		return v.Num.String()
	case condition.OneOf:
		if i, ok := v.Num.Int64(); ok && i >= 0 && int(i) < len(f.Values) {
			return f.Values[i]
		}
		return v.Num.String()
	case condition.Text:
		return v.Text
	case condition.Date:
		days, _ := v.Num.Int64()
		return compensation.DateFromDays(days).String()
	default:
		return v.Num.String()
	}
}
