package rules

import (
	"fmt"
	"strings"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
	"github.com/amendsgo/amends/rules/internal/program"
)

var hundred = exact.Int(100)

// remedy reads a remedy with a body.
func (l *loader) remedy(r *program.Remedy, k kind, name, body *node, use condition.Use) {
	r.Form, r.Note = l.text(body, "form"), l.text(body, "note")
	r.Times, r.Periods = l.number(body, "times", use), l.number(body, "periods", use)
	r.AtLeast, r.AtMost, r.Cost = l.sum(body, "at_least", use), l.sum(body, "at_most", use), l.sum(body, "cost", use)
	r.ValidDays = l.number(body, "valid_days", use)
	r.DueDays, r.DueWorkdays = l.number(body, "due_days", use), l.number(body, "due_workdays", use)
	r.Value = l.worth(k, r, name, body, use)
	if periods := l.text(body, "periods"); periods != "" {
		r.PeriodsText = periods
	} else if k.name == compensation.FreeService {
		r.PeriodsText = "1"
	}
	l.bounded(body, r.AtLeast, r.AtMost)
	l.exclude(body, "due_days", "due_workdays", "keep one of them")
}

// worth reads what a remedy is worth, from amount or from percent and of.
func (l *loader) worth(k kind, r *program.Remedy, name, body *node, use condition.Use) *program.Sum {
	amount, percent := value(body, "amount"), value(body, "percent")
	l.exclude(body, "amount", "percent", "say what it is worth either as an amount, or as a percentage")
	if percent == nil && value(body, "of") != nil {
		l.put(l.whole(value(body, "of")), fault{
			code: codeConflictingKeys, message: "of needs percent beside it", hint: "say how many percent of it",
		})
	}
	switch {
	case percent != nil:
		return l.share(k, r, body, use)
	case amount != nil:
		v := l.sum(body, "amount", use)
		l.worthless(amount, v)
		return v
	case k.standard:
		return &program.Sum{Amount: l.price}
	case k.name != compensation.Apology:
		l.put(l.whole(name), fault{
			code: codeMissingKey, message: fmt.Sprintf("a %s needs an amount or a percentage", k.says),
			expected: fmt.Sprintf("%s: %s, or a mapping with amount or percent", k.name, k.short),
		})
	}
	return nil
}

func (l *loader) share(k kind, r *program.Remedy, body *node, use condition.Use) *program.Sum {
	node := l.get(body, "percent")
	if node == nil {
		return nil
	}
	if bare, found := strings.CutSuffix(strings.TrimSpace(node.Value), "%"); found {
		l.at(node, fault{
			code: codeBadPercent, message: "percent is a number without a percent sign", hint: "write percent: " + clip(strings.TrimSpace(bare)),
		})
		return nil
	}
	sum := &program.Sum{Percent: l.number(body, "percent", use), Of: l.price}
	of := l.get(body, "of")
	if of != nil {
		a := l.amount(of, l.written(of), condition.WantMoney, use)
		sum.Of = a
	} else if value(body, "of") != nil {
		return nil
	}
	if sum.Percent == nil || sum.Of == nil {
		return nil
	}
	r.Value = sum
	l.percent(k, r, node, l.text(body, "of"))
	l.worthless(node, sum)
	return sum
}

// bounded warns of a floor above its ceiling.
func (l *loader) bounded(n *node, least, most *program.Sum) {
	if least == nil || most == nil {
		return
	}
	low, says := constant(least.Amount)
	high, known := constant(most.Amount)
	if says != "" && known != "" && low.Cmp(high) > 0 {
		l.put(l.whole(value(n, "at_least")), fault{
			code: codeBoundsOrder, message: "at_least is above at_most, which wins", hint: "exchange them, or leave at_least out",
		})
	}
}

// worthless warns of a remedy that is worth nothing whatever the case.
func (l *loader) worthless(n *node, s *program.Sum) {
	if s == nil {
		return
	}
	a := s.Amount
	if a == nil {
		a = s.Percent
	}
	if n0, text := constant(a); text != "" && n0.Sign() == 0 {
		l.put(l.whole(n), fault{code: codeGivesNothing, message: "this gives nothing", hint: "leave the remedy out, or the rule"})
	}
}
