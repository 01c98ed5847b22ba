package scenario

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/amendsgo/amends/compensation"
)

// WriteText tells the results to a person: what failed with want and got side
// by side and the rules that took part, then the counts. With all, the scenarios
// that passed are listed too.
func (r *Results) WriteText(w io.Writer, all bool) error {
	var b strings.Builder
	for i := range r.List {
		one := &r.List[i]
		switch {
		case one.Status == Failed:
			fmt.Fprintf(&b, "FAIL  %s  (%s)\n%s", one.Name, one.At, one.Text())
		case all && one.Status == Skipped:
			fmt.Fprintf(&b, "skip  %s: %s\n", one.Name, one.Skip)
		case all:
			fmt.Fprintf(&b, "ok    %s\n", one.Name)
		}
	}
	fmt.Fprintf(&b, "%s: %s\n", r.File, r.Summary())
	_, err := io.WriteString(w, b.String())
	return err
}

// Summary counts the scenarios: "17 passed, 1 failed, 2 skipped".
func (r *Results) Summary() string {
	text := fmt.Sprintf("%d passed, %d failed", r.Count(Passed), r.Count(Failed))
	if skipped := r.Count(Skipped); skipped > 0 {
		text += fmt.Sprintf(", %d skipped", skipped)
	}
	return text
}

// Text lays want and got side by side, or one below the other when they are
// long, and names the rules that took part.
func (r *Result) Text() string {
	const most = 32
	key, want, short := 0, len("want"), true
	for _, d := range r.Differences {
		key = max(key, len(d.Key))
		want = max(want, utf8.RuneCountInString(d.Want))
		short = short && len(d.Want) <= most && len(d.Got) <= most+most/2
	}
	var b strings.Builder
	if short {
		fmt.Fprintf(&b, "      %-*s  %-*s  %s\n", key, "", want, "want", "got")
		for _, d := range r.Differences {
			fmt.Fprintf(&b, "      %-*s  %-*s  %s\n", key, d.Key, want, d.Want, d.Got)
		}
	} else {
		for _, d := range r.Differences {
			fmt.Fprintf(&b, "      %s\n        want  %s\n        got   %s\n", d.Key, d.Want, indent(d.Got))
		}
	}
	if fired := firedText(r.Rules); fired != "" {
		fmt.Fprintf(&b, "      rules that fired: %s\n", fired)
	}
	for _, why := range r.Why {
		fmt.Fprintf(&b, "      %s\n", why)
	}
	return b.String()
}

func indent(text string) string { return strings.ReplaceAll(text, "\n", "\n              ") }

// firedText names the rules that took part: "below-99 (won, worth 30), late (matched)".
func firedText(rules []compensation.RuleTrace) string {
	var parts []string
	for _, rule := range rules {
		text := fmt.Sprintf("%s (%s", rule.Rule, rule.Outcome)
		if rule.Shadow {
			text += ", shadow"
		}
		if rule.Value != "" {
			text += ", worth " + rule.Value
		}
		if rule.Detail != "" {
			text += ": " + rule.Detail
		}
		parts = append(parts, text+")")
	}
	return strings.Join(parts, ", ")
}
