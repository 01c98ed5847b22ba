package rules

import (
	"errors"
	"math/big"
	"slices"
	"strings"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// convert makes a value of the fact's type. A problem says what is wrong.
func (p *Policy) convert(f *condition.Fact, g given) (value condition.Value, problem, hint string) {
	switch f.Type {
	case condition.Bool:
		if g.is == givenFlag {
			return condition.Value{Num: exact.Int(g.whole)}, "", ""
		}
	case condition.Int, condition.Number:
		return p.number(f, g)
	case condition.Money:
		return p.amount(f, g)
	case condition.OneOf:
		if g.is == givenText {
			if i := slices.Index(f.Values, g.text); i >= 0 {
				return condition.Value{Num: exact.Int(int64(i))}, "", ""
			}
			return condition.Value{}, "is " + g.String(), didYouMean(g.text, f.Values)
		}
	case condition.Text:
		if g.is == givenText {
			return condition.Value{Text: g.text}, "", ""
		}
	case condition.Date:
		return p.date(f, g)
	case condition.Unknown:
	}
	return condition.Value{}, "is " + g.String(), ""
}

func (p *Policy) number(f *condition.Fact, g given) (value condition.Value, problem, hint string) {
	var n exact.Num
	switch g.is {
	case givenWhole:
		n = exact.Int(g.whole)
	case givenNumber:
		plain, ok := plainDecimal(g.text)
		if ok {
			n, ok = exact.Parse(plain)
		}
		if !ok {
			return value, "is " + g.String(), ""
		}
	case givenText:
		if _, ok := exact.Parse(g.text); ok {
			hint = "give it as a number, without quotes"
		}
		return value, "is " + g.String(), hint
	default:
		return value, "is " + g.String(), ""
	}
	if _, fits := n.Int64(); f.Type == condition.Int && !fits {
		return value, "is " + g.String(), ""
	}
	if f.Type == condition.Number && digits(g.String()) > 15 {
		return value, "is " + g.String() + ", with more than 15 significant digits", ""
	}
	if !within(f, n) {
		return value, "is " + g.String(), ""
	}
	return condition.Value{Num: n}, "", ""
}

func (p *Policy) amount(f *condition.Fact, g given) (value condition.Value, problem, hint string) {
	var m compensation.Money
	var err error
	switch g.is {
	case givenMoney:
		m = g.money
	case givenText, givenNumber, givenWhole:
		text := g.text
		switch g.is {
		case givenWhole:
			text = g.String()
		case givenNumber:
			text, _ = plainDecimal(g.text)
		default:
		}
		if m, err = compensation.ParseMoney(text); err != nil {
			return value, "is " + g.String(), ""
		}
	default:
		return value, "is " + g.String(), ""
	}
	bound, err := m.In(p.Currency())
	switch {
	case errors.Is(err, compensation.ErrCurrency):
		return value, "is " + g.String(), "no currency is converted"
	case err != nil:
		return value, "is " + g.String(), err.Error()
	}
	n := exact.Int(bound.Minor())
	if !within(f, n) {
		return value, "is " + g.String(), ""
	}
	return condition.Value{Num: n}, "", ""
}

func (p *Policy) date(f *condition.Fact, g given) (value condition.Value, problem, hint string) {
	d := g.day
	if g.is == givenText {
		var err error
		if d, err = compensation.ParseDate(g.text); err != nil {
			return value, "is " + g.String(), ""
		}
	} else if g.is != givenDay {
		if g.is == givenOther && g.text == "a time" {
			hint = "give the day alone: compensation.DateOf"
		}
		return value, "is " + g.String(), hint
	}
	n := exact.Int(d.Days())
	if !within(f, n) {
		return value, "is " + g.String(), ""
	}
	return condition.Value{Num: n}, "", ""
}

func within(f *condition.Fact, n exact.Num) bool {
	return (f.Min == nil || n.Cmp(*f.Min) >= 0) && (f.Max == nil || n.Cmp(*f.Max) <= 0)
}

// plainDecimal writes a JSON number without its exponent.
func plainDecimal(text string) (string, bool) {
	if !strings.ContainsAny(text, "eE") {
		return text, true
	}
	if i := strings.IndexAny(text, "eE"); len(text)-i > 4 { // an exponent of four digits would be huge
		return "", false
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return "", false
	}
	if r.IsInt() {
		return r.Num().String(), true
	}
	places, finite := r.FloatPrec()
	return r.FloatString(places), finite
}

// digits counts the significant digits of a plain decimal.
func digits(text string) int {
	plain, _ := plainDecimal(text)
	plain = strings.TrimLeft(plain, "-")
	if strings.Contains(plain, ".") {
		plain = strings.TrimRight(plain, "0")
	}
	plain = strings.Trim(strings.Replace(plain, ".", "", 1), "0")
	return len(plain)
}
