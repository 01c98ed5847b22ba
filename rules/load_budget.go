package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
	"github.com/amendsgo/amends/rules/internal/program"
)

func (l *loader) budget(n *node) {
	if n == nil {
		return
	}
	l.rule = "budget"
	b := &program.Budget{
		RiskShare: percentOf(l.text(n, "risk_share")),
		IfShort:   cmp.Or(compensation.IfShort(l.text(n, "if_short")), compensation.Trim),
		Cost:      map[compensation.RemedyKind]exact.Num{},
	}
	if share := l.get(n, "risk_share"); share != nil && b.RiskShare.Cmp(exact.Int(1)) > 0 {
		l.at(share, fault{code: codeTooMuch, message: "more than the whole price is set aside", expected: "at most 100%"})
	}
	if pool := l.get(n, "pool"); pool != nil {
		b.Pool = l.pool(pool)
	}
	shares := l.get(n, "cost")
	for _, k := range kinds {
		if text := l.text(shares, string(k.name)); text != "" {
			b.Cost[k.name] = percentOf(text)
		}
	}
	for i, c := range l.each(n, "caps") {
		l.rule = l.line(c, "caps", i)
		b.Caps = append(b.Caps, l.cap(c))
	}
	l.rule = ""
	l.program.Budget = b
}

// percentOf reads a percentage that its form has checked: 0.03 for 3%.
func percentOf(text string) exact.Num {
	n, _ := exact.Parse(strings.TrimSpace(strings.TrimSuffix(text, "%")))
	share, _ := n.Quo(hundred)
	return share
}

// pool reads the name of an account: text, and facts in braces.
func (l *loader) pool(n *node) []program.PoolPart {
	var parts []program.PoolPart
	rest, skip := n.Value, 0
	for rest != "" {
		text, after, open := strings.Cut(rest, "{")
		if text != "" {
			l.poolText(n, text, skip)
			parts = append(parts, program.PoolPart{Text: text})
		}
		skip += utf8.RuneCountInString(text)
		if !open {
			break
		}
		name, behind, closed := strings.Cut(after, "}")
		if !closed {
			l.poolFault(n, skip, skip+1, fault{code: codeBadPool, message: "this brace is never closed", expected: poolForm.says})
			break
		}
		if f := l.poolFact(n, name, skip+1); f != nil {
			parts = append(parts, program.PoolPart{Fact: f})
		}
		skip += utf8.RuneCountInString(name) + 2
		rest = behind
	}
	return parts
}

func (l *loader) poolFault(n *node, from, to int, f fault) {
	l.put(l.source.locate(n, from, to), f)
}

func (l *loader) poolText(n *node, text string, skip int) {
	for i, c := range []rune(text) {
		if c > 126 || !isAccountRune(c) {
			l.poolFault(n, skip+i, skip+i+1, fault{
				code: codeBadPool, message: fmt.Sprintf("%q cannot be part of an account's name", c), expected: "letters, digits and . _ - /",
			})
			return
		}
	}
}

func isAccountRune(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("._-/", c)
}

// poolFact is a fact that a sale carries.
func (l *loader) poolFact(n *node, name string, skip int) *condition.Fact {
	end := skip + max(1, utf8.RuneCountInString(name))
	f, ok := l.scope.Facts[strings.TrimSpace(name)]
	if !ok {
		l.poolFault(n, skip, end, fault{
			code: codeUnknownFact, message: "there is no fact " + clip(strings.TrimSpace(name)), hint: didYouMean(strings.TrimSpace(name), l.saleFacts()),
		})
		return nil
	}
	if !slices.Contains(l.saleFacts(), f.Name) {
		l.poolFault(n, skip, end, fault{
			code: codeBadPool, message: f.Name + " is not known when something is sold",
			expected: "client.*, order.* or a fact of the policy's own",
		})
		return nil
	}
	l.used(f)
	return f
}

// saleFacts names the facts that a sale carries.
func (l *loader) saleFacts() []string {
	var names []string
	for _, s := range l.result.slots {
		if !s.fact.Total && (s.read == nil || inSale(s.fact.Name)) {
			names = append(names, s.fact.Name)
		}
	}
	return names
}

// cap reads a ceiling: of money, or of the number of awards.
func (l *loader) cap(n *node) program.Cap {
	c := program.Cap{
		ID: l.rule, Every: ledger.Every(l.text(n, "every")),
		AtMost: l.sum(n, "at_most", condition.Use{}), Count: l.number(n, "count", condition.Use{}),
	}
	for _, name := range l.each(n, "per") {
		f, ok := l.scope.Facts[name.Value]
		switch {
		case !ok:
			l.at(name, fault{code: codeUnknownFact, message: "there is no fact " + clip(name.Value), hint: didYouMean(name.Value, l.result.names)})
		case f.Total || f.Type != condition.Text && f.Type != condition.OneOf:
			l.at(name, fault{code: codeBadPool, message: fmt.Sprintf("%s is of type %s", f.Name, f.Type), expected: "a fact of type text or one_of, such as client.id"})
		default:
			l.used(f)
			c.Per = append(c.Per, f)
		}
	}
	l.exclude(n, "at_most", "count", "a cap is of money or of the number of awards: make it two caps")
	if value(n, "at_most") == nil && value(n, "count") == nil {
		l.put(l.beginning(n), fault{code: codeMissingKey, message: "a cap needs the key at_most or count", expected: capForm.says})
	}
	return c
}
