package compensation

import (
	"time"

	"github.com/amendsgo/amends/compensation/ledger"
)

// Policy is what [Decide] asks of a policy; package rules has the one that is
// written in YAML. Its methods are pure and safe for concurrent use. One that
// also has a method Reuse(*Plan) gets each plan back when [Decide] or the engine, who asked
// for it, has no more use for it.
type Policy interface {
	// Identity names the policy in every record.
	Identity() PolicyID
	// Currency is the ISO 4217 code of all its money.
	Currency() string
	// Zone is where its days and periods are counted.
	Zone() *time.Location
	// Plan checks the facts and carries out all that comes before the budget:
	// archetype, lanes, limits. Faults of the case are an *InvalidCaseError.
	Plan(c Case, at time.Time) (*Plan, error)
	// Conclude adds approval and response to a step, whose totals are final. The
	// step has no remedies when nothing is given. It must not change the step. What the
	// conclusion points to may be the policy's own: [Decide] copies it before the next one.
	Conclude(p *Plan, step *Step) (Conclusion, error)
	// Sale names the pool that a sale funds and the amount that flows into it:
	// price times the risk share, rounded down.
	Sale(s Sale) (ledger.Account, Money, error)
}

// PolicyID names a policy: Digest is the SHA-256 of its file, in hexadecimal.
type PolicyID struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Digest  string `json:"digest"`
}

// Conclusion is approval and response for one step.
type Conclusion struct {
	Approval *Approval // nil: no line holds
	Response Response
	Reasons  []Reason // failures
}

// Sale is what funds a pool: its price carries the risk share. Facts are the
// policy's own, as in a [Case].
type Sale struct {
	ID     string
	Price  Money
	Client Client
	Order  Order
	Facts  map[string]any
}
