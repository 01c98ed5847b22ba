package scenario

import (
	"slices"
	"strings"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// smallest looks for the smallest case that a mutant decides otherwise than the policy
// does: with the fewest facts beside those of the base, then with the smallest numbers.
type smallest struct {
	ours, theirs *runner
	plain        *Scenario // the base alone
	one          *Scenario
	difference
}

// try takes a scenario that differs in something that counts no less.
func (s *smallest) try(one *Scenario) bool {
	given := s.ours.read(one)
	d := differenceOf(s.ours.decideCase(one, given), s.theirs.decideCase(one, given))
	if d.rank == 0 || s.better(d) {
		return false
	}
	s.one, s.difference = one, d
	return true
}

// shrink drops what the difference does not hang on, and makes numbers smaller.
func (s *smallest) shrink() {
	for again := true; again; {
		again = false
		for _, one := range s.one.nearer(s.plain) {
			if one.beside(s.plain) < s.one.beside(s.plain) && s.try(one) {
				again = true
				break
			}
		}
	}
	for _, f := range s.one.apart(s.plain) {
		if kind := s.ours.types[f.name]; !f.given || kind != "int" && kind != "number" && kind != "money" {
			continue
		}
		for _, number := range []string{"0", "1", "2", "5", "10", "20", "50", "100", "200", "500", "1000"} {
			if !less(number, f.value) || s.try(s.one.with(fact{name: f.name, text: text{value: number, given: true}})) {
				break
			}
		}
	}
}

// less compares two numbers; false for what is none.
func less(a, b string) bool {
	x, okX := exact.Parse(a)
	y, okY := exact.Parse(b)
	return okX && okY && x.Cmp(y) < 0
}

// nearer lists the scenarios in which one thing is as in the base.
func (s *Scenario) nearer(plain *Scenario) []*Scenario {
	var list []*Scenario
	for _, f := range s.apart(plain) {
		back := fact{name: f.name}
		if i := slices.IndexFunc(plain.facts, func(p fact) bool { return p.name == f.name }); i >= 0 {
			back = plain.facts[i]
		}
		list = append(list, s.with(back))
	}
	budget, ask, time := *s, *s, *s
	budget.budget, ask.ask, time.time = plain.budget, text{}, text{}
	return append(list, &budget, &ask, &time)
}

// with is the scenario with another fact.
func (s *Scenario) with(f fact) *Scenario {
	one := *s
	one.facts = merge(s.facts, []fact{f})
	return &one
}

// apart lists the facts that are not as in the base; one that is not given was taken away.
func (s *Scenario) apart(plain *Scenario) []fact {
	return slices.DeleteFunc(slices.Clone(s.facts), func(f fact) bool {
		for _, p := range plain.facts {
			if p.name == f.name {
				return p.given == f.given && p.value == f.value
			}
		}
		return !f.given
	})
}

// beside counts what is not as in the base.
func (s *Scenario) beside(plain *Scenario) int { return len(s.extras(plain)) }

// extras says what is not as in the base.
func (s *Scenario) extras(plain *Scenario) []string {
	var list []string
	for _, f := range s.apart(plain) {
		if f.given {
			list = append(list, f.name+" "+f.value)
		} else {
			list = append(list, "no "+f.name)
		}
	}
	list = append(list, s.budget.extras(plain.budget)...)
	if s.ask.given {
		list = append(list, "ask "+s.ask.value)
	}
	if s.time.given {
		list = append(list, "at "+s.time.value)
	}
	return list
}

// extras says what is left otherwise than in the base.
func (b *budget) extras(plain *budget) []string {
	left, usual := &Scenario{}, &Scenario{}
	switch {
	case b == plain:
		return nil
	case b == nil || b.none:
		if plain == nil || plain.none {
			return nil
		}
		return []string{"budget none"}
	case plain != nil:
		usual.facts = plain.left
	}
	left.facts = b.left
	var list []string
	for _, f := range left.apart(usual) {
		list = append(list, strings.TrimSpace("budget."+f.name+" "+f.value))
	}
	return list
}
