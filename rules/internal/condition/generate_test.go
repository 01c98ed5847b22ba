package condition

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/expr-lang/expr"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// generator writes random expressions that are well typed. Numbers are small and
// fractions are quarters, so that the machine's floats are exact.
type generator struct{ *rand.Rand }

func (g generator) pick(list ...string) string { return list[g.IntN(len(list))] }

func (g generator) condition(depth int) string {
	if depth > 0 {
		a := func() string { return g.condition(depth - 1) }
		switch g.IntN(8) {
		case 0, 1:
			return fmt.Sprintf("(%s and %s)", a(), a())
		case 2, 3:
			return fmt.Sprintf("(%s or %s)", a(), a())
		case 4:
			return fmt.Sprintf("not (%s)", a())
		case 5:
			return fmt.Sprintf("(%s ? %s : %s)", a(), a(), a())
		case 6:
			return fmt.Sprintf("((%s) %s (%s))", a(), g.pick("==", "!="), a())
		}
	}
	return g.test(depth)
}

// test is a condition without parts that are conditions.
func (g generator) test(depth int) string {
	compare := g.pick("==", "!=", "<", "<=", ">", ">=")
	switch g.IntN(13) {
	case 0:
		return fmt.Sprintf("incident.severity %s %d", compare, 1+g.IntN(5))
	case 1:
		return fmt.Sprintf("%s %s %s", g.quarter(), compare, g.pick("sla.uptime", "order.price", "daily"))
	case 2:
		return fmt.Sprintf("client.plan %s %q", g.pick("==", "!="), g.pick("starter", "business", "enterprise"))
	case 3:
		return fmt.Sprintf("incident.responsibility %s [%q, %q]", g.pick("in", "not in"), g.pick("ours", "shared"), g.pick("client", "third_party"))
	case 4:
		return g.pick("client.asked", "incident.fixable", "ours", "loyal", "client.asked == true", "incident.fixable != true")
	case 5:
		return fmt.Sprintf("client.city %s %q", g.pick("startsWith", "endsWith", "contains", "not contains", "matches", "=="), g.pick("a", "b", "ab", ""))
	case 6:
		return g.pick(`lower(client.city) == "a"`, `any(["a", "b"], client.city startsWith #)`, `len(client.city) > 1`,
			`client.plan == client.city`, `client.city + "b" == client.id`, `all(["a", "er"], client.plan contains #)`)
	case 7:
		return fmt.Sprintf("incident.change in %d..%d", g.IntN(3)-2, g.IntN(4))
	case 8:
		return fmt.Sprintf("%s %s %s", g.date(depth), compare, g.date(depth))
	case 9:
		return fmt.Sprintf("%s %s %s %s %s", g.pick("0", "1", "2"), g.pick("<", "<="), "incident.minutes", g.pick("<", "<="), g.pick("2", "3"))
	case 10:
		return fmt.Sprintf("%s %s %s", g.money(depth), compare, g.money(depth))
	case 11:
		return "known(" + g.pick("sla.uptime", "client.city", "incident.change", "client.asked", "order.price") + ")"
	default:
		return fmt.Sprintf("%s %s %s", g.number(depth), compare, g.number(depth))
	}
}

func (g generator) quarter() string { return exact.Frac(int64(g.IntN(16)), 4).String() }

func (g generator) number(depth int) string {
	if depth > 0 {
		a := func() string { return g.number(depth - 1) }
		switch g.IntN(9) {
		case 0, 1:
			return fmt.Sprintf("(%s %s %s)", a(), g.pick("+", "-", "*"), a())
		case 2:
			return fmt.Sprintf("%s(%s, %s)", g.pick("min", "max"), a(), a())
		case 3:
			return fmt.Sprintf("%s(%s)", g.pick("floor", "ceil"), a())
		case 4:
			return fmt.Sprintf("(%s / %s)", a(), g.pick("2", "4", "0.5", "incident.change"))
		case 5:
			return fmt.Sprintf("days(%s, %s)", g.date(depth-1), g.date(depth-1))
		case 6:
			return fmt.Sprintf("(%s ? %s : %s)", g.condition(depth-1), a(), a())
		case 7:
			return fmt.Sprintf("(%s / %s)", g.money(depth-1), g.pick("order.price", "incident.loss"))
		case 8:
			return fmt.Sprintf("(incident.minutes %% %s)", g.pick("2", "3", "incident.change"))
		}
	}
	return g.pick("incident.severity", "incident.change", "incident.minutes", "sla.uptime", "courtesy", "share", g.quarter(), "-"+g.quarter())
}

func (g generator) money(depth int) string {
	if depth > 0 {
		a := func() string { return g.money(depth - 1) }
		switch g.IntN(5) {
		case 0:
			return fmt.Sprintf("(%s %s %s)", a(), g.pick("+", "-"), a())
		case 1:
			return fmt.Sprintf("(%s * %s)", a(), g.pick("2", "0.5", "share", "incident.change", "incident.severity"))
		case 2:
			return fmt.Sprintf("%s(%s, %s)", g.pick("min", "max"), a(), a())
		case 3:
			return fmt.Sprintf("floor(%s)", a())
		}
	}
	return g.pick("order.price", "incident.loss", "order.price", "incident.loss", "daily", g.quarter()+" + incident.loss")
}

func (g generator) date(depth int) string {
	if depth > 0 && g.IntN(3) == 0 {
		return fmt.Sprintf("plus_days(%s, %d)", g.date(depth-1), g.IntN(5)-2)
	}
	return g.pick("incident.date", "incident.reported", `date("2026-05-01")`, `date("2026-05-03")`)
}

// values gives every fact a value near the constants that expressions name, and
// leaves each out with the given chance in ten.
func (g generator) values(s *Scope, missing int) *Values {
	v := NewValues(len(s.Facts))
	for _, name := range slices.Sorted(maps.Keys(s.Facts)) { // the same every time
		f := s.Facts[name]
		v.Set(f.Slot, g.value(s, f))
		if g.IntN(10) < missing && f.Default == nil {
			v.Clear(f.Slot)
		}
	}
	return v
}

func (g generator) value(s *Scope, f *Fact) Value {
	switch f.Type {
	case Bool:
		return Value{Num: exact.Int(int64(g.IntN(2)))}
	case OneOf:
		return Value{Num: exact.Int(int64(g.IntN(len(f.Values))))}
	case Text:
		return Value{Text: g.pick("a", "b", "ab", "abb", "A", "", "starter")}
	case Date:
		d, _ := parseDay("2026-04-30")
		return Value{Num: exact.Int(d + int64(g.IntN(6)))}
	case Money:
		return Value{Num: exact.Frac(int64(g.IntN(20)), 4).Mul(s.scale())}
	case Number:
		return Value{Num: exact.Frac(int64(g.IntN(20)), 4)}
	}
	if f.Min == nil {
		return Value{Num: exact.Int(int64(g.IntN(5) - 2))}
	}
	low, _ := f.Min.Int64()
	return Value{Num: exact.Int(low + int64(g.IntN(5)))}
}

// reference runs an expression on the expr machine, with floats and machine
// integers, definitions put in by hand. It is right where the numbers are small. The
// machine gives up on a remainder by zero even where that decides nothing: then ok is false.
func reference(t testing.TB, s *Scope, source string, v *Values) (holds, ok bool) {
	t.Helper()
	for name, text := range map[string]string{
		"ours": `(incident.responsibility in ["ours", "shared"])`, "loyal": `(client.tenure_months >= 24)`, "daily": `(order.price / 32)`,
	} {
		source = strings.ReplaceAll(source, name, text)
	}
	source = strings.ReplaceAll(source, `["(incident.responsibility in ["ours", "shared"])"`, `["ours"`)
	for _, text := range []string{"2026-05-01", "2026-05-03"} {
		source = strings.ReplaceAll(source, fmt.Sprintf("date(%q)", text), fmt.Sprint(day(t, text)))
	}
	env := map[string]any{"courtesy": 10, "share": 0.25}
	for name, f := range s.Facts {
		group, field, _ := strings.Cut(name, ".")
		if env[group] == nil {
			env[group] = map[string]any{}
		}
		value, _ := v.Get(f.Slot)
		env[group].(map[string]any)[field] = plain(s, f, value)
	}
	env["known"] = func(any) bool { return true }
	env["days"] = func(a, b int) int { return b - a }
	env["plus_days"] = func(a, n int) int { return a + n }
	out, err := expr.Eval(source, env)
	if err != nil {
		require.ErrorContains(t, err, "integer divide by zero", source)
		return false, false
	}
	return out.(bool), true
}

func plain(s *Scope, f *Fact, v Value) any {
	whole, _ := v.Num.Int64()
	switch f.Type {
	case Bool:
		return whole == 1
	case OneOf:
		return f.Values[whole]
	case Text:
		return v.Text
	case Int, Date:
		return int(whole)
	case Money:
		quarters, _ := v.Num.Mul(exact.Frac(4, 100)).Int64()
		return float64(quarters) / 4
	default:
		quarters, _ := v.Num.Mul(exact.Int(4)).Int64()
		return float64(quarters) / 4
	}
}
