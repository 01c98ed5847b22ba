package rules

import (
	"fmt"
	"slices"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/program"
)

var picks = map[string]program.Pick{"best": program.Best, "first": program.First, "all": program.All, "one": program.One}

// lane reads the i-th lane.
func (l *loader) lane(i int, n *node) {
	name, before := l.text(n, "lane"), l.errors
	l.rule = name
	defer func() { l.rule, l.allow = "", "" }()
	l.unique(l.get(n, "lane"), "the lane", l.laneLines)
	lane := program.Lane{Name: name, Owed: l.text(n, "owed") == "true", Pick: picks[l.text(n, "pick")]}
	use := l.laneUse(n, lane.Owed)
	guard := condition.And(l.condition(n, "when", use), negated(l.condition(n, "unless", use)))
	rules := l.each(n, "rules")
	lane.Rules = make([]program.Rule, 0, len(rules))
	for _, rule := range rules {
		lane.Rules = append(lane.Rules, program.Rule{})
		l.laneRule(&lane.Rules[len(lane.Rules)-1], rule, lane.Owed, guard, use)
		l.rule = name
	}
	ids := map[string]int{}
	for j, f := range l.each(n, "adjust") {
		l.unique(l.get(f, "id"), "the factor", ids)
		lane.Adjust = append(lane.Adjust, program.Factor{
			ID: l.id(f, "adjust", j), When: l.condition(f, "when", use), Times: l.number(f, "times", use),
		})
	}
	for _, d := range l.each(n, "deduct") {
		lane.Deduct = append(lane.Deduct, l.deduction(d, &lane)...)
	}
	lane.AtLeast, lane.AtMost = l.sum(n, "at_least", use), l.sum(n, "at_most", use)
	l.bounded(n, lane.AtLeast, lane.AtMost)
	lane.PayFrom, lane.PayAbove = l.sum(n, "pay_from", use), l.sum(n, "pay_above", use)
	l.exclude(n, "pay_from", "pay_above", "keep the one that is meant: pay_from pays the amount itself, pay_above only more")
	l.oneLadder(n, &lane)
	if l.errors == before && !l.faulty[n] {
		if !l.haste || lane.Pick == program.One { // else it only warns
			l.rivals(n, &lane)
		}
	}
	l.lanes[name] = i
	l.program.Lanes = append(l.program.Lanes, lane)
}

// laneUse says what the expressions of a lane may read: what is owed must not
// hang on who the client is, unless the lane says so.
func (l *loader) laneUse(n *node, owed bool) condition.Use {
	if !owed {
		if value(n, "depends_on_client") != nil {
			l.useless(n, "depends_on_client", "only an owed lane needs it")
		}
		return condition.Use{}
	}
	allowed := l.each(n, "depends_on_client")
	use := condition.Use{Forbid: map[string]string{}}
	l.allow = "if a contract says so, list the fact under depends_on_client of the lane"
	for _, fact := range clientFacts {
		if !slices.ContainsFunc(allowed, func(a *node) bool { return a.Value == fact }) {
			use.Forbid[fact] = "what is owed must not hang on who the client is"
		}
	}
	return use
}

func negated(c *condition.Condition) *condition.Condition {
	if c == nil {
		return nil
	}
	return condition.Not(c)
}

// id is what a line is called: its id, else its place in the list.
func (l *loader) id(n *node, list string, i int) string {
	if id := l.text(n, "id"); id != "" {
		return id
	}
	return fmt.Sprintf("%s[%d]", list, i+1)
}

// exclude reports two keys of which only one can be meant.
func (l *loader) exclude(n *node, a, b, hint string) {
	if value(n, a) == nil || value(n, b) == nil {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == b {
			l.put(l.whole(n.Content[i]), fault{code: codeConflictingKeys, message: fmt.Sprintf("%s and %s exclude each other", a, b), hint: hint})
		}
	}
}

// deduction reads the name of an earlier lane or of a money fact; nothing when it is
// neither.
func (l *loader) deduction(n *node, lane *program.Lane) []program.Deduction {
	name := n.Value
	if i, ok := l.lanes[name]; ok {
		if lane.Owed && !l.program.Lanes[i].Owed {
			l.at(n, fault{
				code: codeOwedDeducts, message: fmt.Sprintf("the lane %s is owed and %s is not", lane.Name, name),
				hint: "a gesture cannot pay off what is owed; deduct the owed lane from the gesture instead",
			})
			return nil
		}
		return []program.Deduction{{Lane: i, Name: name}}
	}
	f, ok := l.scope.Facts[name]
	switch {
	case ok && f.Type != condition.Money:
		l.at(n, fault{code: codeUnknownLane, message: fmt.Sprintf("%s is of type %s", name, f.Type), expected: factOrLane.says})
	case ok && f.Total:
		l.at(n, fault{code: codeUnknownLane, message: name + " is not known before the lanes are done", expected: factOrLane.says})
	case ok && lane.Owed && name != "incident.compensated":
		l.at(n, fault{
			code: codeOwedDeducts, message: fmt.Sprintf("what is owed cannot be lowered by %s", name),
			expected: "an owed lane or incident.compensated",
		})
	case ok:
		return []program.Deduction{{Fact: l.fixed(name), Name: name}}
	case slices.Contains(l.laneNames, name):
		l.at(n, fault{
			code: codeUnknownLane, message: fmt.Sprintf("the lane %s is not an earlier one", name), expected: factOrLane.says,
			hint: "move it before the lane that deducts it",
		})
	default:
		l.at(n, fault{
			code: codeUnknownLane, message: "there is no earlier lane and no money fact " + clip(name), expected: factOrLane.says,
			hint: didYouMean(name, l.deductible()),
		})
	}
	return nil
}

// deductible names what a lane could deduct.
func (l *loader) deductible() []string {
	var names []string
	for name := range l.lanes {
		names = append(names, name)
	}
	for name, f := range l.scope.Facts {
		if f.Type == condition.Money && !f.Total {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
