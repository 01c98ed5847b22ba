package rules

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// keywords are the words of expressions that no fact, rate or definition may be
// called.
var keywords = []string{
	"and", "or", "not", "in", "true", "false", "nil", "null", "let", "if", "else", "matches", "contains", "startsWith", "endsWith",
	"known", "date", "days", "workdays", "plus_days", "plus_workdays", "min", "max", "floor", "ceil", "of",
}

// reserved is the part of a dotted name that is a word of expressions.
func reserved(name string) string {
	for part := range strings.SplitSeq(name, ".") {
		if slices.Contains(keywords[:15], part) {
			return part
		}
	}
	if !strings.Contains(name, ".") && slices.Contains(keywords, name) {
		return name
	}
	return ""
}

// free reports a name of a rate or definition that is taken.
func (l *loader) free(name *node) bool {
	if word := reserved(name.Value); word != "" {
		l.at(name, fault{code: codeReservedName, message: fmt.Sprintf("%q means something else in an expression", word), hint: "choose another name"})
		return false
	}
	clash := ""
	if _, rate := l.scope.Rates[name.Value]; rate {
		clash = "a rate"
	}
	for _, fact := range l.result.slots {
		if group(fact.fact.Name) == name.Value {
			clash = "the group of " + fact.fact.Name
			break
		}
	}
	if clash == "" {
		return true
	}
	l.at(name, fault{
		code: codeNameClash, message: fmt.Sprintf("%s is already %s", name.Value, clash),
		hint: "facts, rates and definitions share one space of names: choose another name",
	})
	return false
}

func (l *loader) rates(section *node) {
	for i := 0; section != nil && i+1 < len(section.Content); i += 2 {
		name, body := section.Content[i], section.Content[i+1]
		if l.bad[name] || !l.free(name) {
			continue
		}
		rate := &condition.Rate{Name: name.Value}
		if body.Kind == yaml.MappingNode {
			rate.Dated = true
			rate.Entries = l.table(body)
		} else if n, ok := exact.Parse(body.Value); ok {
			rate.Entries = []condition.RateEntry{{Value: n}}
		}
		if len(rate.Entries) == 0 { // reported already: let nothing else be said about it
			rate.Entries = []condition.RateEntry{{Value: exact.Int(1)}}
			rate.Dated = false
		}
		l.scope.Rates[rate.Name] = rate
	}
}

// table reads a rate by date; its days must ascend, as a reader expects.
func (l *loader) table(body *node) []condition.RateEntry {
	var table []condition.RateEntry
	for i := 0; i+1 < len(body.Content); i += 2 {
		from, ok := parseDay(body.Content[i].Value)
		n, isNumber := exact.Parse(body.Content[i+1].Value)
		if !ok || !isNumber || l.bad[body.Content[i]] || l.bad[body.Content[i+1]] {
			continue
		}
		if len(table) > 0 && table[len(table)-1].From > from {
			l.put(l.whole(body.Content[i]), fault{code: codeDateOrder, message: "this day is earlier than the one before it", hint: "list the days in order"})
			continue
		}
		table = append(table, condition.RateEntry{From: from, Value: n})
	}
	return table
}

func (l *loader) holidays(root *node) {
	for _, item := range l.each(root, "holidays") {
		if d, ok := parseDay(item.Value); ok {
			l.scope.Holidays = append(l.scope.Holidays, d)
		}
	}
	slices.Sort(l.scope.Holidays)
}

func (l *loader) definitions(section *node) {
	for i := 0; section != nil && i+1 < len(section.Content); i += 2 {
		name, body := section.Content[i], section.Content[i+1]
		if l.bad[name] || !l.free(name) {
			continue
		}
		l.scope.Define(name.Value, l.written(body))
	}
	l.expression(l.scope.Definitions())
}

// parseDay reads a day as days since 1970-01-01.
func parseDay(text string) (int64, bool) {
	d, err := compensation.ParseDate(text)
	return d.Days(), err == nil
}
