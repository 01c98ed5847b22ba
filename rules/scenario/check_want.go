package scenario

import (
	"slices"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/program"
)

// names is what a policy calls its parts.
type names struct {
	facts, rules, lanes, approvers, steps []string
	limits                                []string // and caps
	accounts                              []string // "pool" and the caps
	openPool                              bool     // the pool's name depends on the case
}

func namesOf(p *program.Policy) names {
	n := names{approvers: []string{"none"}}
	for _, f := range p.Scope.Facts {
		if !f.Total {
			n.facts = append(n.facts, f.Name)
		}
	}
	slices.Sort(n.facts)
	for i := range p.Lanes {
		n.lanes = append(n.lanes, p.Lanes[i].Name)
		for j := range p.Lanes[i].Rules {
			n.rules = append(n.rules, p.Lanes[i].Rules[j].ID)
		}
	}
	for _, l := range p.Limits {
		n.limits = append(n.limits, l.ID)
	}
	if b := p.Budget; b != nil {
		n.accounts = []string{"pool"}
		for i := range b.Caps {
			n.accounts = append(n.accounts, b.Caps[i].ID)
			n.limits = append(n.limits, b.Caps[i].ID)
		}
		n.openPool = slices.ContainsFunc(b.Pool, func(part program.PoolPart) bool { return part.Fact != nil })
		n.limits = append(n.limits, "pool")
		if !n.openPool {
			n.limits = append(n.limits, b.Pool[0].Text)
		}
	}
	for _, line := range p.Approval {
		n.approvers = append(n.approvers, line.By)
	}
	for _, step := range archetype.Steps() {
		n.steps = append(n.steps, string(step))
	}
	for _, line := range p.Response {
		n.steps = append(n.steps, line.Do...)
	}
	return n
}

// want looks for words that can never come by this policy: a misspelt rule
// under not_rules would be content for ever.
func (c *checker) want(w want) {
	switch m := w.matcher.(type) {
	case *sameWord:
		if w.key == "approval" {
			c.known("approval is never given by", c.names.approvers, m.word)
		}
	case *sameWords:
		c.known("the policy has no rule", c.names.rules, m.words...)
	case *limiters:
		if !c.names.openPool {
			c.known("the policy has no limit, cap or pool", c.names.limits, m.words...)
		}
	case *noneOf:
		c.known("the policy has no rule", c.names.rules, m.words...)
	case *sameRemedies:
		for _, one := range m.list {
			for _, f := range one {
				switch f.key {
				case "rule":
					c.known("the policy has no rule", c.names.rules, f.word)
				case "lane":
					c.known("the policy has no lane", c.names.lanes, f.word)
				}
			}
		}
	case *sameSteps:
		for _, wants := range m.list {
			for _, inner := range wants {
				c.want(inner)
			}
		}
	case *sameResponse:
		c.known("no archetype and no line of the policy does", c.names.steps, m.do...)
	}
}

// known tells which of the words are none of those that there are.
func (c *checker) known(problem string, known []string, words ...text) {
	for _, word := range words {
		if !slices.Contains(known, word.value) {
			c.once(word.at, len([]rune(word.value)), badWant, unknownHint(word.value, known), "%s %s", problem, word.value)
		}
	}
}

// budget looks for accounts that the policy does not have.
func (c *checker) budget(b *budget) {
	if b == nil || b.none {
		return
	}
	if len(c.names.accounts) == 0 {
		c.once(b.at, 1, badBudget, "write budget: none, or add a budget to the policy", "the policy has no budget")
		return
	}
	for _, left := range b.left {
		if !slices.Contains(c.names.accounts, left.name) {
			c.once(left.named, len([]rune(left.name)), badBudget, unknownHint(left.name, c.names.accounts), "the policy has no account %s", left.name)
			continue
		}
		if _, err := compensation.ParseMoney(left.value); left.given && err != nil {
			c.once(left.at, len([]rune(left.value)), badBudget, "", "budget.%s: %v", left.name, err)
		}
	}
}
