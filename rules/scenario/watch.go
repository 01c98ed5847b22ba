package scenario

import (
	"fmt"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/inside"
)

// watch is a condition of the policy and the goals of its parts.
type watch struct {
	when  *condition.Condition
	parts []watched
}

// watched is a part of a condition; a goal of -1 can never be reached.
type watched struct {
	condition.Observable
	outcome  [2]int // by verdict: False, True
	deciding [2]int
	edges    []watchedEdge
}

type watchedEdge struct {
	condition.Edge
	below, above int
}

var verdicts = [2]condition.Verdict{condition.False, condition.True}

// watch sets the goals of a condition. Parts that no author wrote have none.
func (c *Coverage) watch(when *condition.Condition) *watch {
	if when == nil {
		return nil
	}
	w := &watch{when: when}
	for _, o := range when.Observables() {
		at, written := inside.Locate(c.policy, o.At)
		if !written {
			continue
		}
		part := watched{Observable: o}
		of := o.At.Text()
		for i, verdict := range verdicts {
			being, deciding := o.Being(verdict), o.Deciding(verdict)
			part.outcome[i], part.deciding[i] = -1, -1
			if possible(being) {
				part.outcome[i] = c.add(OutcomeGoal, at, of, "is never "+verdict.String(), reach{holds: being})
			}
			if possible(deciding) {
				part.deciding[i] = c.add(DecideGoal, at, of, fmt.Sprintf("never decides by itself by being %s", verdict), reach{holds: deciding})
			}
		}
		for _, e := range o.Edges() {
			part.edges = append(part.edges, watchedEdge{
				e,
				c.add(EdgeGoal, at, of, fmt.Sprintf("%s is never %s", o.Fact.Name, c.program.Text(o.Fact, e.Below)), reach{fact: o.Fact, value: e.Below}),
				c.add(EdgeGoal, at, of, fmt.Sprintf("%s is never %s", o.Fact.Name, c.program.Text(o.Fact, e.Above)), reach{fact: o.Fact, value: e.Above}),
			})
		}
		w.parts = append(w.parts, part)
	}
	return w
}

// possible is false where the atoms alone show that the condition never holds.
func possible(c *condition.Condition) bool {
	witness, sure := condition.Overlap(c, condition.Always())
	return witness != nil || !sure
}

// observe yields the goals that a case shows.
func (w *watch) observe(v *condition.Values, shown func(goal int)) {
	if w == nil {
		return
	}
	for i := range w.parts {
		p := &w.parts[i]
		verdict := p.Verdict(v)
		if verdict > condition.True {
			continue
		}
		shown(p.outcome[verdict])
		if p.Decides(v) {
			shown(p.deciding[verdict])
		}
		for _, e := range p.edges {
			if value, known := v.Get(p.Fact.Slot); known {
				if value.Num.Cmp(e.Below.Num) == 0 {
					shown(e.below)
				}
				if value.Num.Cmp(e.Above.Num) == 0 {
					shown(e.above)
				}
			}
		}
	}
}
