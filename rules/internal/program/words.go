package program

import (
	"strings"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// text writes a fact's value as a person would.
func (p *Policy) text(f *condition.Fact, v condition.Value) string {
	switch f.Type {
	case condition.Bool:
		if v.Num.Sign() != 0 {
			return "true"
		}
		return "false"
	case condition.Money:
		return p.figure(v.Num)
	case condition.OneOf:
		return f.Values[whole(v.Num)]
	case condition.Date:
		return compensation.DateFromDays(whole(v.Num)).String()
	case condition.Text:
		return v.Text
	default:
		return v.Num.String()
	}
}

// expectation says what a case should carry for a fact.
func (p *Policy) expectation(f *condition.Fact) string {
	switch {
	case f.Type == condition.OneOf:
		return "one of " + strings.Join(f.Values, ", ")
	case f.Type == condition.Bool:
		return "true or false"
	case f.Type == condition.Date:
		return "a date such as 2026-11-21"
	case f.Min != nil && f.Max != nil:
		return f.Type.String() + " from " + p.text(f, condition.Value{Num: *f.Min}) + " to " + p.text(f, condition.Value{Num: *f.Max})
	case f.Min != nil:
		return f.Type.String() + " of at least " + p.text(f, condition.Value{Num: *f.Min})
	default:
		return f.Type.String()
	}
}
