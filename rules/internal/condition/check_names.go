package condition

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser/lexer"
)

// incidentDate chooses among the entries of a dated rate.
const incidentDate = "incident.date"

// dotted is the name that a node spells, and false when it is no plain name.
func (t *text) dotted(n ast.Node) (string, bool) {
	if _, ok := n.(*ast.MemberNode); ok && t.runes == nil { // then it may stand there as it is called
		if first, last := t.extent(n); t.seamless(first, last) {
			return t.tokensText(first, last), true
		}
	}
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return n.Value, true
	case *ast.MemberNode:
		property, ok := n.Property.(*ast.StringNode)
		if !ok || n.Optional || t.tokens[t.at(n.Location().From)].Kind == lexer.Bracket {
			return "", false
		}
		if group, ok := t.dotted(n.Node); ok {
			return group + "." + property.Value, true
		}
	}
	return "", false
}

// seamless tells whether the tokens are a dotted name without blanks.
func (t *text) seamless(first, last int) bool {
	for i := first; i <= last; i++ {
		token := &t.tokens[i]
		named := (i-first)%2 == 0
		if named != (token.Kind == lexer.Identifier) || !named && token.Value != "." || i > first && token.From != t.tokens[i-1].To {
			return false
		}
	}
	return true
}

// name is a fact, a rate or a definition.
func (c *checker) name(n ast.Node, first, last int) operand {
	o := operand{first: first, last: last}
	name, ok := c.text.dotted(n)
	if !ok {
		return c.fault(CodeUnknownName, o, fmt.Sprintf("%s is not the name of a fact", c.show(o)), "",
			"a fact is named with dots, as in incident.severity")
	}
	if f := c.scope.Facts[name]; f != nil {
		return c.factOperand(f, o)
	}
	if r := c.scope.Rates[name]; r != nil {
		return c.rate(r, o)
	}
	if d := c.scope.definitions[name]; d != nil {
		return c.defined(d, o)
	}
	return c.unknownName(name, o)
}

func (c *checker) factOperand(f *Fact, o operand) operand {
	if !c.read(f, o, "") {
		return o
	}
	o.typ, o.fact = f.Type, f
	switch f.Type {
	case Bool:
		o.cond = c.scope.atom(f, single(1), c.span(o))
	case Text, OneOf:
	default:
		o.term = c.newTerm()
		*o.term = term{op: numFact, fact: f, at: c.span(o), size: 1}
	}
	return o
}

// read notes that a fact is read, and is false when it must not be.
func (c *checker) read(f *Fact, o operand, through string) bool {
	c.scope.note(f.Name)
	c.reading(f)
	if c.inDefinition || c.use.allows(f) {
		return true
	}
	name := f.Name
	if through != "" {
		name = fmt.Sprintf("%s, which %s reads,", f.Name, through)
	}
	if f.Total && !c.use.Totals {
		c.fault(CodeTotal, o, name+" is known only in approval and response, once a step has been chosen", "", "")
		return false
	}
	c.fault(CodeForbidFact, o, name+" must not be read here: "+c.use.Forbid[f.Name], "", "")
	return false
}

func (c *checker) reading(f *Fact) {
	c.reads, c.latest = c.reads+1, f
	if !slices.Contains(c.facts, f) {
		if c.facts == nil {
			c.facts = make([]*Fact, 0, 6)
		}
		c.facts = append(c.facts, f)
	}
}

func (c *checker) rate(r *Rate, o operand) operand {
	c.scope.note(r.Name)
	o.typ, o.plain = Number, true
	if !r.Dated {
		if r.Entries[0].Value.IsInt() {
			o.typ = Int
		}
		o.term = number(r.Entries[0].Value, c.span(o))
		return o
	}
	date := c.scope.Facts[incidentDate]
	if date == nil {
		return c.fault(CodeMissingDate, o, fmt.Sprintf("the rate %s changes by date, but there is no fact %s", r.Name, incidentDate), "", "")
	}
	if !c.read(date, o, r.Name) {
		o.typ = Unknown
		return o
	}
	o.term = &term{op: numRate, rate: r, fact: date, at: c.span(o), size: 1}
	return o
}

// unknownName looks for what was meant: a near name, a group, a text without quotes.
func (c *checker) unknownName(name string, o operand) operand {
	hint := ""
	if c.beside != nil && (c.beside.index(name) >= 0 || c.beside.Type == Text) {
		hint = fmt.Sprintf("a text stands in quotes: %q", name)
	} else if near := c.scope.nearest(name); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	} else if c.beside != nil {
		if near := Nearest(name, slices.Values(c.beside.Values)); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
	}
	for full := range c.scope.names() {
		if hint == "" && strings.HasPrefix(full, name+".") {
			hint = fmt.Sprintf("%s is a group of facts: write %s, for example", name, full)
		}
	}
	if reserved := otherWords[strings.ToLower(name)]; hint == "" && reserved != "" {
		hint = reserved
	}
	return c.fault(CodeUnknownName, o, fmt.Sprintf("there is no fact, rate or definition %s", name), "", hint)
}

// nearest is the name that an unknown one seems to mean; authors repeat their slips.
func (s *Scope) nearest(name string) string {
	near, known := s.meant[name]
	if !known {
		if s.meant == nil {
			s.meant = map[string]string{}
		}
		near = Nearest(name, s.names())
		s.meant[name] = near
	}
	return near
}

// otherWords are what other languages call things.
var otherWords = map[string]string{
	"true": "write true", "false": "write false", "yes": "write true", "no": "write false",
	"null": useKnown, "none": useKnown, "today": "case.date is the day of the decision",
	"and": "write and in small letters", "or": "write or in small letters", "not": "write not in small letters",
}

// names yields all that an expression may name, in order.
func (s *Scope) names() iter.Seq[string] {
	return func(yield func(string) bool) {
		if s.sorted == nil {
			for name := range s.Facts {
				s.sorted = append(s.sorted, name)
			}
			for name := range s.Rates {
				s.sorted = append(s.sorted, name)
			}
			for name := range s.definitions {
				s.sorted = append(s.sorted, name)
			}
			slices.Sort(s.sorted)
		}
		for _, name := range s.sorted {
			if !yield(name) {
				return
			}
		}
	}
}
