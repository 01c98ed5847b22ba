package rules

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
	"github.com/amendsgo/amends/rules/internal/program"
)

// types of facts, by their word.
var types = map[string]condition.Type{
	"bool": condition.Bool, "int": condition.Int, "number": condition.Number, "money": condition.Money,
	"one_of": condition.OneOf, "text": condition.Text, "date": condition.Date,
}

// facts puts the standard facts into the scope, narrowed by the policy, and then
// the policy's own.
func (l *loader) facts(section *yaml.Node) {
	for i := range standardFacts {
		l.standard(&standardFacts[i], section)
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
func (l *loader) standard(s *standardFact, section *yaml.Node) {
	f := &condition.Fact{
		Name: s.name, Type: s.is, Unit: s.unit, About: s.about, Values: s.values,
		Total: s.isTotal(), Listed: s.listed,
	}
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

func (l *loader) narrow(f *condition.Fact, s *standardFact, body *yaml.Node) {
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
func (l *loader) subset(f *condition.Fact, s *standardFact, body *yaml.Node, list []string) []string {
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

// values are those listed for a fact; nil when there is no sound list.
func (l *loader) values(body *yaml.Node) []string {
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

func (l *loader) needsValues(body *yaml.Node, f *condition.Fact) {
	if value(body, "values") == nil {
		l.put(l.beginning(body), fault{
			code: codeMissingKey, message: fmt.Sprintf("the one_of fact %s needs the key values", f.Name),
			expected: "values: [...]",
		})
	}
}

func (l *loader) useless(body *yaml.Node, name, why string) {
	for i := 0; i+1 < len(body.Content); i += 2 {
		if body.Content[i].Value == name {
			l.put(l.whole(body.Content[i]), fault{code: codeUselessKey, message: name + " has no effect here: " + why, hint: "leave it out"})
		}
	}
}

// own adds a fact of the policy's own.
func (l *loader) own(name, body *yaml.Node) {
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
	if value(body, "type") == nil && !slices.ContainsFunc(body.Content, func(n *yaml.Node) bool { return l.bad[n] }) {
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

// describe reads what standard and own facts have in common.
func (l *loader) describe(f *condition.Fact, body *yaml.Node) {
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
func (l *loader) limit(f *condition.Fact, body *yaml.Node, name string) *exact.Num {
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

// prefixes reports a fact that is also the group of another: a case in JSON could
// not carry both.
func (l *loader) prefixes(section *yaml.Node) {
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
