package compensation

import (
	"fmt"
	"strings"
	"time"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation/ledger"
)

// Recommendation is the whole answer and its own record: [Replay] decides it
// again. Clients are shown its Step and Response only, and it is never taken
// back from a browser.
type Recommendation struct {
	ID        string         // names the hold in the ledger, see [Case.CompensationID]
	At        time.Time      // the time of the decision, in UTC
	Archetype archetype.Kind // as told, or as the policy's archetypes tell
	Outcome                  // the step that is recommended, or was taken
	// Alternatives are whole outcomes that the client may have instead, in order of offer.
	Alternatives []Outcome
	Rules        []RuleTrace // the rules that matched, failed, or are shadow
	Policy       PolicyID
	Case         Case
	Budget       []ledger.Balance // the snapshot; nil when no budget was asked
	Taken        int              // the number of the step that was taken, see [Recommendation.Take]
	Asked        *Asked           // the wish that the step was cut to, see [Recommendation.Grant]; nil when it is whole
	Waiting      *Outcome         // what was decided, while only what is owed is given, see [Recommendation.OnlyOwed]; else nil
}

// Outcome is one step with all that belongs to it. Outcomes of a recommendation that say the
// same share it: to append to a list of one leaves the others, to change an element does not.
type Outcome struct {
	Decision Decision `json:"decision"`
	Step     *Step    `json:"step"` // nil when nothing is given
	Response Response `json:"response"`
	Reasons  []Reason `json:"reasons"`
	Stages   []Stage  `json:"stages"`
	// Choice tells that the client may have this for the asking, instead of the recommended step;
	// without it, an alternative is for after the steps before it were refused.
	Choice bool `json:"choice,omitempty"`
}

// Response is how to treat this client.
type Response struct {
	Do       []string `json:"do"`                  // steps in order, each once
	FollowUp string   `json:"follow_up,omitempty"` // "24 hours"
}

// Decision says what becomes of a case. The zero value is invalid.
type Decision string

// The decisions.
const (
	Auto       Decision = "auto"   // may be given at once
	NeedReview Decision = "review" // somebody must agree first
	None       Decision = "none"   // nothing is given
)

// UnmarshalText accepts the decisions alone.
func (d *Decision) UnmarshalText(text []byte) error {
	switch decision := Decision(text); decision {
	case Auto, NeedReview, None:
		*d = decision
		return nil
	}
	return fmt.Errorf("%q is no decision: want one of %s", clip(string(text)), oneOf([]Decision{Auto, NeedReview, None}))
}

// Trace returns the arithmetic of the decision.
func (r *Recommendation) Trace() Trace { return Trace{Rules: r.Rules, Stages: r.Stages} }

func oneOf[T ~string](words []T) string {
	texts := make([]string, len(words))
	for i, word := range words {
		texts[i] = string(word)
	}
	return strings.Join(texts, ", ")
}
