package scenario

import (
	"sync"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
	"github.com/amendsgo/amends/rules/internal/inside"
	"github.com/amendsgo/amends/rules/internal/program"
)

// Coverage collects what scenarios show of a policy. It may be given to several
// runs, see [Options], also at the same time.
type Coverage struct {
	policy  *rules.Policy
	program *program.Policy
	file    string
	text    string

	goals
	archetypes []line
	lanes      []laneGoals
	rules      map[string]*ruleGoals // by id
	limits     map[string]int        // limits, caps, and "pool"
	approval   []line
	response   []line

	refused *condition.Fact
	mutex   sync.Mutex
}

// line is a line of archetypes, approval or response.
type line struct {
	*watch
	id    string
	holds int
}

type laneGoals struct {
	nothing int // it gives nothing
	several int // several rules match; -1 where they cannot
	factors map[string]*factorGoals
}

type factorGoals struct {
	*watch
	applied int
}

type ruleGoals struct {
	*watch
	matches, wins int
	steps         []int // of a ladder
}

// NewCoverage sets out what scenarios of the policy should show: that each rule
// matches and wins, that each part of each condition is true, false, and
// decides by itself, that both sides of every threshold are tried, and that lanes,
// ladders, factors, limits and lines take effect. What the conditions by
// themselves show to be impossible is no goal.
func NewCoverage(policy *rules.Policy) *Coverage {
	c := &Coverage{
		policy: policy, program: inside.Program(policy),
		goals: goals{known: map[key]int{}}, rules: map[string]*ruleGoals{}, limits: map[string]int{},
	}
	c.file, c.text = inside.Text(policy)
	c.refused = c.program.Scope.Facts["history.refused"]
	o := outlineOf(c.text)
	for i, l := range c.program.Archetypes {
		c.archetypes = append(c.archetypes, c.line(o, "archetypes", i, l.Name, l.When, "never tells"))
	}
	for i := range c.program.Lanes {
		c.lane(o, i, &c.program.Lanes[i])
	}
	for i, l := range c.program.Limits {
		c.limit(o, l.ID, "never cuts", reach{}, "limits", i)
	}
	c.budget(o)
	for i, l := range c.program.Approval {
		c.approval = append(c.approval, c.line(o, "approval", i, l.ID, l.When, "never asks"))
	}
	for i, l := range c.program.Response {
		c.response = append(c.response, c.line(o, "response", i, l.ID, l.When, "never holds"))
	}
	return c
}

func (c *Coverage) line(o outline, section string, i int, id string, when *condition.Condition, missing string) line {
	at, of := o.place(section, i)
	return line{watch: c.watch(when), id: id, holds: c.add(LineGoal, at, of, missing, reach{holds: when})}
}

func (c *Coverage) lane(o outline, i int, lane *program.Lane) {
	at, of := o.place("lanes", i)
	goals := laneGoals{nothing: c.add(LaneGoal, at, of, "always gives something", reach{}), several: -1, factors: map[string]*factorGoals{}}
	if lane.Pick != program.One && overlaps(lane.Rules) {
		goals.several = c.add(LaneGoal, at, of, "never has several matches to pick from", reach{})
	}
	for j := range lane.Rules {
		c.rule(o, i, j, &lane.Rules[j])
	}
	for j, factor := range lane.Adjust {
		at, of := o.place("lanes", i, "adjust", j)
		goals.factors[factor.ID] = &factorGoals{c.watch(factor.When), c.add(FactorGoal, at, of, "is never applied", reach{holds: factor.When})}
	}
	c.lanes = append(c.lanes, goals)
}

// overlaps tells whether a case is known in which two of the rules match.
func overlaps(rules []program.Rule) bool {
	for i := range rules {
		for j := range i {
			if rules[i].Shadow || rules[j].Shadow {
				continue
			}
			if witness, _ := condition.Overlap(rules[i].When, rules[j].When); witness != nil {
				return true
			}
		}
	}
	return false
}

func (c *Coverage) rule(o outline, i, j int, rule *program.Rule) {
	at, of := o.place("lanes", i, "rules", j)
	goals := &ruleGoals{watch: c.watch(rule.When), wins: -1}
	goals.matches = c.add(RuleGoal, at, of, "never matches", reach{holds: rule.When})
	if !rule.Shadow {
		goals.wins = c.add(RuleGoal, at, of, "never wins", reach{holds: rule.When})
	}
	if rule.Ladder {
		for k := range rule.Steps {
			at, of := o.place("lanes", i, "rules", j, "give", k)
			goals.steps = append(goals.steps, c.add(StepGoal, at, of, "is never offered", reach{holds: rule.When, fact: c.refused, value: condition.Value{Num: exact.Int(int64(k))}}))
		}
	}
	c.rules[rule.ID] = goals
}

func (c *Coverage) limit(o outline, id, missing string, how reach, path ...any) {
	at, of := o.place(path...)
	c.limits[id] = c.add(LimitGoal, at, of, missing, how)
}

func (c *Coverage) budget(o outline) {
	if c.program.Budget == nil {
		return
	}
	c.limit(o, "pool", "is never short", reach{empty: "pool"}, "budget", "pool")
	for i := range c.program.Budget.Caps {
		id := c.program.Budget.Caps[i].ID
		c.limit(o, id, "is never short", reach{empty: id}, "budget", "caps", i)
	}
}
