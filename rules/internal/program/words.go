package program

import (
	"math"
	"strings"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// Text writes a fact's value as a person would.
func (p *Policy) Text(f *condition.Fact, v condition.Value) string {
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

// Expects says what a case should carry for a fact.
func (p *Policy) Expects(f *condition.Fact) string {
	if f.Type == condition.OneOf {
		return "one of " + strings.Join(f.Values, ", ")
	}
	says := Words(f.Type)
	if f.Type == condition.Money {
		says += " in " + p.Currency
	}
	low, high := p.Bound(f, f.Min), p.Bound(f, f.Max)
	switch {
	case low != "" && high != "":
		return says + " from " + low + " to " + high
	case low != "":
		return says + ", at least " + low
	case high != "":
		return says + ", at most " + high
	}
	return says
}

// Words says what values of a type look like.
func Words(t condition.Type) string {
	switch t {
	case condition.Bool:
		return "true or false"
	case condition.Int:
		return "a whole number"
	case condition.Number:
		return "a number"
	case condition.Money:
		return "an amount such as 19.99"
	case condition.Date:
		return "a day such as 2026-11-21"
	default:
		return "a text"
	}
}

// Bound writes a bound of a fact as a policy would; empty if there is none.
func (p *Policy) Bound(f *condition.Fact, n *exact.Num) string {
	if n == nil {
		return ""
	}
	return p.Text(f, condition.Value{Num: *n})
}

// Span is the whole numbers that a fact may have as its value.
type Span struct{ Low, High int64 }

// Span is those within the fact's bounds; of a one_of those that stand for a word.
func (p *Policy) Span(f *condition.Fact) Span { return p.spans[f.Slot] }

// spanOf is none for bounds that are no whole numbers.
func spanOf(f *condition.Fact) Span {
	s := Span{math.MinInt64 + 1, math.MaxInt64}
	if f.Type == condition.OneOf {
		s = Span{0, int64(len(f.Values) - 1)}
	}
	okLow, okHigh := true, true
	if f.Min != nil {
		s.Low, okLow = f.Min.Int64()
	}
	if f.Max != nil {
		s.High, okHigh = f.Max.Int64()
	}
	if !okLow || !okHigh {
		return Span{0, -1}
	}
	return s
}
