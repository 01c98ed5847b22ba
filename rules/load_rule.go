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

// oneLadder keeps refusals apart: history.refused counts those of one ladder.
func (l *loader) oneLadder(n *node, lane *program.Lane) {
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
func (l *loader) laneRule(rule *program.Rule, n *node, owed bool, guard *condition.Condition, use condition.Use) {
	rule.ID, rule.Because, rule.Shadow = l.text(n, "id"), l.text(n, "because"), l.text(n, "mode") == "shadow"
	if rule.ID != "" {
		l.rule = rule.ID
	}
	l.unique(l.get(n, "id"), "the rule", l.ids)
	rule.When = condition.And(guard, l.condition(n, "when", use), negated(l.condition(n, "unless", use)), l.window(n))
	give := l.get(n, "give")
	if give == nil {
		return
	}
	steps := []*node{give}
	if give.Kind == yaml.SequenceNode {
		steps = l.each(n, "give")
		rule.Choice = owed || l.text(n, "offer") == "choice"
		rule.Ladder = !rule.Choice
	}
	l.offer(n, give, owed)
	rule.Steps = make([]program.Step, 0, len(steps))
	for _, step := range steps {
		rule.Steps = append(rule.Steps, l.step(step, use))
	}
}

func (l *loader) offer(n, give *node, owed bool) {
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
func (l *loader) window(n *node) *condition.Condition {
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
func (l *loader) step(n *node, use condition.Use) program.Step {
	step := make(program.Step, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, body := n.Content[i], n.Content[i+1]
		k, ok := kindOf(name.Value)
		if !ok || l.bad[name] || l.bad[body] {
			continue
		}
		step = append(step, program.Remedy{Kind: k.name})
		if r := &step[len(step)-1]; body.Kind == yaml.ScalarNode {
			l.short(r, k, body, use)
		} else {
			l.remedy(r, k, name, body, use)
		}
	}
	return step
}

// short reads a remedy that is money alone.
func (l *loader) short(r *program.Remedy, k kind, body *node, use condition.Use) {
	r.Value = l.money(body, use)
	if share, ok := splitPercent(body.Value); ok && r.Value != nil {
		l.percent(k, r, body, share.of)
	}
	if k.name == compensation.FreeService {
		r.PeriodsText = "1"
	}
	l.worthless(body, r.Value)
}

// percent keeps the percentage for the reader, when it is one of the price.
func (l *loader) percent(k kind, r *program.Remedy, at *node, of string) {
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
