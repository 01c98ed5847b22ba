package condition

// The codes of faults. They are stable: tools and documentation name them.
const (
	CodeTooLong      = "expression-too-long"     // more text, nesting or parts than any reader could follow
	CodeSyntax       = "expression-syntax"       // no expression at all
	CodeUnknownName  = "unknown-name"            // no fact, rate or definition
	CodeUnknownFunc  = "unknown-function"        // no function of the language
	CodeForbidden    = "forbidden-function"      // part of expr, not of the language
	CodeArguments    = "wrong-arguments"         // too few, too many, or of a wrong kind
	CodeType         = "type-mismatch"           // types that do not fit together
	CodeUnit         = "unit-mismatch"           // money where a number is wanted, money times money, …
	CodeConstant     = "unknown-value"           // a text that the fact can never have
	CodeNeedsValues  = "values-not-listed"       // a text compared with a constant, its values unlisted
	CodeAlways       = "always-same"             // true for every case, or false for every case
	CodeBareDate     = "bare-date"               // 2026-04-01 instead of date("2026-04-01")
	CodeBadDate      = "bad-date"                // no day of the calendar
	CodeBadNumber    = "bad-number"              // a number in a notation that amounts do not have
	CodeBadPattern   = "bad-pattern"             // no regular expression
	CodeNotExact     = "not-exact"               // what cannot be computed exactly
	CodeZeroDivision = "division-by-zero"        // by a constant zero
	CodeRecursion    = "recursive-definition"    // a definition that uses itself
	CodeTotal        = "total-not-known"         // total.* where no step has been chosen yet
	CodeForbidFact   = "fact-not-allowed"        // a fact that must not be read here
	CodeWanted       = "wrong-kind-of-value"     // not a condition, or not the amount that is wanted
	CodeRedundant    = "redundant-condition"     // a warning: it changes nothing
	CodeMissingDate  = "dated-rate-without-date" // a dated rate in a scope without incident.date
)
