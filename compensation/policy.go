package compensation

import (
	"time"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation/ledger"
)

// Policy is what [Decide] asks of a policy; package rules has the one that is
// written in YAML. Its methods are pure and safe for concurrent use.
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
	// step has no remedies when nothing is given.
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

// Plan is what a policy would give before the budget is asked.
type Plan struct {
	Archetype archetype.Kind
	// Drafts holds the recommended award and then its alternatives. Always at least one;
	// a draft without remedies gives nothing.
	Drafts []Draft
	// Rules lists the rules that matched, failed, or are shadow, in file order.
	Rules []RuleTrace
	// Reasons for review or remark that hold for all drafts: failures, overlaps, an exhausted ladder.
	Reasons []Reason
	// Budget is nil when the policy has none.
	Budget *BudgetPlan
	// State is the policy's own, handed back to Conclude.
	State any
}

// Draft is one award, in whole minor units, after the limits.
type Draft struct {
	Remedies  []Remedy
	Stages    []Stage  // the arithmetic so far
	LimitedBy []string // ids of the limits that cut
	Reasons   []Reason // e.g. a whole remedy that exceeds a limit
	// Least is what a goodwill lane must still give after trimming, or it gives nothing:
	// by lane, in minor units; lanes without a floor are absent.
	Least map[string]int64
}

// BudgetPlan says which accounts pay.
type BudgetPlan struct {
	Pool    ledger.Account
	Caps    []CapPlan
	IfShort IfShort
	// Err is an *InvalidCaseError when the case lacks facts that only the accounts need
	// (a cap's client.annual_value, say). Decide returns it if a budget is asked, that is
	// if it has a snapshot, and ignores the budget otherwise.
	Err error
}

// CapPlan is one further ceiling. Count caps have the unit ledger.Count.
type CapPlan struct {
	ID      string
	Account ledger.Account
	Limit   int64
}

// IfShort says what to do when the budget has not room enough.
type IfShort uint8

// The three ways.
const (
	Trim IfShort = iota
	Next
	Review
)

// Conclusion is approval and response for one step.
type Conclusion struct {
	Approval *Approval // nil: no line holds
	Response Response
	Reasons  []Reason // failures
}

// Approval names who must agree, and the line of the policy that says so.
type Approval struct {
	By   string `json:"by"`
	Line string `json:"line"` // its id, else "approval[1]" counted from 1
}
