package scenario

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/amendsgo/amends/compensation"
)

// Report is what scenarios show of a policy, and what they do not.
type Report struct {
	File   string                `json:"file"`
	Policy compensation.PolicyID `json:"policy"`
	Tally
	Kinds []KindTally `json:"kinds"` // those of which the policy has any
	Goals []Goal      `json:"goals"` // in the order of the file
}

// Tally counts goals. Percent is rounded down, so that 100 means all.
type Tally struct {
	Covered int `json:"covered"`
	Total   int `json:"total"`
	Percent int `json:"percent"`
}

// KindTally counts the goals of one kind.
type KindTally struct {
	Kind Kind `json:"kind"`
	Tally
}

func (t *Tally) count(g *Goal) {
	t.Total++
	if g.Covered {
		t.Covered++
	}
	t.Percent = t.Covered * 100 / t.Total
}

// Report tells what was collected so far.
func (c *Coverage) Report() *Report {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	r := &Report{File: c.file, Policy: c.policy.Identity(), Goals: make([]Goal, len(c.list)), Tally: Tally{Percent: 100}}
	for i, g := range c.list {
		r.Goals[i] = *g
	}
	slices.SortStableFunc(r.Goals, func(a, b Goal) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	for _, kind := range Kinds() {
		one := KindTally{Kind: kind}
		for i := range r.Goals {
			if r.Goals[i].Kind == kind {
				one.count(&r.Goals[i])
				r.count(&r.Goals[i])
			}
		}
		if one.Total > 0 {
			r.Kinds = append(r.Kinds, one)
		}
	}
	return r
}

// Missing returns the goals that are not covered.
func (r *Report) Missing() []Goal {
	return slices.DeleteFunc(slices.Clone(r.Goals), func(g Goal) bool { return g.Covered })
}

// Says is the kind in words, for a table.
func (k Kind) Says() string {
	switch k {
	case RuleGoal:
		return "rules match and win"
	case LaneGoal:
		return "lanes pick, or give nothing"
	case StepGoal:
		return "steps of ladders are offered"
	case FactorGoal:
		return "factors are applied"
	case LimitGoal:
		return "limits and budget cut"
	case LineGoal:
		return "lines take effect"
	case OutcomeGoal:
		return "parts of conditions are true and false"
	case DecideGoal:
		return "parts of conditions decide by themselves"
	case EdgeGoal:
		return "thresholds are tried on both sides"
	default:
		return string(k)
	}
}

// WriteText tells a person the counts, and place by place what no scenario shows.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d %% covered (%d of %d)\n", r.File, r.Percent, r.Covered, r.Total)
	for _, k := range r.Kinds {
		fmt.Fprintf(&b, "  %3d %%  %4d of %4d  %s\n", k.Percent, k.Covered, k.Total, k.Kind.Says())
	}
	last := Goal{}
	for _, g := range r.Missing() {
		if g.Line != last.Line || g.Column != last.Column {
			fmt.Fprintf(&b, "%s:%d:%d: %s\n", r.File, g.Line, g.Column, strings.Join(strings.Fields(g.Of), " "))
		}
		fmt.Fprintf(&b, "    %s\n", g.Missing)
		last = g
	}
	_, err := io.WriteString(w, b.String())
	return err
}
