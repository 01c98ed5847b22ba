package compensation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation/ledger"
)

// record is a Recommendation in JSON: its keys and their order.
type record struct {
	ID           string           `json:"id"`
	At           time.Time        `json:"at"`
	Decision     Decision         `json:"decision"`
	Archetype    archetype.Kind   `json:"archetype"`
	Step         *Step            `json:"step"`
	Alternatives []Outcome        `json:"alternatives"`
	Response     Response         `json:"response"`
	Reasons      []Reason         `json:"reasons"`
	Trace        Trace            `json:"trace"`
	Choice       bool             `json:"choice,omitempty"`
	Policy       PolicyID         `json:"policy"`
	Case         Case             `json:"case"`
	Budget       []ledger.Balance `json:"budget"`
	Taken        int              `json:"taken"`
	Asked        *Asked           `json:"asked,omitempty"`
	Waiting      *Outcome         `json:"waiting,omitempty"`
}

// MarshalJSON writes the record: {id, at, decision, archetype, step,
// alternatives, response, reasons, trace, choice, policy, case, budget, taken,
// asked, waiting}. Lists without elements are [], step is null when nothing is given, and
// budget is null when none was asked; choice is there only when it is true, asked
// only when a wish cut the step, waiting only when goodwill waits. The same decision gives the same bytes.
func (r Recommendation) MarshalJSON() ([]byte, error) {
	return json.Marshal(record{
		ID: r.ID, At: r.At, Decision: r.Decision, Archetype: r.Archetype,
		Step: r.Step, Alternatives: orEmpty(r.Alternatives), Response: r.Response, Reasons: orEmpty(r.Reasons),
		Trace: r.Trace(), Choice: r.Choice, Policy: r.Policy, Case: r.Case, Budget: r.Budget, Taken: r.Taken, Asked: r.Asked, Waiting: r.Waiting,
	})
}

// UnmarshalJSON reads a record back. Unknown keys are errors, so that a record of
// a later version is not taken for one of this.
func (r *Recommendation) UnmarshalJSON(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var in record
	if err := decoder.Decode(&in); err != nil {
		return fmt.Errorf("recommendation: %w", err)
	}
	out := Recommendation{
		ID: in.ID, At: in.At, Archetype: in.Archetype,
		Outcome: Outcome{
			Decision: in.Decision, Step: in.Step, Response: in.Response, Reasons: in.Reasons, Stages: in.Trace.Stages, Choice: in.Choice,
		},
		Alternatives: in.Alternatives, Rules: in.Trace.Rules,
		Policy: in.Policy, Case: in.Case, Budget: in.Budget, Taken: in.Taken, Asked: in.Asked, Waiting: in.Waiting,
	}
	if err := out.check(); err != nil {
		return fmt.Errorf("recommendation: %w", err)
	}
	*r = out
	return nil
}

// check finds what a record cannot do without.
func (r *Recommendation) check() error {
	var errs []error
	if r.Decision == "" {
		errs = append(errs, errors.New("decision is missing"))
	}
	if r.At.IsZero() {
		errs = append(errs, errors.New("at is missing"))
	}
	if r.Taken < 0 || r.Taken > len(r.Alternatives) {
		errs = append(errs, fmt.Errorf("taken is %d: want 0 to %d", r.Taken, len(r.Alternatives)))
	}
	if r.Asked != nil && r.Asked.Whole.Decision == "" {
		errs = append(errs, errors.New("asked.whole.decision is missing"))
	}
	if r.Waiting != nil && (r.Waiting.Decision == "" || r.Asked != nil) {
		errs = append(errs, errors.New("waiting: want an outcome with its decision, and no asked beside it"))
	}
	return errors.Join(errs...)
}

// The shadow types below keep the fields and drop the methods.

// MarshalJSON writes lists without elements as [].
func (o Outcome) MarshalJSON() ([]byte, error) {
	type plain Outcome
	o.Reasons, o.Stages = orEmpty(o.Reasons), orEmpty(o.Stages)
	return json.Marshal(plain(o))
}

// MarshalJSON writes lists without elements as [].
func (s Step) MarshalJSON() ([]byte, error) {
	type plain Step
	s.Remedies, s.LimitedBy, s.Draws = orEmpty(s.Remedies), orEmpty(s.LimitedBy), orEmpty(s.Draws)
	return json.Marshal(plain(s))
}

// MarshalJSON writes lists without elements as [].
func (r Response) MarshalJSON() ([]byte, error) {
	type plain Response
	r.Do = orEmpty(r.Do)
	return json.Marshal(plain(r))
}

// MarshalJSON writes lists without elements as [].
func (t Trace) MarshalJSON() ([]byte, error) {
	type plain Trace
	t.Rules, t.Stages = orEmpty(t.Rules), orEmpty(t.Stages)
	return json.Marshal(plain(t))
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
