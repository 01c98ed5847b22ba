package rules

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// values reads the facts of a case, all of them checked. What is at fault stays
// missing, so that the values can still tell which rules need it.
func (p *Policy) values(c *compensation.Case, at time.Time) (*condition.Values, error) {
	in := p.intake()
	in.checkCurrency(c.Currency)
	in.today(c.Date, at)
	for i := range p.standard {
		in.read(&p.standard[i], c)
	}
	in.own(c.Facts)
	in.defaults()
	return in.values, in.err()
}

// saleValues reads what a sale carries: client, order and the policy's own facts.
func (p *Policy) saleValues(s compensation.Sale) (*condition.Values, error) {
	in, c := p.intake(), compensation.Case{Client: s.Client, Order: s.Order}
	for i := range p.standard {
		if p.standard[i].sold {
			in.read(&p.standard[i], &c)
		}
	}
	in.own(s.Facts)
	in.defaults()
	return in.values, in.err()
}

// inSale says whether a standard fact is known when something is sold.
func inSale(name string) bool {
	return strings.HasPrefix(name, "client.") || strings.HasPrefix(name, "order.")
}

// intake fills values and collects what is wrong with them.
type intake struct {
	policy   *Policy
	currency string
	values   *condition.Values
	faults   []compensation.Fault
	faulty   map[int]bool // slots
}

func (p *Policy) intake() intake {
	p.prepare.Do(func() { p.standard = p.readings() })
	return intake{policy: p, currency: p.program.Currency, values: p.program.Values()}
}

func (in *intake) err() error {
	if len(in.faults) == 0 {
		return nil
	}
	return compensation.JoinFaults(&compensation.InvalidCaseError{Faults: in.faults})
}

func (in *intake) checkCurrency(code string) {
	if want := in.currency; code != "" && code != want {
		in.faults = append(in.faults, compensation.Fault{
			Fact: "case.currency", Problem: fmt.Sprintf("is %q", clip(code)), Expected: want + ", the policy's currency",
		})
	}
}

func (in *intake) today(said compensation.Date, at time.Time) {
	fact := in.policy.today
	today := compensation.DateOf(at.In(in.policy.Zone()))
	switch {
	case today.IsMissing():
		in.fail(fact, "is in the year "+fmt.Sprint(at.Year()), "a time of decision between the years 1 and 9999", "")
		return
	case !said.IsMissing() && said != today:
		in.fail(fact, "is "+said.String(), fmt.Sprintf("%s, the day of the decision in %s", today, in.policy.Zone()), "leave it out to use the day of the decision")
		return
	}
	in.put(fact, day(today))
}

func (in *intake) fail(f *condition.Fact, problem, expected, hint string) {
	in.faults = append(in.faults, compensation.Fault{Fact: f.Name, Problem: problem, Expected: expected, Hint: hint})
	if in.faulty == nil {
		in.faulty = map[int]bool{}
	}
	in.faulty[f.Slot] = true
}

func (in *intake) put(f *condition.Fact, g given) {
	if g.is == missing {
		return
	}
	value, problem, hint := in.policy.convert(f, g)
	if problem != "" {
		in.fail(f, problem, in.policy.program.Expects(f), hint)
		return
	}
	in.values.Set(f.Slot, value)
}

// own reads the facts that a case carries under names.
func (in *intake) own(facts map[string]any) {
	if len(facts) == 0 {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(facts)) {
		f, ok := in.policy.program.Scope.Facts[name]
		switch {
		case !ok:
			in.faults = append(in.faults, compensation.Fault{
				Fact: name, Problem: "is not a fact of this policy", Hint: didYouMean(name, in.policy.names),
			})
		case f.Total:
			in.fail(f, "is computed, and cannot be given", "", "")
		case in.policy.slots[f.Slot].read != nil:
			in.fail(f, "stands among the policy's own facts", "", "it is a standard fact: set the field of Case")
		default:
			in.put(f, givenOf(facts[name]))
		}
	}
}

// defaults fills in which of the policy's own facts are missing and have a default;
// not what was at fault.
func (in *intake) defaults() {
	for i := range in.policy.slots {
		s := &in.policy.slots[i]
		if s.read != nil || s.fact.Default == nil || in.faulty[s.fact.Slot] {
			continue
		}
		if _, known := in.values.Get(s.fact.Slot); !known {
			in.byDefault(s.fact)
		}
	}
}

func (in *intake) byDefault(f *condition.Fact) {
	if n, whole := f.Default.Num.Int64(); whole && f.Type != condition.Text {
		in.values.SetWhole(f.Slot, n)
		return
	}
	in.values.Set(f.Slot, *f.Default)
}

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
