package condition

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/internal/exact"
)

func num(t testing.TB, text string) exact.Num {
	t.Helper()
	n, ok := exact.Parse(text)
	require.True(t, ok, text)
	return n
}

func day(t testing.TB, text string) int64 {
	t.Helper()
	n, ok := parseDay(text)
	require.True(t, ok, text)
	return n
}

// testScope has facts of every type, rates of both kinds, and a few definitions.
func testScope(t testing.TB) *Scope {
	t.Helper()
	zero, one, five, hundred := exact.Int(0), exact.Int(1), exact.Int(5), exact.Int(100)
	s := &Scope{
		Facts: map[string]*Fact{}, Rates: map[string]*Rate{}, Currency: "EUR", Digits: 2,
		Holidays: []int64{day(t, "2026-05-01"), day(t, "2026-05-02")}, // a Friday and a Saturday
	}
	for i, f := range []*Fact{
		{Name: "incident.severity", Type: Int, Min: &one, Max: &five},
		{Name: "incident.repeats", Type: Int, Min: &zero, Default: &Value{}},
		{Name: "incident.minutes", Type: Int, Min: &zero},
		{Name: "incident.change", Type: Int},
		{Name: "incident.fixable", Type: Bool},
		{Name: "incident.date", Type: Date},
		{Name: "incident.reported", Type: Date},
		{Name: "incident.loss", Type: Money, Min: &zero},
		{Name: "incident.kind", Type: Text, Listed: true},
		{Name: "incident.responsibility", Type: OneOf, Values: []string{"ours", "shared", "third_party", "client"}},
		{Name: "sla.uptime", Type: Number, Min: &zero, Max: &hundred},
		{Name: "client.id", Type: Text},
		{Name: "client.city", Type: Text},
		{Name: "client.plan", Type: OneOf, Values: []string{"starter", "business", "enterprise"}},
		{Name: "client.asked", Type: Bool},
		{Name: "client.tenure_months", Type: Int, Min: &zero},
		{Name: "order.price", Type: Money, Min: &zero},
		{Name: "total.cost", Type: Money, Min: &zero, Total: true},
	} {
		f.Slot = i
		s.Facts[f.Name] = f
	}
	for _, r := range []*Rate{
		{Name: "courtesy", Entries: []RateEntry{{Value: exact.Int(10)}}},
		{Name: "share", Entries: []RateEntry{{Value: num(t, "0.25")}}},
		{Name: "missed", Dated: true, Entries: []RateEntry{
			{From: day(t, "2025-04-01"), Value: num(t, "31.19")}, {From: day(t, "2026-04-01"), Value: num(t, "32.31")},
		}},
	} {
		s.Rates[r.Name] = r
	}
	for _, d := range [][2]string{
		{"ours", `incident.responsibility in ["ours", "shared"]`},
		{"loyal", `client.tenure_months >= 24`},
		{"daily", `order.price / 30`},
		{"late", `plus_days(incident.date, 14)`},
		{"spent", `total.cost > 5`},
	} {
		s.Define(d[0], Source{Text: d[1]})
	}
	require.Empty(t, s.Definitions())
	return s
}

// given makes values of the texts that a case would carry.
func given(t testing.TB, s *Scope, facts map[string]string) *Values {
	t.Helper()
	v := NewValues(len(s.Facts))
	for _, f := range s.Facts {
		if f.Default != nil {
			v.Set(f.Slot, *f.Default)
		}
	}
	for name, text := range facts {
		f := s.Facts[name]
		require.NotNil(t, f, name)
		v.Set(f.Slot, valueOf(t, s, f, text))
	}
	return v
}

func valueOf(t testing.TB, s *Scope, f *Fact, text string) Value {
	t.Helper()
	switch f.Type {
	case Bool:
		return Value{Num: exact.Int(map[string]int64{"true": 1, "false": 0}[text])}
	case OneOf:
		require.GreaterOrEqual(t, f.index(text), 0, text)
		return Value{Num: exact.Int(int64(f.index(text)))}
	case Date:
		return Value{Num: exact.Int(day(t, text))}
	case Money:
		return Value{Num: num(t, text).Mul(s.scale())}
	case Text:
		return Value{Text: text}
	default:
		return Value{Num: num(t, text)}
	}
}

func mustCondition(t testing.TB, s *Scope, source string) *Condition {
	t.Helper()
	c, faults := s.Condition(Source{Text: source}, Use{})
	require.NotNil(t, c, "%s: %v", source, faults)
	return c
}

func mustAmount(t testing.TB, s *Scope, source string, want Want) *Amount {
	t.Helper()
	a, faults := s.Amount(Source{Text: source}, want, Use{})
	require.NotNil(t, a, "%s: %v", source, faults)
	return a
}
