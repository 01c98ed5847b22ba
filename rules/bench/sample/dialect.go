package sample

import (
	"fmt"
	"strconv"
	"strings"
)

// Dialect is how a contestant writes a condition.
type Dialect struct {
	And, Or, Not string
	// Name writes a fact, Number a number of that fact.
	Name   func(f *Fact) string
	Number func(f *Fact, n int64) string
	// In writes that the fact, whose written name is given, is one of the values.
	In func(name string, f *Fact, values []int64) string
}

// Condition writes the rule's condition.
func (d *Dialect) Condition(r *Rule) string {
	facts := Facts()
	parts := make([]string, len(r.All))
	for i, any := range r.All {
		atoms := make([]string, len(any))
		for j := range any {
			atoms[j] = d.Atom(facts, &any[j])
			if len(any) > 1 && strings.Contains(atoms[j], d.And) {
				atoms[j] = "(" + atoms[j] + ")"
			}
		}
		parts[i] = strings.Join(atoms, d.Or)
		if len(any) > 1 && len(r.All) > 1 {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, d.And)
}

// Atom writes one comparison.
func (d *Dialect) Atom(facts []Fact, a *Atom) string {
	f := &facts[a.Fact]
	name := d.Name(f)
	switch f.Type {
	case Bool:
		if a.Want {
			return name
		}
		return d.Not + name
	case OneOf:
		return d.In(name, f, a.In)
	default:
		if a.To == a.From+1 && f.Step == 1 {
			return name + " == " + d.Number(f, a.From)
		}
		var bounds []string
		if a.From > f.Low {
			bounds = append(bounds, name+" >= "+d.Number(f, a.From))
		}
		if a.To <= f.High {
			bounds = append(bounds, name+" < "+d.Number(f, a.To))
		}
		return strings.Join(bounds, d.And)
	}
}

// Flat is a fact's name without its dot.
func Flat(f *Fact) string { return strings.ReplaceAll(f.Name, ".", "_") }

// Minor writes money in cents and a number with its fraction.
func Minor(f *Fact, n int64) string {
	if f.Type == Number {
		return fmt.Sprintf("%d.%02d", n/100, n%100)
	}
	return strconv.FormatInt(n, 10)
}

// Major writes money in units of the currency.
func Major(f *Fact, n int64) string {
	if f.Type == Number || f.Type == Money {
		return fmt.Sprintf("%d.%02d", n/100, n%100)
	}
	return strconv.FormatInt(n, 10)
}

// Quoted are the values as a list of strings in double quotes.
func Quoted(f *Fact, values []int64) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = strconv.Quote(f.Values[v])
	}
	return strings.Join(words, ", ")
}

// Each writes a comparison with each value, joined.
func Each(name, equals, or string, f *Fact, values []int64) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = name + equals + strconv.Quote(f.Values[v])
	}
	all := strings.Join(parts, or)
	if len(parts) > 1 {
		all = "(" + all + ")"
	}
	return all
}
