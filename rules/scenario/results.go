package scenario

import "github.com/amendsgo/amends/compensation"

// Status is what became of a scenario.
type Status string

// The three ways. A scenario that could not be decided has failed, unless it
// wants that error.
const (
	Passed  Status = "passed"
	Failed  Status = "failed"
	Skipped Status = "skipped"
)

// Results is what became of a suite, in the order of its file.
type Results struct {
	File   string                `json:"file"`
	Policy compensation.PolicyID `json:"policy"`
	List   []Result              `json:"scenarios"`
}

// Result is what became of one scenario.
type Result struct {
	Name   string `json:"name"`
	At     Place  `json:"at"`
	Status Status `json:"status"`
	Skip   string `json:"skip,omitempty"` // the reason

	// Differences and Rules are of failed scenarios: what was wanted and what came, and the rules that took part.
	Differences []Difference             `json:"differences,omitempty"`
	Rules       []compensation.RuleTrace `json:"rules,omitempty"`
	// Why says of rules that were wanted what kept them from winning; see [Options].
	Why []string `json:"why,omitempty"`
}

// Difference is one thing that did not come as wanted, in the notation of
// scenario files.
type Difference struct {
	Key  string `json:"key"` // of want
	Want string `json:"want"`
	Got  string `json:"got"`
	At   Place  `json:"at"` // of what was wanted

	cell    cell   // what was wanted
	instead string // what to write there so that it is wanted; empty if it cannot be said there
}

// Count returns how many scenarios have the status.
func (r *Results) Count(status Status) int {
	n := 0
	for i := range r.List {
		if r.List[i].Status == status {
			n++
		}
	}
	return n
}

// OK is true when no scenario failed.
func (r *Results) OK() bool { return r.Count(Failed) == 0 }
