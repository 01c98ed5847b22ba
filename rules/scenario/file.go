package scenario

import (
	"slices"

	"gopkg.in/yaml.v3"
)

// file is the state of reading one file of scenarios.
type file struct {
	*reader
	suite *Suite
	names map[string]int // of scenarios, and the line where each stands

	base   []fact
	budget *budget
}

// The keys that may stand in each place.
var (
	fileKeys     = []string{"policy", "base", "budget", "scenarios"}
	commonKeys   = []string{"case", "want", "budget", "at", "ask", "skip"}
	scenarioKeys = append([]string{"name"}, commonKeys...)
	tableKeys    = append([]string{"table", "columns", "rows", "csv"}, commonKeys...)
)

func (f *file) load(data []byte) {
	root, sound := f.parse(data)
	if !sound {
		return
	}
	var scenarios *cell
	whole := f.mapping(root, "a file of scenarios", fileKeys, func(key, value cell) {
		switch key.Value {
		case "policy":
			if name := f.scalar(value, "policy"); name.given {
				f.suite.Policy, f.suite.named = f.beside(name.value), name.value
			}
		case "base":
			f.base = f.facts(value, "base")
		case "budget":
			f.budget = f.readBudget(value)
		case "scenarios":
			scenarios = &value
		}
	})
	switch {
	case !whole:
	case scenarios == nil:
		f.fault(root, badShape, "add a list of scenarios, each with a name, a case and a want", "the file has no scenarios")
	case f.sequence(*scenarios, "scenarios", f.entry) && len(scenarios.Content) == 0:
		f.fault(*scenarios, badShape, "add a scenario with a name, a case and a want", "the list of scenarios is empty")
	}
}

// entry reads one entry of the list: a scenario, or a table of them.
func (f *file) entry(c cell) {
	if c.Kind == yaml.MappingNode && slices.ContainsFunc(c.Content, func(n *yaml.Node) bool { return n.Value == "table" }) {
		f.table(c)
		return
	}
	s := &Scenario{At: c.place(), facts: f.base, budget: f.budget}
	f.mapping(c, "a scenario", scenarioKeys, func(key, value cell) {
		if key.Value == "name" {
			s.Name = f.scalar(value, "name").value
			return
		}
		f.common(s, key.Value, value)
	})
	if c.Kind == yaml.MappingNode {
		f.add(c, s)
	}
}

// common reads a key that a scenario shares with a table.
func (f *file) common(s *Scenario, key string, value cell) {
	if value.absent() {
		return
	}
	switch key {
	case "case":
		s.facts = merge(s.facts, f.facts(value, "case"))
	case "want":
		s.wanting = s.wanting || value.Kind == yaml.MappingNode && len(value.Content) > 0
		f.mapping(value, "want", wantKeys, func(key, value cell) { s.wants = f.want(s.wants, key.Value, value) })
	case "budget":
		s.budget = f.readBudget(value)
	case "at":
		s.time = f.scalar(value, "at")
	case "ask":
		s.ask = f.scalar(value, "ask")
	case "skip":
		s.Skip = f.scalar(value, "skip").value
	}
}

// add takes up a scenario once it is whole.
func (f *file) add(c cell, s *Scenario) {
	line, twice := f.names[s.Name]
	switch {
	case s.Name == "":
		f.fault(c, badName, "say in a few words what the scenario shows", "the scenario has no name")
	case twice:
		f.fault(c, badName, "give each a name of its own", "the name %q stands twice, first on line %d", s.Name, line)
	case !s.wanting && s.Skip == "":
		f.fault(c, badWant, "name what should come of it, such as want: {value: 100}", "the scenario %q wants nothing, so it could never fail", s.Name)
	}
	f.names[s.Name] = s.At.Line
	f.suite.Scenarios = append(f.suite.Scenarios, s)
}

// readBudget reads "none", or what the pool and the caps have left.
func (f *file) readBudget(c cell) *budget {
	b := &budget{at: c.place()}
	if c.Kind == yaml.ScalarNode && c.Value == "none" {
		b.none = true
		return b
	}
	f.mapping(c, "budget", nil, func(key, value cell) {
		b.left = append(b.left, fact{key.Value, key.place(), f.scalar(value, "budget."+key.Value)})
	})
	return b
}
