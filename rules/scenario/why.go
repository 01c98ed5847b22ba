package scenario

import (
	"strings"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// why says of every rule that was wanted and did not win what kept it from it.
func (r *runner) why(s *Scenario, c compensation.Case, o *outcome) []string {
	var missing []string
	for _, w := range s.wants {
		if m, ok := w.matcher.(*sameWords); ok {
			missing = append(missing, m.missing(o)...)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	c.Date = compensation.DateOf(o.rec.At.In(r.policy.Zone()))
	explanation, err := r.policy.Explain(c)
	if err != nil {
		return nil // the case was decided, so that its facts are sound
	}
	var lines []string
	for _, id := range missing {
		if rule, known := explanation.Rule(id); known {
			lines = append(lines, id+" "+whyNot(rule))
		}
	}
	return lines
}

// missing lists the words that are wanted and did not come.
func (m *sameWords) missing(o *outcome) []string {
	came := map[string]bool{}
	for _, word := range m.of(o) {
		came[word] = true
	}
	var list []string
	for _, word := range m.words {
		if !came[word.value] {
			list = append(list, word.value)
		}
	}
	return list
}

func whyNot(rule rules.RuleExplanation) string {
	switch {
	case rule.Shadow:
		return "is a shadow rule, which never wins"
	case rule.Verdict == rules.VerdictTrue && rule.Instead != "":
		return "matches, but " + rule.Instead
	case rule.Verdict == rules.VerdictTrue:
		return "matches, but was not picked"
	case rule.Verdict != rules.VerdictFalse:
		return "cannot be judged: " + strings.Join(parts(rule.Condition, rule.Verdict), "; ")
	}
	text := "does not match: " + strings.Join(parts(rule.Condition, rules.VerdictFalse), "; ")
	var changes []string
	for _, change := range rule.Changes {
		changes = append(changes, change.String())
	}
	if len(changes) > 0 {
		text += ". It would with " + strings.Join(changes, " and ")
	}
	return text
}

// parts are those of a condition that have the verdict, with the values seen.
func parts(c rules.Clause, verdict rules.Verdict) []string {
	if c.Verdict != verdict {
		return nil
	}
	if len(c.Parts) == 0 {
		var seen []string
		for _, f := range c.Facts {
			if f.Missing {
				seen = append(seen, f.Fact+" is missing")
			} else {
				seen = append(seen, f.Fact+" is "+f.Value)
			}
		}
		return []string{c.Text + " (" + strings.Join(seen, ", ") + ")"}
	}
	var list []string
	for _, part := range c.Parts {
		list = append(list, parts(part, verdict)...)
	}
	return list
}
