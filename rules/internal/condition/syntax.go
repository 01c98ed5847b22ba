package condition

import (
	"errors"
	"fmt"
	"strings"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser/lexer"
)

// lexFault tells of text that is not even tokens.
func (t *text) lexFault(err error) *Fault {
	from, to, message := t.place(err)
	switch {
	case strings.Contains(message, "literal not terminated"):
		// The parser points behind the end; the quote that opens it is what is wrong.
		if open := t.unclosedQuote(); open >= 0 {
			return t.fault(CodeSyntax, open, open+1, "this quote is never closed", "", "")
		}
	case strings.Contains(message, "unclosed comment"):
		return t.fault(CodeSyntax, from, to, "a comment is never closed", "", "")
	case strings.Contains(message, "bad number"):
		for from > 0 && isWord(t.runes[from-1]) {
			from--
		}
		for to < len(t.runes) && isWord(t.runes[to]) {
			to++
		}
		return t.fault(CodeBadNumber, from, to, fmt.Sprintf("%s is not a number", t.slice(from, to)), "",
			"put an operator between a number and a name")
	case strings.Contains(message, "escape"):
		return t.fault(CodeSyntax, from, to, "a backslash in a text must be written twice", "", "")
	case strings.Contains(message, "unrecognized character"):
		return t.fault(CodeSyntax, from, to, fmt.Sprintf("the character %s has no meaning here", t.slice(from, to)), "",
			strangeHints[t.slice(from, to)])
	}
	return t.fault(CodeSyntax, from, to, "this cannot be read", "", "")
}

// strangeHints are for characters that word processors and keyboards put in.
var strangeHints = map[string]string{
	"“": `write plain quotes: "`, "”": `write plain quotes: "`, "„": `write plain quotes: "`, "’": `write plain quotes: '`,
	"≤": "write <=", "≥": "write >=", "≠": "write !=", "×": "write *", "÷": "write /", "–": "write -", "−": "write -",
	"€": "leave the currency out: the policy has one", "£": "leave the currency out: the policy has one",
	"$": "leave the currency out: the policy has one", "…": "write .. between two whole numbers",
}

// unclosedQuote finds the quote that nothing closes, or -1.
func (t *text) unclosedQuote() int {
	open, quote := -1, rune(0)
	for i := 0; i < len(t.runes); i++ {
		r := t.runes[i]
		switch {
		case open >= 0 && r == '\\' && quote != '`':
			i++
		case open >= 0 && r == quote:
			open = -1
		case open < 0 && (r == '"' || r == '\'' || r == '`'):
			open, quote = i, r
		}
	}
	return open
}

// syntaxFault tells of tokens that make no expression.
func (t *text) syntaxFault(err error) *Fault {
	from, _, message := t.place(err)
	at := t.at(from)
	token := t.tokens[at]
	switch {
	case strings.Contains(message, "maximum allowed nodes"):
		return t.fault(CodeTooLong, 0, len(t.runes), fmt.Sprintf("the expression has more than %d parts", maxSize), "",
			"split it into definitions")
	case strings.Contains(message, "literal"):
		at = max(at-1, 0) // the parser has moved on
		return t.fault(CodeBadNumber, t.tokens[at].From, t.tokens[at].To,
			fmt.Sprintf("%s is too large a number, or none", t.tokenText(at)), "", "")
	case strings.Contains(message, "cannot be mixed"):
		for i, token := range t.tokens {
			if token.Value == "??" {
				at = i
			}
		}
		return t.fault(CodeForbidden, t.tokens[at].From, t.tokens[at].To, noCoalesce, "", useKnown)
	case strings.Contains(message, "unexpected token EOF"), strings.Contains(message, "end of expression"):
		at = len(t.tokens) - 1
		last := t.tokens[max(at-1, 0)]
		return t.fault(CodeSyntax, last.From, last.To,
			fmt.Sprintf("the expression ends after %s; something is missing", t.tokenText(max(at-1, 0))), "", t.syntaxHint(at))
	}
	return t.fault(CodeSyntax, token.From, token.To,
		fmt.Sprintf("%s is not expected here", t.tokenText(at)), "", t.syntaxHint(at))
}

// syntaxHint guesses from the token and its neighbours what was meant.
func (t *text) syntaxHint(at int) string {
	value := t.tokens[at].Value
	before, after := "", ""
	if at > 0 {
		before = t.tokens[at-1].Value
	}
	if at+1 < len(t.tokens) {
		after = t.tokens[at+1].Value
	}
	switch {
	case value == "=" && (before == ">" || before == "<" || before == "="):
		return "compare with ==, !=, <, <=, > or >="
	case value == "=" && (after == ">" || after == "<"):
		return "write >= or <="
	case value == "=":
		return "write == to compare"
	case value == ">" && before == "<":
		return "write != for unequal"
	case value == "&" || value == "&&" || strings.EqualFold(value, "and"):
		return "write and between two conditions"
	case strings.EqualFold(value, "or"), value == "|":
		return "write or between two conditions"
	case strings.EqualFold(value, "not"):
		return "write not before a condition, or not in before a list"
	case before == "%":
		return "a percentage stands alone where money is asked for, as in 25% or 25% of order.price; elsewhere write * 0.25"
	case value == "%" || before == "*" || before == "/":
		return ""
	case strings.EqualFold(value, "is") || strings.EqualFold(value, "equals"):
		return "write == to compare"
	case strings.EqualFold(value, "between"):
		return "write low <= fact and fact <= high, or fact in 1..5 for whole numbers"
	case strings.EqualFold(value, "then"):
		return "write condition ? a : b"
	case value == ":" || value == "?":
		return "a choice is written condition ? a : b"
	case t.tokens[at].Kind == lexer.Identifier && at > 0 && t.tokens[at-1].Kind == lexer.Identifier:
		return "put a dot inside a name, or an operator between two"
	}
	return ""
}

// place is where an error of the parser points, within the source.
func (t *text) place(err error) (from, to int, message string) {
	var e *file.Error
	if !errors.As(err, &e) {
		return 0, len(t.runes), err.Error()
	}
	from = min(max(e.From, 0), len(t.runes))
	return from, min(max(e.To, from), len(t.runes)), e.Message
}

// at is the index of the token at a rune, or of the next one. The end has a token of
// its own, which overlaps the last.
func (t *text) at(from int) int {
	low, high := 0, len(t.tokens)-1
	for low < high {
		if middle := (low + high) / 2; t.tokens[middle].From < from {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

func (t *text) slice(from, to int) string {
	if t.runes == nil {
		return t.src.Text[from:to]
	}
	return string(t.runes[from:to])
}

func (t *text) tokenText(i int) string { return t.slice(t.tokens[i].From, t.tokens[i].To) }

func isWord(r rune) bool {
	return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r > 127
}
