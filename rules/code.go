package rules

import (
	"slices"

	"github.com/amendsgo/amends/rules/internal/condition"
)

// Code is one kind of diagnostic.
type Code struct {
	Name     string
	Severity Severity
	About    string // when it occurs, and what to do
}

// Codes returns every kind of diagnostic, in the order of the reference.
func Codes() []Code { return slices.Clone(codes) }

func codeOf(name string) (Code, bool) {
	i := slices.IndexFunc(codes, func(c Code) bool { return c.Name == name })
	if i < 0 {
		return Code{}, false
	}
	return codes[i], true
}

// The codes that the loader itself reports; those of expressions are named by
// package condition.
const (
	codeTooLarge         = "too-large"
	codeNotUTF8          = "not-utf8"
	codeSyntax           = "syntax"
	codeEmpty            = "empty"
	codeSeveralDocuments = "several-documents"
	codeTag              = "tag"
	codeAnchor           = "anchor"
	codeDuplicateKey     = "duplicate-key"
	codeUnknownKey       = "unknown-key"
	codeMisplacedKey     = "misplaced-key"
	codeMissingKey       = "missing-key"
	codeWrongShape       = "wrong-shape"
	codeEmptyValue       = "empty-value"
	codeCutByComma       = "cut-by-comma"
	codeTooMany          = "too-many-faults"

	codeUnknownWord     = "unknown-word"
	codeBadName         = "bad-name"
	codeBadNumber       = "bad-number"
	codeBadPercent      = "bad-percent"
	codeBadDate         = "bad-date"
	codeBadTime         = "bad-time"
	codeBadPool         = "bad-pool"
	codeUnknownCurrency = "unknown-currency"
	codeUnknownZone     = "unknown-zone"

	codeDuplicateID  = "duplicate-id"
	codeNameClash    = "name-clash"
	codeReservedName = "reserved-name"
	codeBadFact      = "bad-fact"
	codeDateOrder    = "date-order"

	codeConflictingKeys = "conflicting-keys"
	codeUselessKey      = "useless-key"
	codeNegative        = "negative"
	codeTooMuch         = "too-much"
	codeUnknownLane     = "unknown-lane"
	codeUnknownFact     = "unknown-fact"
	codeOwedDeducts     = "owed-deducts-goodwill"
	codeSecondLadder    = "second-ladder"
	codeGivesNothing    = "gives-nothing"
	codeBoundsOrder     = "bounds-order"
	codeOverlap         = "overlap"
	codeUnreachable     = "unreachable"
	codeUnused          = "unused"
)

// codes is the table behind [Codes].
var codes = []Code{
	{codeTooLarge, SeverityError, "The file is larger than any policy that a person could check."},
	{codeNotUTF8, SeverityError, "The file is not UTF-8 text."},
	{codeSyntax, SeverityError, "The file is not YAML."},
	{codeEmpty, SeverityError, "The file holds no policy."},
	{codeSeveralDocuments, SeverityError, "A file holds one policy; a line --- begins another."},
	{codeTag, SeverityError, "A word that begins with ! is a tag to YAML, so that a condition loses its beginning. Write not, or quote."},
	{codeAnchor, SeverityError, "Anchors, aliases and merge keys are not part of the language: what a rule says stands where the rule stands."},
	{codeDuplicateKey, SeverityError, "A key occurs twice in one mapping, so that one of the values would be lost."},
	{codeUnknownKey, SeverityError, "The mapping has no such key."},
	{codeMisplacedKey, SeverityError, "The key belongs into another mapping."},
	{codeMissingKey, SeverityError, "A key that is required is not there."},
	{codeWrongShape, SeverityError, "A list, a mapping or a scalar stands where something else is needed."},
	{codeEmptyValue, SeverityError, "A key has no value."},
	{codeCutByComma, SeverityError, "Inside { } and [ ] YAML ends a plain value at a comma, so that an expression is cut in two. Quote it."},
	{codeTooMany, SeverityError, "There are more faults than are shown."},
	{codeUnknownWord, SeverityError, "Only a few words may stand here."},
	{codeBadName, SeverityError, "A name has characters that names do not have."},
	{codeBadNumber, SeverityError, "A number is not a plain decimal."},
	{codeBadPercent, SeverityError, "A share is not a percentage."},
	{codeBadDate, SeverityError, "A day is not written as 2026-04-01, or not in the calendar."},
	{codeBadTime, SeverityError, "A time is not written as 24 hours, 2 days or 2 workdays."},
	{codeBadPool, SeverityError, "The name of the pool cannot be read, or reads a fact that a sale does not carry."},
	{codeUnknownCurrency, SeverityError, "The currency is not in ISO 4217."},
	{codeUnknownZone, SeverityError, "The time zone does not exist."},
	{codeDuplicateID, SeverityError, "Two things have the same name."},
	{codeNameClash, SeverityError, "A fact, a rate and a definition share one space of names."},
	{codeReservedName, SeverityError, "The name means something else already."},
	{codeBadFact, SeverityError, "The description of a fact contradicts itself, or widens a standard fact."},
	{codeDateOrder, SeverityError, "Days are out of order."},
	{codeConflictingKeys, SeverityError, "Two keys exclude each other, or one needs another."},
	{codeUselessKey, SeverityError, "The key can have no effect here."},
	{codeNegative, SeverityError, "A constant amount is below zero."},
	{codeTooMuch, SeverityError, "A discount above 100 percent."},
	{codeUnknownLane, SeverityError, "A lane deducts what is neither an earlier lane nor a money fact."},
	{codeUnknownFact, SeverityError, "There is no such fact."},
	{codeOwedDeducts, SeverityError, "What is owed may be lowered only by what was owed, or given for this incident already."},
	{codeSecondLadder, SeverityError, "history.refused counts the refusals of one ladder, so a policy can have but one."},
	{codeGivesNothing, SeverityWarning, "A remedy is worth nothing, whatever the case."},
	{codeBoundsOrder, SeverityWarning, "A floor lies above its ceiling, which wins: the floor never counts."},
	{codeOverlap, SeverityError, "Two rules of a lane with pick: one can match the same case."},
	{condition.CodeTooLong, SeverityError, "An expression is longer, or nested deeper, than any reader could follow."},
	{condition.CodeSyntax, SeverityError, "The text is no expression."},
	{condition.CodeUnknownName, SeverityError, "There is no fact, rate or definition of this name."},
	{condition.CodeUnknownFunc, SeverityError, "There is no function of this name."},
	{condition.CodeForbidden, SeverityError, "The function is part of expr, but not of the language: it would read a clock, run without end, or hide what a case needs."},
	{condition.CodeArguments, SeverityError, "A function has too few arguments, too many, or some of a wrong kind."},
	{condition.CodeType, SeverityError, "Types do not fit together, as a number and a text."},
	{condition.CodeUnit, SeverityError, "Units do not fit together: money times money, or a count where money is wanted."},
	{condition.CodeConstant, SeverityError, "A fact is compared with a text that it can never have."},
	{condition.CodeNeedsValues, SeverityError, "A text fact is compared with a constant, and nothing says which values it can have, so a misspelt one would go unnoticed."},
	{condition.CodeAlways, SeverityError, "A comparison has the same outcome for every case."},
	{condition.CodeBareDate, SeverityError, "A day stands in an expression without date(\"...\"), where it would be a subtraction."},
	{condition.CodeBadPattern, SeverityError, "A pattern is no regular expression."},
	{condition.CodeNotExact, SeverityError, "An operation has no exact result."},
	{condition.CodeZeroDivision, SeverityError, "A constant zero divides."},
	{condition.CodeRecursion, SeverityError, "A definition uses itself, directly or through others."},
	{condition.CodeTotal, SeverityError, "total.* is known only in approval and response."},
	{condition.CodeForbidFact, SeverityError, "The fact must not be read here: what is owed does not hang on who the client is."},
	{condition.CodeWanted, SeverityError, "The expression has a value of the wrong kind: no condition, or not the amount that is wanted."},
	{condition.CodeRedundant, SeverityWarning, "A part of a condition changes nothing."},
	{codeUnreachable, SeverityWarning, "A rule or a line can never take effect."},
	{codeUnused, SeverityWarning, "Nothing uses this fact, rate or definition."},
}
