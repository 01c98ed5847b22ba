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
	fields
)

// reading is a standard fact with what is needed to read it, close together.
type reading struct {
	fact      *condition.Fact
	typ       condition.Type
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
		p.standard[*s.read] = reading{fact: f, typ: f.Type, slot: f.Slot, low: span.Low, high: span.High, fallback: missing}
	}
}

// incident takes its facts from the case, and client, order and history take theirs. Only
// what is neither of a fact's type nor within its bounds goes by way of put, which tells
// its faults.
func (in *intake) incident(i *compensation.Incident) {
	facts := &in.policy.standard
	in.word(&facts[incidentID], i.ID)
	in.word(&facts[incidentKind], i.Kind)
	in.word(&facts[incidentFailure], string(i.Failure))
	in.unlessZero(&facts[incidentSeverity], i.Severity)
	in.word(&facts[incidentResponsibility], string(i.Responsibility))
	in.word(&facts[incidentFoundBy], string(i.FoundBy))
	in.word(&facts[incidentEvidence], string(i.Evidence))
	in.day(&facts[incidentDate], i.Date)
	in.day(&facts[incidentReported], i.Reported)
	in.perhaps(&facts[incidentDurationMinutes], i.DurationMinutes)
	in.count(&facts[incidentRepeats], i.Repeats)
	in.money(&facts[incidentLoss], i.Loss)
	in.money(&facts[incidentCompensated], i.Compensated)
	in.unlessZero(&facts[incidentAffected], i.Affected)
	in.maybe(&facts[incidentFixable], i.Fixable)
}

func (in *intake) client(c *compensation.Client) {
	facts := &in.policy.standard
	in.word(&facts[clientID], c.ID)
	in.word(&facts[clientArchetype], string(c.Archetype))
	in.word(&facts[clientTier], c.Tier)
	in.money(&facts[clientAnnualValue], c.AnnualValue)
	in.perhaps(&facts[clientTenureMonths], c.TenureMonths)
	in.flag(&facts[clientAsked], c.Asked)
}

func (in *intake) order(o *compensation.Order) {
	facts := &in.policy.standard
	in.word(&facts[orderID], o.ID)
	in.money(&facts[orderPrice], o.Price)
	in.money(&facts[orderRefundable], o.Refundable)
}

func (in *intake) history(h *compensation.History) {
	facts := &in.policy.standard
	in.count(&facts[historyOrders12m], h.Orders12m)
	in.count(&facts[historyIncidents12m], h.Incidents12m)
	in.count(&facts[historyClaims12m], h.Claims12m)
	in.count(&facts[historyApologies90d], h.Apologies90d)
	in.money(&facts[historyCompensated12m], h.Compensated12m)
	in.day(&facts[historyLastGoodwill], h.LastGoodwill)
	in.count(&facts[historyRefused], h.Refused)
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
