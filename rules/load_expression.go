package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
	"github.com/amendsgo/amends/rules/internal/program"
)

func (l *loader) written(n *node) condition.Source {
	return condition.Source{Text: n.Value, ID: n}
}

// faults reports those of an expression, with what the lane could say instead.
func (l *loader) faults(faults []condition.Fault) (failed bool) {
	for i := range faults {
		if faults[i].Code == condition.CodeForbidFact && faults[i].Hint == "" {
			faults[i].Hint = l.allow
		}
	}
	return l.expression(faults)
}

// condition reads the condition under a name; nil when there is none or a faulty one.
func (l *loader) condition(n *node, name string, use condition.Use) *condition.Condition {
	v := l.get(n, name)
	if v == nil {
		return nil
	}
	c, faults := l.scope.Condition(l.written(v), use)
	if l.faults(faults) || c == nil {
		return nil
	}
	return c
}

// number reads the amount without unit under a name; nil when there is none. A
// constant below zero is a fault.
func (l *loader) number(n *node, name string, use condition.Use) *condition.Amount {
	v := l.get(n, name)
	if v == nil {
		return nil
	}
	return l.amount(v, l.written(v), condition.WantNumber, use)
}

func (l *loader) amount(v *node, src condition.Source, want condition.Want, use condition.Use) *condition.Amount {
	a, faults := l.scope.Amount(src, want, use)
	if l.faults(faults) || a == nil {
		return nil
	}
	if n, ok := a.Constant(); ok && n.Sign() < 0 {
		l.put(l.whole(v), fault{code: codeNegative, message: clip(strings.TrimSpace(src.Text)) + " is below zero", hint: "an award can be made smaller with deduct, at_most or limits"})
		return nil
	}
	return a
}

// fixed reads an expression that the loader itself makes of a fact's name.
func (l *loader) fixed(name string) *condition.Amount {
	a, _ := l.scope.Amount(condition.Source{Text: name}, condition.WantMoney, condition.Use{})
	return a
}

// sum reads money under a name; nil when there is none.
func (l *loader) sum(n *node, name string, use condition.Use) *program.Sum {
	if v := l.get(n, name); v != nil {
		return l.money(v, use)
	}
	return nil
}

// money reads a scalar: an expression, or P%, or P% of EXPR. It is nil when there is a fault.
func (l *loader) money(v *node, use condition.Use) *program.Sum {
	share, ok := splitPercent(v.Value)
	if !ok {
		if a := l.amount(v, l.written(v), condition.WantMoney, use); a != nil {
			return &program.Sum{Amount: a}
		}
		return nil
	}
	percent := l.amount(v, condition.Source{Text: share.percent, ID: v}, condition.WantNumber, use)
	of := l.price
	if share.of != "" {
		of = l.amount(v, condition.Source{Text: share.of, ID: origin{node: v, skip: share.skip}}, condition.WantMoney, use)
	}
	if percent == nil || of == nil {
		return nil
	}
	return &program.Sum{Percent: percent, Of: of}
}

// percentage is the short form "P% of EXPR".
type percentage struct {
	percent, of string
	skip        int // runes before of
}

// splitPercent recognises the short form of a percentage. Expressions have no
// operator %, so the first one outside of quotes ends the percentage.
func splitPercent(text string) (percentage, bool) {
	quote := rune(0)
	for i, c := range text {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '%':
			rest := text[i+1:]
			trimmed := strings.TrimSpace(rest)
			if trimmed == "" {
				return percentage{percent: text[:i]}, strings.TrimSpace(text[:i]) != ""
			}
			of, found := strings.CutPrefix(trimmed, "of")
			if !found || of == strings.TrimLeft(of, " \t\n(") {
				return percentage{}, false
			}
			at := strings.LastIndex(text, of)
			return percentage{percent: text[:i], of: of, skip: utf8.RuneCountInString(text[:at])}, true
		}
	}
	return percentage{}, false
}

// constant is a number that no case can change, as a reader would write it.
func constant(a *condition.Amount) (n exact.Num, text string) {
	if a == nil {
		return n, ""
	}
	n, ok := a.Constant()
	if !ok {
		return n, ""
	}
	return n, n.String()
}

// unique reports an id that stands there already.
func (l *loader) unique(n *node, what string, taken map[string]int) {
	if n == nil {
		return
	}
	if line, twice := taken[n.Value]; twice {
		l.put(l.whole(n), fault{
			code: codeDuplicateID, message: fmt.Sprintf("%s %s is named twice", what, clip(n.Value)),
			hint: fmt.Sprintf("the first is in line %d", line),
		})
		return
	}
	taken[n.Value] = int(n.line)
}

// used notes that a fact is read outside of expressions.
func (l *loader) used(f *condition.Fact) { l.reads[f] = true }
