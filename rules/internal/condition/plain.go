package condition

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/parser/lexer"
)

// mostPlain bounds the tokens of a plain expression, far below the bound of the
// parser on nodes.
const mostPlain = 2000

// plainTokens cuts an expression as nearly all are written into the tokens that the
// lexer of expr gives, several times as fast: ASCII, decimal numbers, texts without
// escapes, no comment, no rare operator. It is false for any other, which goes through
// that lexer, and so for all that is faulty. The tokens are appended to list.
func plainTokens(text string, list []lexer.Token) ([]lexer.Token, bool) {
	list = slices.Grow(list, len(text)/4)
	for at := 0; at < len(text); {
		if text[at] <= ' ' && isSpace(text[at]) {
			at++
			continue
		}
		kind, size := plainToken(text[at:])
		if size == 0 || len(list) == mostPlain {
			return list, false
		}
		token := lexer.Token{Kind: kind, Value: text[at : at+size]}
		if kind == lexer.String {
			token.Value = token.Value[1 : size-1]
		}
		token.From, token.To = at, at+size
		list = append(list, token)
		at += size
	}
	end := lexer.Token{Kind: lexer.EOF}
	end.From, end.To = max(len(text)-1, 0), len(text)
	return append(list, end), true
}

func isSpace(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' }

// plainToken is the kind and the size of the first token; 0 if it is no plain one.
func plainToken(text string) (lexer.Kind, int) {
	switch b := text[0]; {
	case letter(b):
		return plainWord(text)
	case digit(b):
		return lexer.Number, plainNumber(text)
	case b == '"' || b == '\'':
		return lexer.String, plainText(text, b)
	case b == '(' || b == ')' || b == '[' || b == ']':
		return lexer.Bracket, 1
	}
	second := byte(0)
	if len(text) > 1 {
		second = text[1]
	}
	switch text[0] {
	case ',', '+', '-', '%':
		return lexer.Operator, 1
	case '/':
		if second != '/' && second != '*' { // no comment
			return lexer.Operator, 1
		}
	case '.':
		switch {
		case second == '.':
			return lexer.Operator, 2
		case !digit(second):
			return lexer.Operator, 1
		}
	case '<', '>', '=', '!':
		if second == '=' {
			return lexer.Operator, 2
		}
		if (text[0] == '<' || text[0] == '>') && second != '&' && second != '*' {
			return lexer.Operator, 1
		}
	case '*':
		if second != '*' && second != '&' && second != '=' {
			return lexer.Operator, 1
		}
	}
	return "", 0
}

func letter(b byte) bool { return b == '_' || 'a' <= b|0x20 && b|0x20 <= 'z' }

func plainWord(text string) (lexer.Kind, int) {
	size := 1
	for size < len(text) && (letter(text[size]) || digit(text[size])) {
		size++
	}
	if size < len(text) && (text[size] == '$' || text[size] > '~' || strings.IndexByte("\"'", text[size]) >= 0) {
		return "", 0 // a longer word, or a prefixed text
	}
	switch text[:size] {
	case "and", "or", "not", "in", "contains", "startsWith", "endsWith", "matches":
		return lexer.Operator, size
	case "let", "if", "else":
		return "", 0
	}
	return lexer.Identifier, size
}

// plainNumber is the size of a decimal number.
func plainNumber(text string) int {
	size := digits(text)
	if size+1 < len(text) && text[size] == '.' && text[size+1] != '.' {
		fraction := digits(text[size+1:])
		if fraction == 0 {
			return 0
		}
		size += 1 + fraction
	}
	if size > 18 || size < len(text) && (letter(text[size]) || text[size] == '$' || text[size] > '~') {
		return 0
	}
	return size
}

func digits(text string) int {
	n := 0
	for n < len(text) && digit(text[n]) {
		n++
	}
	return n
}

// plainText is the size of a text, with its quotes.
func plainText(text string, quote byte) int {
	for i := 1; i < len(text); i++ {
		switch b := text[i]; {
		case b == quote:
			return i + 1
		case b == '\\', b < ' ', b > '~':
			return 0
		}
	}
	return 0
}
