package rules

import (
	"fmt"
	"slices"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
	"github.com/amendsgo/amends/rules/internal/program"
)

// bound reads a bound of a standard fact, which is well-formed.
func (l *loader) bound(f *condition.Fact, text string) *exact.Num {
	if text == "" {
		return nil
	}
	n, _ := exact.Parse(text)
	return new(l.stored(f, n))
}

// stored is a number in the unit in which values are kept.
func (l *loader) stored(f *condition.Fact, n exact.Num) exact.Num {
	if f.Type == condition.Money {
		for range l.program.Digits {
			n = n.Mul(exact.Int(10))
		}
	}
	return n
}

// values are those listed for a fact; nil when there is no sound list.
func (l *loader) values(body *node) []string {
	var list []string
	for _, item := range l.each(body, "values") {
		if slices.Contains(list, item.Value) {
			l.put(l.whole(item), fault{code: codeDuplicateID, message: fmt.Sprintf("the value %q is listed twice", clip(item.Value))})
			continue
		}
		list = append(list, item.Value)
	}
	return list
}

func (l *loader) needsValues(body *node, f *condition.Fact) {
	if value(body, "values") == nil {
		l.put(l.beginning(body), fault{
			code: codeMissingKey, message: fmt.Sprintf("the one_of fact %s needs the key values", f.Name),
			expected: "values: [...]",
		})
	}
}

func (l *loader) useless(body *node, name, why string) {
	for i := 0; i+1 < len(body.Content); i += 2 {
		if body.Content[i].Value == name {
			l.put(l.whole(body.Content[i]), fault{code: codeUselessKey, message: name + " has no effect here: " + why, hint: "leave it out"})
		}
	}
}

// describe reads what standard and own facts have in common.
func (l *loader) describe(f *condition.Fact, body *node) {
	if v := l.text(body, "unit"); v != "" {
		f.Unit = v
	}
	if v := l.text(body, "about"); v != "" {
		f.About = v
	}
	low, high := l.limit(f, body, "min"), l.limit(f, body, "max")
	if low != nil && f.Min != nil && low.Cmp(*f.Min) < 0 || high != nil && f.Max != nil && high.Cmp(*f.Max) > 0 {
		l.put(l.beginning(body), fault{
			code: codeBadFact, message: fmt.Sprintf("the standard fact %s has narrower bounds than these", f.Name),
			expected: l.program.Expects(f), hint: "a policy may narrow a standard fact, not widen it",
		})
	} else {
		if low != nil {
			f.Min = low
		}
		if high != nil {
			f.Max = high
		}
	}
	if f.Min != nil && f.Max != nil && f.Min.Cmp(*f.Max) > 0 {
		l.put(l.beginning(body), fault{code: codeBadFact, message: fmt.Sprintf("no value of %s lies between min and max", f.Name), hint: "min must not be above max"})
		f.Min, f.Max = nil, nil
	}
	if node := l.get(body, "default"); node != nil {
		v, problem := l.fallback(f, node.Value)
		if problem != "" {
			l.at(node, fault{code: codeBadFact, message: fmt.Sprintf("the default %q is no value of %s", clip(node.Value), f.Name), expected: problem})
			return
		}
		f.Default = v
	}
}

// limit reads min or max.
func (l *loader) limit(f *condition.Fact, body *node, name string) *exact.Num {
	node := l.get(body, name)
	if node == nil {
		return nil
	}
	isDay := dateForm.pattern.MatchString(node.Value)
	switch f.Type {
	case condition.Int, condition.Number, condition.Money:
		n, ok := exact.Parse(node.Value)
		if ok && !isDay && (f.Type != condition.Int || n.IsInt()) {
			return new(l.stored(f, n))
		}
	case condition.Date:
		if d, ok := parseDay(node.Value); ok {
			return new(exact.Int(d))
		}
	default:
		l.useless(body, name, "only numbers, money and dates have bounds")
		return nil
	}
	l.at(node, fault{code: codeBadFact, message: fmt.Sprintf("%s cannot bound a fact of type %s", clip(node.Value), f.Type), expected: program.Words(f.Type)})
	return nil
}

// fallback reads a default. The problem says what is expected instead.
func (l *loader) fallback(f *condition.Fact, text string) (v *condition.Value, problem string) {
	g := given{is: givenText, text: text}
	switch f.Type {
	case condition.Bool:
		if text != "true" && text != "false" {
			return nil, program.Words(f.Type)
		}
		g = flag(text == "true")
	case condition.Int, condition.Number:
		if !numberForm.pattern.MatchString(text) {
			return nil, l.program.Expects(f)
		}
		g.is = givenNumber
	default:
	}
	value, wrong, _ := l.result.convert(f, g)
	if wrong != "" {
		return nil, l.program.Expects(f)
	}
	return &value, ""
}
