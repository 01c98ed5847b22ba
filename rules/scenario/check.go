package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/internal/inside"
)

// LoadPolicy loads the policy that the file names.
func (s *Suite) LoadPolicy() (*rules.Policy, error) {
	if s.Policy == "" {
		return nil, fmt.Errorf("%s names no policy: add policy: FILE, or pass one", s.File)
	}
	data, err := s.read(s.Policy)
	if err != nil {
		return nil, fmt.Errorf("the policy of %s: %w", s.File, err)
	}
	return rules.Parse(s.Policy, data)
}

// Check looks for what can never come true by the policy, or by the one that
// the file names if policy is nil: facts, rules and accounts that it does not
// have. All of it is one *[rules.Error].
func (s *Suite) Check(policy *rules.Policy) error {
	if policy == nil {
		var err error
		if policy, err = s.LoadPolicy(); err != nil {
			return err
		}
	}
	_, err := s.prepare(policy)
	return err
}

// prepare checks a suite against a policy and makes what runs it.
func (s *Suite) prepare(policy *rules.Policy) (*runner, error) {
	r := &runner{policy: policy, types: map[string]string{"id": "text", "currency": "text"}}
	for _, f := range policy.Facts() {
		if !f.Total {
			r.types[f.Name] = f.Type
		}
	}
	c := &checker{
		reader: &reader{file: s.File, sources: s.sources}, runner: r,
		names: namesOf(inside.Program(policy)), told: map[Place]bool{},
	}
	for _, one := range s.Scenarios {
		c.scenario(one)
	}
	if err := c.err(); err != nil {
		return nil, err
	}
	return r, nil
}

// checker compares what a suite names with what a policy has.
type checker struct {
	*reader
	*runner
	names names
	told  map[Place]bool // a fault of the base is told once, not by each scenario
}

func (c *checker) scenario(s *Scenario) {
	if s.Skip != "" {
		return
	}
	wantsError := slices.ContainsFunc(s.wants, func(w want) bool { return w.key == "error" })
	for _, f := range s.own() {
		if _, known := c.types[f.name]; !known && !wantsError {
			c.once(f.named, len([]rune(f.name[strings.LastIndexByte(f.name, '.')+1:])), badFact, unknownHint(f.name, c.names.facts), "the policy knows no fact %s", f.name)
		}
	}
	c.budget(s.budget)
	for _, w := range s.wants {
		c.want(w)
	}
	if s.ask.given && !wantsError {
		if _, err := compensation.ParseAsk(s.ask.value); err != nil {
			c.once(s.ask.at, len([]rune(s.ask.value)), badAsk, "write a kind and how much of it, such as refund 40%", "%v", err)
		}
	}
	if i := slices.IndexFunc(s.wants, func(w want) bool { return w.key == "answer" }); i >= 0 && !s.ask.given {
		c.once(s.wants[i].cell.place(), 1, badWant, "add ask: refund 40%, say", "an answer is wanted, but the client asks for nothing")
	}
	if _, err := s.moment(c.policy.Zone()); err != nil && !wantsError {
		at := s.At
		if s.time.given {
			at = s.time.at
		}
		c.once(at, 1, badTime, "", "%v", err)
	}
}

func (c *checker) once(at Place, width int, code, hint, format string, args ...any) {
	if !c.told[at] {
		c.told[at] = true
		c.faultAt(at, width, code, hint, format, args...)
	}
}

// own lists the facts that a case has, as they are given.
func (s *Scenario) own() []fact {
	return slices.DeleteFunc(slices.Clone(s.facts), func(f fact) bool { return !f.given })
}

// told renders an error with its places, when it has some.
func told(err error) string {
	if invalid, ok := errors.AsType[*rules.Error](err); ok {
		return "\n" + rules.Render(invalid.Diagnostics)
	}
	return err.Error()
}
