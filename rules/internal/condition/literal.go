package condition

import (
	"strings"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// literal reads an amount that is a plain number, as most are, without the parser. It is
// nil for anything else, which goes the long way.
func (s *Scope) literal(src Source, want Want) *Amount {
	text := strings.Trim(src.Text, " ")
	if text == "" || !digit(text[0]) || !digit(text[len(text)-1]) {
		return nil
	}
	n, ok := exact.Parse(text)
	if !ok {
		return nil
	}
	from := strings.Index(src.Text, text)
	at := Span{Source: s.keep(src), From: from, To: from + len(text)}
	typ := Number
	if n.IsInt() {
		typ = Int
	}
	if want == WantMoney {
		typ, n = Money, n.Mul(s.scale())
	}
	a, root := s.amounts.next(), s.terms.next()
	*root = term{op: numConst, num: n, at: at, size: 1}
	*a = Amount{root: root, typ: typ}
	return a
}

func digit(b byte) bool { return '0' <= b && b <= '9' }
