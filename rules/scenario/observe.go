package scenario

import (
	"slices"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/program"
)

// seen collects the goals that one scenario shows.
type seen struct {
	*Coverage
	goals []int
}

func (s *seen) show(goal int) {
	if goal >= 0 {
		s.goals = append(s.goals, goal)
	}
}

// keep takes over what a scenario showed.
func (c *Coverage) keep(goals []int) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, goal := range goals {
		c.list[goal].Covered = true
	}
}

// plan observes the conditions that a plan was made by.
func (s *seen) plan(told archetype.Kind, plan *compensation.Plan) {
	v := program.ValuesOf(plan)
	if told == "" || told == archetype.Unknown {
		for _, l := range s.archetypes {
			l.observe(v, s.show)
			if l.when.Eval(v) == condition.True {
				s.show(l.holds)
				break // the lines behind it are not asked
			}
		}
	}
	for _, rule := range s.rules {
		rule.observe(v, s.show)
		if rule.when.Eval(v) == condition.True {
			s.show(rule.matches)
		}
	}
	won := map[string]bool{}
	for _, rule := range plan.Rules {
		if rule.Outcome == compensation.Won && !rule.Shadow {
			won[rule.Rule] = true
			s.won(rule.Rule, v)
		}
	}
	for i := range s.program.Lanes {
		s.lane(&s.program.Lanes[i], &s.lanes[i], v, won)
	}
}

func (s *seen) won(id string, v *condition.Values) {
	rule := s.rules[id]
	s.show(rule.wins)
	if refused, known := v.Get(s.refused.Slot); known {
		if step, ok := refused.Num.Int64(); ok && step >= 0 && step < int64(len(rule.steps)) {
			s.show(rule.steps[step])
		}
	}
}

func (s *seen) lane(lane *program.Lane, goals *laneGoals, v *condition.Values, won map[string]bool) {
	matching, winning := 0, 0
	for i := range lane.Rules {
		if rule := &lane.Rules[i]; !rule.Shadow && rule.When.Eval(v) == condition.True {
			matching++
			if won[rule.ID] {
				winning++
			}
		}
	}
	switch {
	case winning == 0:
		s.show(goals.nothing)
		return // its factors are not asked
	case matching > 1:
		s.show(goals.several)
	}
	for _, factor := range goals.factors {
		factor.observe(v, s.show)
		if factor.when == nil || factor.when.Eval(v) == condition.True {
			s.show(factor.applied)
		}
	}
}

// conclude observes the lines that a step was judged by.
func (s *seen) conclude(plan *compensation.Plan, conclusion compensation.Conclusion) {
	v := program.ValuesOf(plan)
	for _, l := range slices.Backward(s.approval) {
		l.observe(v, s.show)
		if conclusion.Approval != nil && conclusion.Approval.Line == l.id {
			s.show(l.holds)
			break // the lines before it are not asked
		}
	}
	for _, l := range s.response {
		l.observe(v, s.show)
		if l.when == nil || l.when.Eval(v) == condition.True {
			s.show(l.holds)
		}
	}
}

// outcomes observes what limits and budget cut.
func (s *seen) outcomes(o *outcome) {
	for _, one := range append([]compensation.Outcome{o.rec.Outcome}, o.rec.Alternatives...) {
		if one.Step != nil {
			s.cut(o.pool, one.Step.LimitedBy...)
		}
		for _, stage := range one.Stages {
			if stage.Stage == compensation.StageLimit || stage.Stage == compensation.StageBudget {
				s.cut(o.pool, stage.ID)
			}
		}
		for _, reason := range one.Reasons {
			s.cut(o.pool, reason.By)
		}
	}
}

func (s *seen) cut(pool string, names ...string) {
	for _, name := range names {
		if name == pool {
			name = "pool"
		}
		if goal, known := s.limits[name]; known {
			s.show(goal)
		}
	}
}
