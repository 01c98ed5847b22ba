package rules

import (
	"time"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/program"
)

// Explanation says of every rule why it matched a case, or why not. It is for
// staff and auditors; what it says of people and limits is not for the client.
type Explanation struct {
	Policy    compensation.PolicyID `json:"policy"`
	Archetype archetype.Kind        `json:"archetype"`
	// Rules holds all rules, in the order of the file.
	Rules []RuleExplanation `json:"rules"`
}

// RuleExplanation is one rule and what became of it.
type RuleExplanation struct {
	Lane    string  `json:"lane"`
	Rule    string  `json:"rule"`
	Because string  `json:"because,omitempty"`
	Owed    bool    `json:"owed"`
	Shadow  bool    `json:"shadow"`
	Verdict Verdict `json:"verdict"`
	// Gives tells whether the rule is one of those that the lane picked. Where it
	// matched and was not picked, Instead says why. Both are unknown, and empty, while
	// the case lacks facts that the decision needs.
	Gives   bool   `json:"gives"`
	Instead string `json:"instead,omitempty"`
	// Worth is what the first step of a rule that matched is worth before anything is done to
	// the lane, exactly, in the policy's currency.
	Worth     string `json:"worth,omitempty"`
	Condition Clause `json:"condition"`
	// Changes is the smallest change of the case after which the rule would match: fewest facts
	// first, then the least distance. Empty for a rule that matches, and where none was found.
	Changes []FactChange `json:"changes"`
}

// Verdict is what a condition comes to.
type Verdict string

// The verdicts. Open means that facts are missing on which it hangs; failed that
// something could not be computed.
const (
	VerdictTrue   Verdict = "true"
	VerdictFalse  Verdict = "false"
	VerdictFailed Verdict = "failed"
	VerdictOpen   Verdict = "open"
)

// Rule returns the explanation of one rule.
func (e *Explanation) Rule(id string) (RuleExplanation, bool) {
	for _, r := range e.Rules {
		if r.Rule == id {
			return r, true
		}
	}
	return RuleExplanation{}, false
}

// Explain says of every rule why it matches the case or not, and what would
// change that. The case's Date is the day of the decision; without it,
// case.date counts as missing. Facts that are missing leave conditions open; facts
// that are wrong are an [*compensation.InvalidCaseError].
func (p *Policy) Explain(c compensation.Case) (*Explanation, error) {
	values, err := p.undecided(&c)
	if err != nil {
		return nil, err
	}
	e := &Explanation{Policy: p.Identity(), Archetype: p.program.Settle(values)}
	trace := p.traced(c)
	for i := range p.program.Lanes {
		lane := &p.program.Lanes[i]
		for j := range lane.Rules {
			e.Rules = append(e.Rules, p.explainRule(lane, &lane.Rules[j], values, trace))
		}
	}
	return e, nil
}

// undecided reads the values of a case whose day may not be known.
func (p *Policy) undecided(c *compensation.Case) (*condition.Values, error) {
	if !c.Date.IsMissing() {
		return p.values(c, p.noon(c.Date))
	}
	// The day of some instant stands in while the other facts are read.
	values, err := p.values(c, time.Unix(0, 0))
	values.Clear(p.today.Slot)
	return values, err
}

// noon is an instant of the day in the policy's zone.
func (p *Policy) noon(d compensation.Date) time.Time {
	day := time.Unix(d.Days()*24*60*60, 0).UTC()
	return time.Date(day.Year(), day.Month(), day.Day(), 12, 0, 0, 0, p.Zone())
}

// traced is the trace of the decision by rule; nil where the case lacks what a
// decision needs.
func (p *Policy) traced(c compensation.Case) map[string]compensation.RuleTrace {
	if c.Date.IsMissing() {
		return nil
	}
	plan, err := p.Plan(c, p.noon(c.Date))
	if err != nil {
		return nil
	}
	trace := map[string]compensation.RuleTrace{}
	for _, line := range plan.Rules {
		trace[line.Rule] = line
	}
	return trace
}

func (p *Policy) explainRule(lane *program.Lane, rule *program.Rule, v *condition.Values, trace map[string]compensation.RuleTrace) RuleExplanation {
	verdict := rule.When.Eval(v)
	out := RuleExplanation{
		Lane: lane.Name, Rule: rule.ID, Because: rule.Because, Owed: lane.Owed, Shadow: rule.Shadow,
		Verdict: Verdict(verdict.String()), Condition: p.clause(rule.When.Explain(v)),
		Changes: p.changes(rule.When, v),
	}
	line, traced := trace[rule.ID]
	out.Gives, out.Worth = line.Outcome == compensation.Won, line.Value
	if verdict == condition.True && trace != nil && !out.Gives {
		out.Instead = passedOver(lane, rule, line, traced, trace)
	}
	return out
}

// passedOver says why a rule that matched gives nothing.
func passedOver(lane *program.Lane, rule *program.Rule, line compensation.RuleTrace, traced bool, trace map[string]compensation.RuleTrace) string {
	winner := compensation.RuleTrace{}
	for i := range lane.Rules {
		if other := trace[lane.Rules[i].ID]; other.Outcome == compensation.Won {
			winner = other
		}
	}
	switch {
	case rule.Shadow:
		return "it is a shadow rule: it is watched, and gives nothing"
	case line.Outcome == compensation.Failed:
		return "its amount could not be computed: " + line.Detail
	case winner.Rule != "" && lane.Pick == program.First && !traced:
		return "rule " + winner.Rule + " comes first in lane " + lane.Name
	case winner.Rule != "" && winner.Value == line.Value:
		return "rule " + winner.Rule + " is worth the same and comes first"
	case winner.Rule != "":
		return "rule " + winner.Rule + " is worth more: " + winner.Value + " to " + line.Value
	case lane.Pick == program.One:
		return "lane " + lane.Name + " allows one rule, and several match"
	default:
		return "lane " + lane.Name + " gives nothing"
	}
}
