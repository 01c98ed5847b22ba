package rules

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/program"
)

var picks = map[string]program.Pick{"best": program.Best, "first": program.First, "all": program.All, "one": program.One}

// lane reads the i-th lane.
func (l *loader) lane(i int, n *yaml.Node) {
	name, before := l.text(n, "lane"), l.errors
	l.rule = name
	defer func() { l.rule, l.allow = "", "" }()
	l.unique(l.get(n, "lane"), "the lane", l.laneLines)
	lane := program.Lane{Name: name, Owed: l.text(n, "owed") == "true", Pick: picks[l.text(n, "pick")]}
	use := l.laneUse(n, lane.Owed)
	guard := condition.And(l.condition(n, "when", use), negated(l.condition(n, "unless", use)))
	for _, rule := range l.each(n, "rules") {
		lane.Rules = append(lane.Rules, l.laneRule(rule, &lane, guard, use))
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
	lane.PayFrom, lane.PayAbove = l.sum(n, "pay_from", use), l.sum(n, "pay_above", use)
	l.exclude(n, "pay_from", "pay_above", "keep the one that is meant: pay_from pays the amount itself, pay_above only more")
	l.oneLadder(n, &lane)
	if l.errors == before {
		l.rivals(n, &lane)
	}
	l.lanes[name] = i
	l.program.Lanes = append(l.program.Lanes, lane)
}

// laneUse says what the expressions of a lane may read: what is owed must not
// hang on who the client is, unless the lane says so.
func (l *loader) laneUse(n *yaml.Node, owed bool) condition.Use {
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
		if !slices.ContainsFunc(allowed, func(a *yaml.Node) bool { return a.Value == fact }) {
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
func (l *loader) id(n *yaml.Node, list string, i int) string {
	if id := l.text(n, "id"); id != "" {
		return id
	}
	return fmt.Sprintf("%s[%d]", list, i+1)
}

// exclude reports two keys of which only one can be meant.
func (l *loader) exclude(n *yaml.Node, a, b, hint string) {
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
func (l *loader) deduction(n *yaml.Node, lane *program.Lane) []program.Deduction {
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

// oneLadder keeps refusals apart: history.refused counts those of one ladder.
func (l *loader) oneLadder(n *yaml.Node, lane *program.Lane) {
	if lane.Owed || !slices.ContainsFunc(lane.Rules, func(r program.Rule) bool { return r.Ladder || r.Choice }) {
		return
	}
	if l.ladders == nil {
		l.ladders = lane
		return
	}
	where := n
	for _, rule := range l.each(n, "rules") {
		if give := l.get(rule, "give"); give != nil && give.Kind == yaml.SequenceNode {
			where = give
			break
		}
	}
	l.put(l.beginning(where), fault{
		code: codeSecondLadder, message: fmt.Sprintf("the lane %s has ladders or choices already", l.ladders.Name),
		expected: "a mapping of remedies, that stands whatever was refused",
		hint:     "keep the ladders of goodwill in one lane: history.refused counts the refusals of that one",
	})
}

// laneRule reads a rule. Its condition is all that must hold.
func (l *loader) laneRule(n *yaml.Node, lane *program.Lane, guard *condition.Condition, use condition.Use) program.Rule {
	rule := program.Rule{ID: l.text(n, "id"), Because: l.text(n, "because"), Shadow: l.text(n, "mode") == "shadow"}
	if rule.ID != "" {
		l.rule = rule.ID
	}
	l.unique(l.get(n, "id"), "the rule", l.ids)
	rule.When = condition.And(guard, l.condition(n, "when", use), negated(l.condition(n, "unless", use)), l.window(n))
	give := l.get(n, "give")
	if give == nil {
		return rule
	}
	steps := []*yaml.Node{give}
	if give.Kind == yaml.SequenceNode {
		steps = l.each(n, "give")
		rule.Choice = lane.Owed || l.text(n, "offer") == "choice"
		rule.Ladder = !rule.Choice
	}
	l.offer(n, give, lane.Owed)
	for _, step := range steps {
		rule.Steps = append(rule.Steps, l.step(step, use))
	}
	return rule
}

func (l *loader) offer(n, give *yaml.Node, owed bool) {
	switch offer := l.text(n, "offer"); {
	case offer == "":
	case give.Kind != yaml.SequenceNode:
		l.useless(n, "offer", "it says how a list of steps is offered, and give is one step")
	case owed && offer == "ladder":
		l.at(l.get(n, "offer"), fault{
			code: codeConflictingKeys, message: "what is owed is a choice, never a ladder",
			hint: "leave offer out: the client may take any step of an owed lane",
		})
	}
}

// window is the days on which a rule is in force; nil when it always is.
func (l *loader) window(n *yaml.Node) *condition.Condition {
	from, until := l.get(n, "from"), l.get(n, "until")
	if from == nil && until == nil {
		return nil
	}
	var first, last *int64
	where := from
	if from != nil {
		d, _ := parseDay(from.Value)
		first = &d
	}
	if until != nil {
		d, _ := parseDay(until.Value)
		last = &d
		where = until
	}
	if first != nil && last != nil && *first > *last {
		l.at(until, fault{code: codeDateOrder, message: fmt.Sprintf("until %s is before from %s: the rule is never in force", until.Value, from.Value)})
	}
	return condition.DateWindow(l.scope.Facts["incident.date"], first, last, l.written(where))
}

// step reads remedies given together.
func (l *loader) step(n *yaml.Node, use condition.Use) program.Step {
	var step program.Step
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, body := n.Content[i], n.Content[i+1]
		k, ok := kindOf(name.Value)
		if !ok || l.bad[name] || l.bad[body] {
			continue
		}
		if body.Kind == yaml.ScalarNode {
			step = append(step, l.short(k, body, use))
		} else {
			step = append(step, l.remedy(k, name, body, use))
		}
	}
	return step
}

// short reads a remedy that is money alone.
func (l *loader) short(k kind, body *yaml.Node, use condition.Use) program.Remedy {
	r := program.Remedy{Kind: k.name, Value: l.money(body, use)}
	if share, ok := splitPercent(body.Value); ok && r.Value != nil {
		l.percent(k, &r, body, share.of)
	}
	if k.name == compensation.FreeService {
		r.PeriodsText = "1"
	}
	l.worthless(body, r.Value)
	return r
}

// percent keeps the percentage for the reader, when it is one of the price.
func (l *loader) percent(k kind, r *program.Remedy, at *yaml.Node, of string) {
	n, text := constant(r.Value.Percent)
	if text == "" {
		return
	}
	if k.name == compensation.Discount && n.Cmp(hundred) > 0 {
		l.put(l.whole(at), fault{code: codeTooMuch, message: fmt.Sprintf("a discount of %s%% is more than the price", text), expected: "at most 100", hint: "use refund or payment for what goes beyond the price"})
	}
	if of = strings.TrimSpace(of); of == "" || of == "order.price" {
		r.Percent = text
	}
}
