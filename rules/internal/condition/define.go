package condition

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// maxDepth bounds definitions that use definitions, and so on.
const maxDepth = 64

// definition is a named expression. It is checked when it is first used.
type definition struct {
	name   string
	src    *Source
	state  state
	text   *text
	value  operand // Unknown if faulty
	facts  []*Fact
	faults []Fault
	depth  int
}

type state uint8

const (
	untouched state = iota
	visiting
	resolved
)

// Define declares a definition: a condition, or an amount, or a date. All are
// declared before anything is checked, so their order is of no matter. The
// caller has made sure that the name is unique among facts, rates and definitions.
func (s *Scope) Define(name string, src Source) {
	if s.definitions == nil {
		s.definitions = map[string]*definition{}
	}
	d := &definition{name: name, src: &src}
	s.definitions[name] = d
	s.declared = append(s.declared, d)
}

// Definitions checks all definitions and returns their faults, in order of
// declaration. An expression that uses a faulty definition does not repeat them.
func (s *Scope) Definitions() []Fault {
	var faults []Fault
	for _, d := range s.declared {
		s.resolve(d)
	}
	for _, d := range s.declared {
		faults = append(faults, d.faults...)
	}
	return faults
}

// resolve checks a definition, once.
func (s *Scope) resolve(d *definition) {
	if d.state != untouched {
		return
	}
	d.state = visiting
	s.path = append(s.path, d)
	t := new(text) // it is kept
	if fault := t.read(d.src); fault != nil {
		d.faults = []Fault{*fault}
	} else {
		c := &checker{scope: s, text: t, inDefinition: true}
		value := c.value(t.root)
		if value.opaque || value.list || value.textual() {
			value = c.fault(CodeWanted, value, fmt.Sprintf("%s; a definition is a condition, an amount or a date", c.describe(value)), "", "")
		}
		d.text, d.facts, d.faults, d.depth = t, c.facts, c.faults, c.depth+1
		if !c.failed() {
			d.value = value
		}
	}
	s.path = s.path[:len(s.path)-1]
	d.state = resolved
}

// defined is a definition where it is used.
func (c *checker) defined(d *definition, o operand) operand {
	c.scope.note(d.name)
	if d.state == visiting {
		return c.fault(CodeRecursion, o, fmt.Sprintf("the definition %s uses itself: %s", d.name, c.scope.circle(d)), "", "")
	}
	tooDeep := len(c.scope.path) >= maxDepth
	if !tooDeep {
		c.scope.resolve(d)
		c.depth = max(c.depth, d.depth)
	}
	if tooDeep || len(c.scope.path)+d.depth > maxDepth {
		return c.fault(CodeTooLong, o, fmt.Sprintf("definitions use each other more than %d deep", maxDepth), "", "")
	}
	if d.value.bad() {
		return o
	}
	for _, f := range d.facts {
		if !c.read(f, o, d.name) {
			return o
		}
	}
	v := d.value
	return operand{typ: v.typ, plain: v.plain, cond: v.cond, term: v.term, first: o.first, last: o.last}
}

// circle spells a recursion out.
func (s *Scope) circle(d *definition) string {
	i := slices.Index(s.path, d)
	names := []string{}
	for _, p := range s.path[i:] {
		names = append(names, p.name)
	}
	return strings.Join(append(names, d.name), " -> ")
}

// machines is the pool that all leaves of the scope share.
func (s *Scope) machines() *sync.Pool {
	if s.pool == nil {
		s.pool = newMachines()
	}
	return s.pool
}

// workdays is the calendar of the scope.
func (s *Scope) workdays() *calendar {
	if s.working == nil {
		s.working = newCalendar(s.Holidays)
	}
	return s.working
}

func (s *Scope) exactly() map[string]function {
	if s.functions == nil {
		s.functions = functions()
	}
	return s.functions
}
