package condition

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Each source marks with « and » the places that faults must point at, exactly, and
// each mark has a fault with the code. Marks may share an end.
var faultCases = []struct{ code, marked string }{
	{CodeAlways, `incident.severity >= «9»`},
	{CodeAlways, `«0» < incident.severity`},
	{CodeAlways, `incident.severity == «2.5»`},
	{CodeAlways, `4 <= incident.severity < «6»`},
	{CodeAlways, `incident.severity in [1, «7», 2]`},
	{CodeAlways, `«incident.severity in 1..9»`},
	{CodeAlways, `«incident.severity in 4..2»`},
	{CodeAlways, `sla.uptime > «100»`},
	{CodeAlways, `order.price < «0»`},
	{CodeAlways, `order.price * 2 >= «0»`},
	{CodeAlways, `«client.plan in ["starter", "business", "enterprise"]»`},
	{CodeAlways, `client.plan in «[]»`},
	{CodeAlways, `«client.plan startsWith "x"»`},
	{CodeAlways, `«client.plan == incident.responsibility»`},
	{CodeAlways, `«lower(client.plan) == "Business"»`},
	{CodeConstant, `client.plan == «"enterprize"»`},
	{CodeConstant, `«"Starter"» != client.plan`},
	{CodeConstant, `client.plan in ["starter", «"bussines"», «"x"»]`},
	{CodeConstant, `any(["a"], client.plan == «"busines"» and client.city == #)`},
	{CodeNeedsValues, `incident.kind == «"outage"»`},
	{CodeNeedsValues, `incident.kind not in [«"outage"», «"delay"»]`},
	{CodeUnknownName, `«incident.severty» > 3 and «clint.asked»`},
	{CodeUnknownName, `client.plan == «enterprise»`},
	{CodeUnknownName, `client.plan in [«starter»]`},
	{CodeUnknownName, `client.city == «Sofia»`},
	{CodeUnknownName, `«incident»`},
	{CodeUnknownName, `«client["plan"]» == "starter"`},
	{CodeUnknownName, `«True»`},
	{CodeUnknownName, `«$env» == "x"`},
	{CodeUnknownName, `order.price > «cortesy»`},
	{CodeUnknownName, `any(["a"], «client.citi» == #)`},
	{CodeType, `(«client.plan not in ["starter"]») + 1 > 2`},
	{CodeType, `«client.plan < "b"»`},
	{CodeType, `incident.date >= «"2026-04-01"»`},
	{CodeType, `incident.severity > «"3"»`},
	{CodeType, `incident.fixable == «"yes"»`},
	{CodeType, `client.asked > «true»`},
	{CodeType, `client.asked == «1»`},
	{CodeType, `not «client.tenure_months» >= 24`},
	{CodeType, `«incident.severity» and client.asked`},
	{CodeType, `client.asked or («"ours"»)`},
	{CodeType, `«incident.date» - incident.reported > 3`},
	{CodeType, `plus_days(incident.date, 1) > «order.price»`},
	{CodeType, `client.asked ? 1 : «"a"» == 2`},
	{CodeType, `«"x"» + 1 > 2`},
	{CodeType, `-«client.asked» == 1`},
	{CodeType, `«client.city» in 1..3`},
	{CodeType, `«sla.uptime» in 1..3`},
	{CodeType, `«order.price» in 1..«2.5»`},
	{CodeType, `client.city in «client.id»`},
	{CodeType, `«client.plan == ["starter"]»`},
	{CodeType, `«sla.uptime» % 2 == 1`},
	{CodeType, `«incident.severity» startsWith "a"`},
	{CodeType, `«lower(client.city)» == 3`},
	{CodeUnit, `order.price + «client.tenure_months» > 5`},
	{CodeUnit, `order.price > («incident.minutes + 1»)`},
	{CodeUnit, `«order.price * incident.loss» > 5`},
	{CodeUnit, `«incident.minutes» / order.price > 2`},
	{CodeBareDate, `incident.date >= «2026-04-01»`},
	{CodeBareDate, `incident.date in [«2026-04-01», «2026-13-41»]`},
	{CodeBadDate, `incident.date >= date(«"2026-02-30"»)`},
	{CodeBadNumber, `order.price > «1e3»`},
	{CodeBadNumber, `order.price > «0x10»`},
	{CodeBadNumber, `order.price > «1_000»`},
	{CodeBadNumber, `«3abc» > 2`},
	{CodeBadNumber, `order.price > «99999999999999999999»`},
	{CodeBadPattern, `client.city matches «"(a"»`},
	{CodeArguments, `known(«loyal»)`},
	{CodeArguments, `known(«3»)`},
	{CodeArguments, `date(«incident.date») > incident.date`},
	{CodeArguments, `«days(incident.date)» > 3`},
	{CodeArguments, `days(«"2026-04-01"», incident.date) > 3`},
	{CodeArguments, `plus_days(incident.date, «1.5») > incident.date`},
	{CodeArguments, `floor(«client.city») > 1`},
	{CodeUnknownFunc, `«dayz(1)» > 1`},
	{CodeUnknownFunc, `«loyal()»`},
	{CodeUnknownFunc, `«client.plan.foo()»`},
	{CodeForbidden, `«now()» > incident.date`},
	{CodeForbidden, `«round(order.price)» > 1`},
	{CodeForbidden, `«2 ** 3» > 1`},
	{CodeForbidden, `«let x = 1; x > 0»`},
	{CodeForbidden, `client.asked == «nil»`},
	{CodeForbidden, `«client?.asked»`},
	{CodeForbidden, `client.asked «??» true == true`},
	{CodeForbidden, `«client.asked ?? true»`},
	{CodeForbidden, `«{"a": 1}» == 3`},
	{CodeForbidden, `«1..3» == 2`},
	{CodeForbidden, `any(["a"], «any(["b"], client.city == #)»)`},
	{CodeForbidden, `any(["a"], «repeat(client.city, 1000000)» == #)`},
	{CodeNotExact, `len(client.city) > «incident.severity»`},
	{CodeNotExact, `any([1, 2], # == «incident.severity»)`},
	{CodeNotExact, `any(["a"], «loyal»)`},
	{CodeNotExact, `len(client.city) > «courtesy»`},
	{CodeNotExact, `«len(client.city) * 2» > 4`},
	{CodeNotExact, `len(client.city) > «5000000000»`},
	{CodeZeroDivision, `order.price / «0» > 1`},
	{CodeZeroDivision, `incident.severity % («1 - 1») == 1`},
	{CodeTotal, `«total.cost» > 3`},
	{CodeTotal, `«spent» and client.asked`},
	{CodeTooLong, strings.Repeat("(", maxNesting) + `«(»` + "client.asked" + strings.Repeat(")", maxNesting+1)},
	{CodeTooLong, `«` + strings.Repeat("a", maxRunes) + `»a`},
	{CodeRedundant, `«known(incident.repeats)» or client.asked`},
	{CodeRedundant, `«1 < 2» and client.asked`},
	{CodeRedundant, `«"a" == "b"» or client.asked`},
	{CodeSyntax, `«»`},
	{CodeSyntax, `(«(»incident.severity > 2`},
	{CodeSyntax, `incident.severity > 2«)»`},
	{CodeSyntax, `incident.severity in [1, 2«)»`},
	{CodeSyntax, `incident.severity «=» 3`},
	{CodeSyntax, `incident.severity <«>» 3`},
	{CodeSyntax, `incident.severity «=»> 3`},
	{CodeSyntax, `client.asked «AND» ours`},
	{CodeSyntax, `client.asked and «and» ours`},
	{CodeSyntax, `client.asked «or»`},
	{CodeSyntax, `client «asked»`},
	{CodeSyntax, `25«%»`},
	{CodeSyntax, `incident.severity > 3 «then» 4`},
	{CodeSyntax, `client.city == «"»abc`},
	{CodeSyntax, `client.city == 'a' and client.id == «'»b"`},
	{CodeSyntax, `«“»a” == client.id`},
	{CodeSyntax, `incident.loss > «€»5`},
	{CodeSyntax, `client.city == "\«d»"`},
	{CodeSyntax, `«  »`},
	// Places count characters, not bytes.
	{CodeConstant, `client.city == "Пловдив" and client.plan == «"бизнес"»`},
	{CodeUnknownName, `client.city == "日本" and «incidentseverity» > 3`},
}

// marks takes the marks out and returns the places.
func marks(marked string) (source string, places [][2]int) {
	var out []rune
	var open []int
	for _, r := range marked {
		switch r {
		case '«':
			open = append(open, len(out))
		case '»':
			places = append(places, [2]int{open[len(open)-1], len(out)})
			open = open[:len(open)-1]
		default:
			out = append(out, r)
		}
	}
	return string(out), places
}

func TestFaultsPointExactly(t *testing.T) {
	var golden strings.Builder
	for _, tt := range faultCases {
		source, places := marks(tt.marked)
		t.Run(tt.marked[:min(60, len(tt.marked))], func(t *testing.T) {
			c, faults := testScope(t).Condition(Source{Text: source}, Use{})
			assert.Equal(t, tt.code != CodeRedundant, c == nil)
			var got [][2]int
			for _, f := range faults {
				got = append(got, [2]int{f.From, f.To})
				assert.Equal(t, tt.code, f.Code, "%s", f.Message)
				assert.Equal(t, f.Code == CodeRedundant, f.Warning)
				for _, leak := range []string{"interface", "string", "float64", "int64", "bool", "nil pointer", "f12"} {
					assert.NotContains(t, f.Message+f.Expected+f.Hint, leak)
				}
			}
			assert.ElementsMatch(t, places, got, "%v", faults)
			if len(source) < 200 {
				golden.WriteString(render(source, faults))
			}
		})
	}
	const file = "testdata/faults.golden"
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(golden.String()), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), golden.String())
}

func render(source string, faults []Fault) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n", source)
	for _, f := range faults {
		fmt.Fprintf(&out, "%s%s %s: %s\n", strings.Repeat(" ", f.From), strings.Repeat("^", max(1, f.To-f.From)), f.Code, f.Message)
		if f.Expected != "" {
			fmt.Fprintf(&out, "    expected: %s\n", f.Expected)
		}
		if f.Hint != "" {
			fmt.Fprintf(&out, "    hint: %s\n", f.Hint)
		}
	}
	return out.String() + "\n"
}

func TestMillionParenthesesAreAFault(t *testing.T) {
	s := testScope(t)
	for _, source := range []string{
		strings.Repeat("(", 1_000_000), strings.Repeat("(", 8000), strings.Repeat("[", 8000), strings.Repeat("not ", 4000) + "client.asked",
		strings.Repeat("-", 16000) + "1", strings.Repeat("client.asked ? ", 1000), strings.Repeat("1**", 5000) + "1", "\xff",
	} {
		c, faults := s.Condition(Source{Text: source}, Use{})
		if c == nil {
			assert.NotEmpty(t, faults)
		}
	}
}

func TestForbiddenFactsAreFoundThroughDefinitions(t *testing.T) {
	use := Use{Forbid: map[string]string{"client.tenure_months": "what is owed does not depend on the client"}}
	_, faults := testScope(t).Condition(Source{Text: `incident.fixable and loyal`}, use)
	require.Len(t, faults, 1)
	assert.Equal(t, CodeForbidFact, faults[0].Code)
	assert.Equal(t, "loyal", faults[0].Text())
	assert.Equal(t, "client.tenure_months, which loyal reads, must not be read here: what is owed does not depend on the client", faults[0].Message)

	_, faults = testScope(t).Amount(Source{Text: `client.tenure_months * 2`}, WantAny, use)
	require.Len(t, faults, 1)
	assert.Equal(t, "client.tenure_months", faults[0].Text())

	c, faults := testScope(t).Condition(Source{Text: `spent`}, Use{Totals: true})
	assert.NotNil(t, c)
	assert.Empty(t, faults)
}

func TestDefinitions(t *testing.T) {
	define := func(pairs ...string) *Scope {
		s := testScope(t)
		for i := 0; i < len(pairs); i += 2 {
			s.Define(pairs[i], Source{Text: pairs[i+1], ID: pairs[i]})
		}
		return s
	}
	t.Run("in any order", func(t *testing.T) {
		s := define("a", "b and client.asked", "b", "incident.severity > 3")
		assert.Empty(t, s.Definitions())
		c := mustCondition(t, s, "a")
		assert.Equal(t, True, c.Eval(given(t, s, map[string]string{"incident.severity": "4", "client.asked": "true"})))
	})
	t.Run("recursion is told once", func(t *testing.T) {
		s := define("a", "client.asked or b", "b", "c", "c", "not a")
		faults := s.Definitions()
		require.Len(t, faults, 1)
		assert.Equal(t, CodeRecursion, faults[0].Code)
		assert.Equal(t, "the definition a uses itself: a -> b -> c -> a", faults[0].Message)
		assert.Equal(t, "c", faults[0].Source.ID)
		_, faults = s.Condition(Source{Text: "a and incident.severity > 9"}, Use{})
		assert.Len(t, faults, 1, "the faulty definition is not told again")
	})
	t.Run("its own name", func(t *testing.T) {
		faults := define("a", "a").Definitions()
		require.Len(t, faults, 1)
		assert.Equal(t, CodeRecursion, faults[0].Code)
	})
	t.Run("neither condition nor amount", func(t *testing.T) {
		for _, source := range []string{"client.city", `"a"`, `[1, 2]`, `len(client.city)`} {
			faults := define("a", source).Definitions()
			require.Len(t, faults, 1, source)
			assert.Equal(t, CodeWanted, faults[0].Code, source)
		}
	})
	t.Run("too deep, whichever way it is found", func(t *testing.T) {
		for _, backwards := range []bool{false, true} {
			var pairs []string
			for i := range 100 {
				if backwards {
					i = 99 - i
				}
				source := fmt.Sprintf("not d%d", i+1)
				if i == 99 {
					source = "client.asked"
				}
				pairs = append(pairs, fmt.Sprintf("d%d", i), source)
			}
			faults := define(pairs...).Definitions()
			require.NotEmpty(t, faults)
			assert.Equal(t, CodeTooLong, faults[0].Code)
		}
	})
	t.Run("too large once put in", func(t *testing.T) {
		pairs := []string{"d0", "client.asked and incident.fixable"}
		for i := range 40 {
			pairs = append(pairs, fmt.Sprintf("d%d", i+1), fmt.Sprintf("d%d != d%d", i, i))
		}
		faults := define(pairs...).Definitions()
		require.Len(t, faults, 1)
		assert.Equal(t, CodeTooLong, faults[0].Code)
	})
	t.Run("used", func(t *testing.T) {
		s := define("a", "client.asked")
		assert.Empty(t, s.Definitions())
		assert.False(t, s.Used("a"))
		assert.False(t, s.Used("courtesy"))
		mustCondition(t, s, "a and order.price > courtesy")
		for _, name := range []string{"a", "courtesy", "client.asked", "order.price"} {
			assert.True(t, s.Used(name), name)
		}
	})
}

// Whatever the text, the answer is a condition or faults inside the text.
func FuzzCondition(f *testing.F) {
	for _, tt := range faultCases {
		source, _ := marks(tt.marked)
		if len(source) < 1000 {
			f.Add(source)
		}
	}
	f.Add(`client.asked | lower() == "x" // note`)
	f.Add(`if client.asked { 1 } else { 2 } == 1`)
	f.Fuzz(func(t *testing.T, source string) {
		s := testScope(t)
		c, faults := s.Condition(Source{Text: source}, Use{})
		if c == nil {
			require.NotEmpty(t, faults)
		} else {
			c.Eval(NewValues(len(s.Facts)))
			for range c.Why(NewValues(len(s.Facts))) {
				continue
			}
		}
		a, more := s.Amount(Source{Text: source}, WantAny, Use{Totals: true})
		if a == nil {
			require.NotEmpty(t, more)
		}
		for _, fault := range append(faults, more...) {
			require.LessOrEqual(t, 0, fault.From)
			require.LessOrEqual(t, fault.From, fault.To)
			require.LessOrEqual(t, fault.To, len([]rune(source)))
			require.NotEmpty(t, fault.Code)
			require.NotEmpty(t, fault.Message)
		}
	})
}
