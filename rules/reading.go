package rules

import (
	"slices"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
)

// field is where a case has a standard fact.
type field uint8

const (
	caseDate field = iota
	incidentID
	incidentKind
	incidentFailure
	incidentSeverity
	incidentResponsibility
	incidentFoundBy
	incidentEvidence
	incidentDate
	incidentReported
	incidentDurationMinutes
	incidentRepeats
	incidentLoss
	incidentCompensated
	incidentAffected
	incidentFixable
	clientID
	clientArchetype
	clientTier
	clientAnnualValue
	clientTenureMonths
	clientAsked
	orderID
	orderPrice
	orderRefundable
	historyOrders12m
	historyIncidents12m
	historyClaims12m
	historyApologies90d
	historyCompensated12m
	historyLastGoodwill
	historyRefused
)

// reading is a standard fact with what is needed to read it, close together.
type reading struct {
	fact      *condition.Fact
	from      field
	typ       condition.Type
	sold      bool // known when something is sold
	slot      int
	low, high int64     // the whole numbers that its value may be
	fallback  *fallback // if it has a default
}

// fallback is the default of a fact.
type fallback struct {
	slot  int
	whole bool // n is the value
	n     int64
	value condition.Value
}

// prepareReading finds out what is needed to read the facts of any case.
func (p *Policy) prepareReading() {
	for _, s := range p.slots {
		f := s.fact
		var missing *fallback
		if f.Default != nil {
			missing = &fallback{slot: f.Slot, value: *f.Default}
			missing.n, missing.whole = f.Default.Num.Int64()
			missing.whole = missing.whole && f.Type != condition.Text
		}
		if s.read == nil {
			if missing != nil {
				p.fallbacks = append(p.fallbacks, *missing)
			}
			continue
		}
		span := p.program.Span(f)
		one := reading{
			fact: f, from: *s.read, typ: f.Type, sold: inSale(f.Name), slot: f.Slot, low: span.Low, high: span.High, fallback: missing,
		}
		if f == p.today {
			p.day = one // which the time of the decision gives
			continue
		}
		p.standard = append(p.standard, one)
	}
}

// read takes a standard fact from the case. Only what is neither of the fact's type nor
// within its bounds takes the way over put, where its faults are told.
func (in *intake) read(s *reading, c *compensation.Case) {
	switch s.from {
	case caseDate: // is the day of the decision
	case incidentID:
		in.word(s, c.Incident.ID)
	case incidentKind:
		in.word(s, c.Incident.Kind)
	case incidentFailure:
		in.word(s, string(c.Incident.Failure))
	case incidentSeverity:
		in.unlessZero(s, c.Incident.Severity)
	case incidentResponsibility:
		in.word(s, string(c.Incident.Responsibility))
	case incidentFoundBy:
		in.word(s, string(c.Incident.FoundBy))
	case incidentEvidence:
		in.word(s, string(c.Incident.Evidence))
	case incidentDate:
		in.day(s, c.Incident.Date)
	case incidentReported:
		in.day(s, c.Incident.Reported)
	case incidentDurationMinutes:
		in.perhaps(s, c.Incident.DurationMinutes)
	case incidentRepeats:
		in.count(s, c.Incident.Repeats)
	case incidentLoss:
		in.money(s, c.Incident.Loss)
	case incidentCompensated:
		in.money(s, c.Incident.Compensated)
	case incidentAffected:
		in.unlessZero(s, c.Incident.Affected)
	case incidentFixable:
		in.maybe(s, c.Incident.Fixable)
	case clientID:
		in.word(s, c.Client.ID)
	case clientArchetype:
		in.word(s, string(c.Client.Archetype))
	case clientTier:
		in.word(s, c.Client.Tier)
	case clientAnnualValue:
		in.money(s, c.Client.AnnualValue)
	case clientTenureMonths:
		in.perhaps(s, c.Client.TenureMonths)
	case clientAsked:
		in.flag(s, c.Client.Asked)
	case orderID:
		in.word(s, c.Order.ID)
	case orderPrice:
		in.money(s, c.Order.Price)
	case orderRefundable:
		in.money(s, c.Order.Refundable)
	case historyOrders12m:
		in.count(s, c.History.Orders12m)
	case historyIncidents12m:
		in.count(s, c.History.Incidents12m)
	case historyClaims12m:
		in.count(s, c.History.Claims12m)
	case historyApologies90d:
		in.count(s, c.History.Apologies90d)
	case historyCompensated12m:
		in.money(s, c.History.Compensated12m)
	case historyLastGoodwill:
		in.day(s, c.History.LastGoodwill)
	case historyRefused:
		in.count(s, c.History.Refused)
	}
}

func (in *intake) word(s *reading, text string) {
	n := int64(-1)
	switch {
	case text == "":
		in.missing(s)
		return
	case s.typ == condition.Text:
		in.values.SetText(s.slot, text)
		return
	case s.typ == condition.OneOf:
		n = int64(slices.Index(s.fact.Values, text))
	}
	if n < 0 {
		in.put(s.fact, given{is: givenText, text: text})
		return
	}
	in.values.SetWhole(s.slot, n)
}

func (in *intake) count(s *reading, n int) {
	if n := int64(n); s.low <= n && n <= s.high {
		in.values.SetWhole(s.slot, n)
		return
	}
	in.put(s.fact, whole(n))
}

func (in *intake) unlessZero(s *reading, n int) {
	if n == 0 {
		in.missing(s)
		return
	}
	in.count(s, n)
}

func (in *intake) perhaps(s *reading, n *int) {
	if n == nil {
		in.missing(s)
		return
	}
	in.count(s, *n)
}

func (in *intake) flag(s *reading, b bool) {
	n := int64(0)
	if b {
		n = 1
	}
	in.values.SetWhole(s.slot, n)
}

func (in *intake) maybe(s *reading, b *bool) {
	if b == nil {
		in.missing(s)
		return
	}
	in.flag(s, *b)
}

func (in *intake) money(s *reading, m compensation.Money) {
	switch n := m.Minor(); {
	case m.IsMissing():
		in.missing(s)
	case m.Currency() == in.currency && s.low <= n && n <= s.high:
		in.values.SetWhole(s.slot, n)
	default:
		in.put(s.fact, money(m))
	}
}

func (in *intake) day(s *reading, d compensation.Date) {
	switch n := d.Days(); {
	case d.IsMissing():
		in.missing(s)
	case s.low <= n && n <= s.high:
		in.values.SetWhole(s.slot, n)
	default:
		in.put(s.fact, day(d))
	}
}

// missing takes the fact's default, if it has one.
func (in *intake) missing(s *reading) {
	if s.fallback != nil {
		in.fallBack(s.fallback)
	}
}
