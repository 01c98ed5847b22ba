package scenario

import "github.com/amendsgo/amends/rules/internal/inside"

// Kind is what a goal of coverage is about.
type Kind string

// The kinds, from the coarse to the fine.
const (
	RuleGoal    Kind = "rule"     // a rule matches, and wins
	LaneGoal    Kind = "lane"     // a lane gives nothing, or has to pick
	StepGoal    Kind = "step"     // each step of a ladder is offered
	FactorGoal  Kind = "factor"   // a factor is applied
	LimitGoal   Kind = "limit"    // a limit, a cap or the pool cuts
	LineGoal    Kind = "line"     // a line of approval, response or archetypes takes effect
	OutcomeGoal Kind = "outcome"  // a part of a condition is true, and false
	DecideGoal  Kind = "decision" // a part of a condition decides by itself
	EdgeGoal    Kind = "edge"     // both sides of a threshold are tried
)

// Kinds returns all kinds of goals, in that order.
func Kinds() []Kind {
	return []Kind{RuleGoal, LaneGoal, StepGoal, FactorGoal, LimitGoal, LineGoal, OutcomeGoal, DecideGoal, EdgeGoal}
}

// Goal is one thing that the scenarios of a policy should show.
type Goal struct {
	Kind Kind `json:"kind"`
	// Line, Column and Width are where in the policy it stands.
	Line   int `json:"line"`
	Column int `json:"column"`
	Width  int `json:"width"`
	// Of is the text there, and Missing what no scenario shows of it.
	Of      string `json:"of"`
	Missing string `json:"missing"`
	Covered bool   `json:"covered"`

	reach reach // how to make a scenario that shows it
}

// key tells goals apart: what a definition says counts once, wherever it is used.
type key struct {
	kind    Kind
	at      inside.Place
	missing string
}

// goals are a policy's goals in the order of its file.
type goals struct {
	list  []*Goal
	known map[key]int
}

// add takes up a goal, once, and returns its number.
func (g *goals) add(kind Kind, at inside.Place, of, missing string, how reach) int {
	k := key{kind, at, missing}
	if i, there := g.known[k]; there {
		return i
	}
	g.known[k] = len(g.list)
	g.list = append(g.list, &Goal{Kind: kind, Line: at.Line, Column: at.Column, Width: at.Width, Of: of, Missing: missing, reach: how})
	return len(g.list) - 1
}
