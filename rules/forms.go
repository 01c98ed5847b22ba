package rules

import (
	"regexp"
	"strings"
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// The scalars of a policy. Each is read as written, whatever YAML would make
// of it.
var (
	anyText = &form{says: "a text", json: []string{"string", "number", "boolean"}}

	policyName = &form{
		says: "a name of small letters, digits and -", code: codeBadName,
		pattern: regexp.MustCompile(`^[a-z0-9-]{1,100}$`), json: []string{"string", "number"},
	}
	idForm = &form{
		says: "a name of letters, digits, _ . and -", code: codeBadName,
		pattern: regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$`), plainly: plainID, json: []string{"string", "number"},
	}
	factName = &form{
		says: "a dotted name such as sla.uptime", code: codeBadName,
		pattern: regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+$`),
	}
	bareName = &form{
		says: "a name of letters, digits and _, such as courtesy", code: codeBadName,
		pattern: regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`),
	}
	doWord = &form{
		says: "a step of the plan or a word of your own, such as senior_contact", code: codeBadName,
		pattern: regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,99}$`),
	}
	currencyForm = &form{
		says: "an ISO 4217 code such as EUR", code: codeUnknownCurrency,
		pattern: regexp.MustCompile(`^[A-Z]{3}$`), problem: currencyProblem,
	}
	zoneForm = &form{says: "a time zone such as Europe/Sofia", code: codeUnknownZone, problem: zoneProblem}
	flagForm = &form{
		says: "true or false", code: codeUnknownWord, words: []string{"true", "false"},
		json: []string{"boolean"},
	}
	numberForm = &form{
		says: "a plain number such as 31.19", code: codeBadNumber, problem: numberProblem,
		pattern: regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`), json: []string{"string", "number"},
	}
	boundForm = &form{
		says: "a plain number, or a day for a date fact", code: codeBadNumber,
		pattern: regexp.MustCompile(`^(-?[0-9]+(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2})$`), json: []string{"string", "number"},
	}
	shareForm = &form{
		says: "a percentage such as 3%", code: codeBadPercent,
		pattern: regexp.MustCompile(`^[0-9]{1,6}(\.[0-9]{1,9})?\s*%$`),
	}
	dateForm = &form{
		says: "a day such as 2026-04-01", code: codeBadDate, problem: dateProblem,
		pattern: regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`),
	}
	spanForm = &form{
		says: "a time such as 24 hours, 2 days or 2 workdays", code: codeBadTime,
		pattern: regexp.MustCompile(`^[1-9][0-9]{0,4} (hours?|days?|workdays?)$`),
	}
	poolForm = &form{
		says: "the name of an account, facts in braces: hosting/{client.plan}", code: codeBadPool,
	}

	// Expressions are checked by package condition, in the second pass.
	conditionForm = &form{says: "a condition such as incident.severity >= 4", json: []string{"string", "boolean"}}
	formulaForm   = &form{
		says: "an expression: a condition or an amount", json: []string{"string", "number", "boolean"},
	}
	moneyForm = &form{
		says: "money: an expression such as 250, 25%, or 25% of order.price", json: []string{"string", "number"},
	}
	amountForm = &form{says: "a number: an expression such as 2 or rooms", json: []string{"string", "number"}}
)

// plainID tells of small letters, digits and -, as most ids have.
func plainID(text string) bool {
	if text == "" || len(text) > 100 || text[0] == '-' {
		return false
	}
	for i := range len(text) {
		if b := text[i]; (b < 'a' || b > 'z') && (b < '0' || b > '9') && b != '-' {
			return false
		}
	}
	return true
}

func currencyProblem(text string) string {
	if _, ok := compensation.CurrencyDigits(text); !ok {
		return "no such currency in ISO 4217"
	}
	return ""
}

func zoneProblem(text string) string {
	if text == "" || text == "Local" {
		return "it must be named, so that every machine counts the same days"
	}
	if _, err := time.LoadLocation(text); err != nil {
		return "no such time zone"
	}
	return ""
}

func numberProblem(text string) string {
	if _, ok := exact.Parse(text); !ok {
		return "too many digits"
	}
	return ""
}

func dateProblem(text string) string {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return "no such day in the calendar"
	}
	return ""
}

// enumerate lists words for a message: "a, b or c".
func enumerate(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
