package scenario

import (
	"slices"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
	"github.com/amendsgo/amends/rules/internal/program"
)

// Generated is a scenario that shows what none did before. What it wants is what
// came: somebody has to judge whether that is right.
type Generated struct {
	*Scenario
	Shows Goal
	came  *outcome
}

// Generate makes scenarios for what the coverage lacks, each out of one of the
// suite's own with as little changed as it takes, and takes them into the coverage.
// What it returns in left has to be written by hand.
func (s *Suite) Generate(policy *rules.Policy, c *Coverage) (made []Generated, left []Goal, err error) {
	r, err := s.prepare(policy)
	if err != nil {
		return nil, nil, err
	}
	g := &generator{Coverage: c, runner: r}
	r.cover, r.keep = c, func(goals []int) { g.shown = goals }
	for _, one := range s.Scenarios {
		if one.Skip == "" {
			g.seed(one)
		}
	}
	for i, goal := range c.list {
		if goal.Covered {
			continue
		}
		if one, ok := g.make(i); ok {
			made = append(made, one)
		}
	}
	for _, goal := range c.list {
		if !goal.Covered {
			left = append(left, *goal)
		}
	}
	return made, left, nil
}

// generator makes scenarios for goals.
type generator struct {
	*Coverage
	*runner
	seeds []seed
	shown []int // by the scenario that was decided last
}

// seed is a scenario of the author and the facts that its case has.
type seed struct {
	*Scenario
	values *condition.Values
}

func (g *generator) seed(one *Scenario) {
	given := g.read(one)
	if given.unread != nil || given.faults != nil {
		return
	}
	plan, err := g.runner.policy.Plan(given.Case, given.at)
	if err != nil {
		return
	}
	g.seeds = append(g.seeds, seed{one, program.ValuesOf(plan)})
}

// tries bounds how many scenarios are tried for a goal.
const tries = 400

// make finds the scenario for a goal that takes the fewest changes.
func (g *generator) make(goal int) (Generated, bool) {
	var found Generated
	least, tried := 0, 0
	for _, from := range g.seeds {
		for _, candidate := range g.candidates(from, g.list[goal].reach) {
			if tried++; tried > tries {
				break
			}
			if changed := len(candidate.facts) - len(from.facts); found.Scenario != nil && changed >= least {
				continue
			}
			o := g.decide(candidate)
			if o.err == nil && slices.Contains(g.shown, goal) {
				found, least = Generated{Scenario: candidate, Shows: *g.list[goal], came: o}, len(candidate.facts)-len(from.facts)
			}
		}
	}
	if found.Scenario == nil {
		return found, false
	}
	g.decide(found.Scenario)
	g.Coverage.keep(g.shown)
	return found, true
}

// candidates are scenarios that may show what is wanted.
func (g *generator) candidates(from seed, how reach) []*Scenario {
	var changes []condition.Change
	if how.holds != nil {
		var ok bool
		if changes, ok = how.holds.Nearest(from.values, fixed); !ok {
			return nil
		}
	}
	switch {
	case how.empty != "":
		one := *from.Scenario
		one.budget = from.budget.with(fact{name: how.empty, text: text{value: "0", given: true}}, from.At)
		return []*Scenario{&one}
	case how.fact != nil && how.fact.Total:
		return g.priced(from, how)
	case how.fact != nil && fixed(how.fact):
		return nil
	case how.fact != nil:
		changes = append(changes, condition.Change{Fact: how.fact, To: how.value})
	case how.holds == nil:
		return nil
	}
	return []*Scenario{g.changed(from, changes)}
}

// fixed are facts that a generated case does not change: the day, and sums that are
// results.
func fixed(f *condition.Fact) bool { return f.Total || f.Name == "case.date" }

func (g *generator) changed(from seed, changes []condition.Change) *Scenario {
	one := *from.Scenario
	one.facts = slices.Clone(from.facts)
	for _, change := range changes {
		f := fact{name: change.Fact.Name, text: text{given: !change.Drop}}
		if !change.Drop {
			f.value = g.program.Text(change.Fact, change.To)
		}
		one.facts = slices.DeleteFunc(one.facts, func(old fact) bool { return old.name == f.name })
		one.facts = append(one.facts, f)
	}
	return &one
}

// priced changes the price until a total comes out as wanted: in proportion, again
// and again, because limits and fixed sums bend the line, and then a little around.
func (g *generator) priced(from seed, how reach) []*Scenario {
	price := g.program.Scope.Facts["order.price"]
	was, known := from.values.Get(price.Slot)
	if !known {
		return nil
	}
	at, one := was.Num, from.Scenario
	for range 6 {
		total, ok := g.total(how.fact, g.decide(one))
		if !ok {
			return nil
		}
		if total.Cmp(how.value.Num) == 0 {
			break
		}
		if at, ok = at.Mul(how.value.Num).Quo(total); !ok || at.Sign() <= 0 {
			return nil
		}
		at = at.Ceil()
		one = g.changed(from, []condition.Change{{Fact: price, To: condition.Value{Num: at}}})
	}
	list := []*Scenario{one}
	for by := range int64(7) {
		if around := at.Add(exact.Int(by - 3)); around.Sign() > 0 {
			list = append(list, g.changed(from, []condition.Change{{Fact: price, To: condition.Value{Num: around}}}))
		}
	}
	return list
}

// total is one of the sums of a step in minor units.
func (g *generator) total(f *condition.Fact, o *outcome) (exact.Num, bool) {
	if o.err != nil {
		return exact.Num{}, false
	}
	step := o.step()
	sums := map[string]int64{
		"total.value": step.Value.Minor(), "total.cost": step.Cost.Minor(),
		"total.owed": step.Owed.Minor(), "total.goodwill": step.Goodwill.Minor(),
	}
	sum, known := sums[f.Name]
	return exact.Int(sum), known && sum > 0
}
