package condition

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/parser/lexer"
)

// What an expression may hold at most. The parser has no bound of its own on nesting
// and would exhaust the stack.
const (
	maxRunes   = 16 << 10
	maxNesting = 200
	maxSize    = 10_000 // parts, with definitions put in
)

// text is an expression that was read: its tokens and its tree.
type text struct {
	src    *Source
	runes  []rune // nil where runes are bytes
	tokens []lexer.Token
	pair   []int // of a bracket: the index of its partner
	root   ast.Node
	nodes  nodes // of a plain tree

	clauses map[string]clause // that are known, and may be learnt; nil for none
	use     Use               // of the clauses
}

// read is the first step: bounds, tokens, brackets, syntax. It takes the room of what
// was read before.
func (t *text) read(src *Source) *Fault {
	t.src, t.runes = src, nil
	if t.plain() {
		return nil
	}
	if fault := t.bounded(); fault != nil {
		return fault
	}
	t.runes = []rune(src.Text)
	tokens, err := lex(src.Text)
	if err != nil {
		return t.lexFault(err)
	}
	t.tokens = tokens
	if len(tokens) <= 1 {
		return t.fault(CodeSyntax, 0, len(t.runes), "the expression is empty", "", "")
	}
	if fault := t.pairUp(); fault != nil {
		return fault
	}
	tree, err := parse(src.Text)
	if err != nil {
		return t.syntaxFault(err)
	}
	t.root = tree.Node
	return nil
}

// plain reads what needs neither the lexer nor the parser of expr.
func (t *text) plain() bool {
	if len(t.src.Text) > maxRunes {
		return false
	}
	tokens, ok := plainTokens(t.src.Text, t.tokens[:0])
	t.tokens = tokens
	if !ok || t.pairUp() != nil {
		return false
	}
	t.nodes.again()
	t.root = t.plainTree()
	return t.root != nil
}

// lex is [lexer.Lex], with room made for the tokens at once.
func lex(source string) ([]lexer.Token, error) {
	tokens := make([]lexer.Token, 0, len(source)/4+4)
	l := lexer.New()
	l.Reset(file.NewSource(source))
	for {
		token, err := l.Next()
		if errors.Is(err, io.EOF) {
			return tokens, nil
		}
		if err != nil {
			return nil, err
		}
		tokens = append(tokens, token)
	}
}

// parse guards against a panic in the parser: a policy is data.
func parse(source string) (tree *parser.Tree, err error) {
	defer func() {
		if recover() != nil {
			err = &file.Error{Message: "unreadable"}
		}
	}()
	return parser.ParseWithConfig(source, nil)
}

func (t *text) bounded() *Fault {
	if !utf8.ValidString(t.src.Text) {
		return t.fault(CodeSyntax, 0, 0, "the expression is not valid UTF-8", "", "")
	}
	if utf8.RuneCountInString(t.src.Text) > maxRunes {
		return t.fault(CodeTooLong, 0, maxRunes, fmt.Sprintf("the expression is longer than %d characters", maxRunes),
			"", "split it into definitions")
	}
	return nil
}

// closing is the bracket that closes one; "" for one that opens none.
func closing(bracket string) string {
	switch bracket {
	case "(":
		return ")"
	case "[":
		return "]"
	case "{":
		return "}"
	}
	return ""
}

// pairUp finds the partner of each bracket and bounds their nesting.
func (t *text) pairUp() *Fault {
	t.pair = slices.Grow(t.pair[:0], len(t.tokens))[:len(t.tokens)]
	clear(t.pair)
	var open []int
	for i, token := range t.tokens {
		if token.Kind != lexer.Bracket {
			continue
		}
		if closing(token.Value) != "" {
			open = append(open, i)
			if len(open) > maxNesting {
				return t.fault(CodeTooLong, token.From, token.To,
					fmt.Sprintf("brackets are nested more than %d deep", maxNesting), "", "split it into definitions")
			}
			continue
		}
		if len(open) == 0 {
			return t.fault(CodeSyntax, token.From, token.To, fmt.Sprintf("%q closes nothing", token.Value), "", "")
		}
		last := open[len(open)-1]
		open = open[:len(open)-1]
		if want := closing(t.tokens[last].Value); want != token.Value {
			return t.fault(CodeSyntax, token.From, token.To,
				fmt.Sprintf("%q does not close %q", token.Value, t.tokens[last].Value), fmt.Sprintf("%q", want), "")
		}
		t.pair[i], t.pair[last] = last, i
	}
	if len(open) > 0 {
		last := t.tokens[open[len(open)-1]]
		return t.fault(CodeSyntax, last.From, last.To, fmt.Sprintf("%q is never closed", last.Value), "", "")
	}
	return nil
}

// fault is a fault of this source.
func (t *text) fault(code string, from, to int, message, expected, hint string) *Fault {
	return &Fault{
		Code: code, Span: Span{Source: t.src, From: from, To: to},
		Message: message, Expected: expected, Hint: hint,
	}
}
