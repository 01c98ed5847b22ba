package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/amendsgo/amends/rules/internal/condition"
)

// types of facts, by their word.
var types = map[string]condition.Type{
	"bool": condition.Bool, "int": condition.Int, "number": condition.Number, "money": condition.Money,
	"one_of": condition.OneOf, "text": condition.Text, "date": condition.Date,
}

// facts puts the standard facts into the scope, narrowed by the policy, and then
// the policy's own.
func (l *loader) facts(section *node) {
	room := make([]condition.Fact, len(standardFacts))
	for i := range standardFacts {
		l.standard(&room[i], &standardFacts[i], section)
	}
	if section == nil {
		return
	}
	for i := 0; i+1 < len(section.Content); i += 2 {
		name, body := section.Content[i], section.Content[i+1]
		if _, known := l.scope.Facts[name.Value]; known || l.bad[name] {
			continue
		}
		l.own(name, body)
	}
	l.prefixes(section)
}

func (l *loader) add(f *condition.Fact, s *standardFact) {
	f.Slot = len(l.result.slots)
	l.scope.Facts[f.Name] = f
	one := slot{fact: f}
	if s != nil {
		one.read = s.read
	}
	l.result.slots = append(l.result.slots, one)
	if !f.Total {
		l.result.names = append(l.result.names, f.Name)
	}
	if f.Name == "case.date" {
		l.result.today = f
	}
}

// standard adds a standard fact; what the policy says about it may only narrow it.
func (l *loader) standard(f *condition.Fact, s *standardFact, section *node) {
	f.Name, f.Type, f.Unit, f.About, f.Values = s.name, s.is, s.unit, s.about, s.values
	f.Total, f.Listed = s.isTotal(), s.listed
	f.Min, f.Max = l.bound(f, s.min), l.bound(f, s.max)
	l.add(f, s)
	body := l.get(section, s.name)
	if body != nil {
		l.narrow(f, s, body)
	}
	if f.Default == nil && s.standard != "" {
		// A default that the policy's values or bounds leave out is no default any more.
		if v, problem := l.fallback(f, s.standard); problem == "" {
			f.Default = v
		}
	}
}

func (l *loader) narrow(f *condition.Fact, s *standardFact, body *node) {
	if f.Total || f.Name == "case.date" || f.Name == "client.archetype" || f.Name == "history.refused" {
		l.at(body, fault{code: codeReservedName, message: f.Name + " is as it is in every policy", hint: "leave it out"})
		return
	}
	if word := l.text(body, "type"); word != "" && types[word] != s.is && (s.is != condition.Text || word != "one_of") {
		l.at(l.get(body, "type"), fault{
			code: codeBadFact, message: fmt.Sprintf("the standard fact %s is of type %s", f.Name, s.is),
			hint: "a policy may narrow a standard fact, but not change its type",
		})
	}
	if list := l.values(body); list != nil {
		if s.is != condition.Text && s.is != condition.OneOf {
			l.useless(body, "values", "only a one_of or text fact has values")
		} else {
			f.Type, f.Values = condition.OneOf, l.subset(f, s, body, list)
		}
	} else if l.text(body, "type") == "one_of" && s.is == condition.Text {
		l.needsValues(body, f)
	}
	l.describe(f, body)
}

// subset keeps the values of a standard one_of fact that a policy lists.
func (l *loader) subset(f *condition.Fact, s *standardFact, body *node, list []string) []string {
	if s.is != condition.OneOf {
		return list
	}
	for _, item := range l.each(body, "values") {
		if !slices.Contains(s.values, item.Value) {
			l.at(item, fault{
				code: codeBadFact, message: fmt.Sprintf("%s cannot be %q", f.Name, clip(item.Value)),
				expected: "some of " + strings.Join(s.values, ", "), hint: didYouMean(item.Value, s.values),
			})
		}
	}
	return slices.DeleteFunc(list, func(v string) bool { return !slices.Contains(s.values, v) })
}

// own adds a fact of the policy's own.
func (l *loader) own(name, body *node) {
	f := &condition.Fact{Name: name.Value, Type: condition.Text}
	word := l.text(body, "type")
	if is, ok := types[word]; ok {
		f.Type = is
	}
	switch first := group(f.Name); {
	case first == "case", first == "total":
		l.at(name, fault{
			code: codeReservedName, message: fmt.Sprintf("facts of your own cannot begin with %s.", first),
			hint: "choose another first part, or a standard fact",
		})
		return
	case reserved(f.Name) != "":
		l.at(name, fault{code: codeReservedName, message: fmt.Sprintf("%q means something else in an expression", reserved(f.Name)), hint: "choose another name"})
		return
	}
	l.add(f, nil)
	if l.bad[body] {
		return
	}
	if value(body, "type") == nil && !slices.ContainsFunc(body.Content, func(n *node) bool { return l.bad[n] }) {
		l.put(l.whole(name), fault{
			code: codeMissingKey, message: f.Name + " needs the key type", expected: "type: " + enumerate(factTypes()),
			hint: l.nearStandard(f.Name),
		})
	}
	switch {
	case f.Type == condition.OneOf:
		f.Values = l.values(body)
		l.needsValues(body, f)
	case word != "" && value(body, "values") != nil:
		l.useless(body, "values", "only a one_of fact has values")
	}
	l.describe(f, body)
}

// nearStandard suspects a standard fact behind a name without type.
func (l *loader) nearStandard(name string) string {
	var known []string
	for _, s := range standardFacts {
		known = append(known, s.name)
	}
	return didYouMean(name, known)
}

func factTypes() []string {
	return []string{"bool", "int", "number", "money", "one_of", "text", "date"}
}

// prefixes reports a fact that is also the group of another: a case in JSON could
// not carry both.
func (l *loader) prefixes(section *node) {
	groups := map[string]string{}
	for _, name := range l.result.names {
		for i, c := range name {
			if c == '.' {
				groups[name[:i]] = name
			}
		}
	}
	for i := 0; i+1 < len(section.Content); i += 2 {
		if name := section.Content[i]; !l.bad[name] && groups[name.Value] != "" {
			l.put(l.whole(name), fault{
				code: codeNameClash, message: fmt.Sprintf("%s cannot be a fact and the group of %s", name.Value, groups[name.Value]),
				hint: "a case carries either a value or a group under one name",
			})
		}
	}
}
