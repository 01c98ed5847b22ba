package compensation

import (
	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation/ledger"
)

// Plan is what a policy would give before the budget is asked.
type Plan struct {
	Archetype archetype.Kind
	// Drafts holds the recommended award and then its alternatives, in order of
	// offer. There is always at least one; a draft without remedies gives nothing.
	Drafts []Draft
	// Rules lists the rules that matched, failed, or are shadow, in file order. [Decide] copies
	// a single one and keeps a longer list.
	Rules []RuleTrace
	// Reasons for review or remark that hold for all drafts: failures, overlaps, an exhausted ladder.
	Reasons []Reason
	// Budget is nil when the policy has none.
	Budget *BudgetPlan
	// State is the policy's own, handed back to Conclude.
	State any
}

// Draft is one award, in whole minor units, after the limits. [Decide] does not
// change it.
type Draft struct {
	Remedies  []Remedy
	Stages    []Stage  // the arithmetic so far
	LimitedBy []string // ids of the limits that cut
	Reasons   []Reason // e.g. a whole remedy that exceeds a limit
	// Choice tells that the client may have this award for the asking, and not only after
	// refusing those before it.
	Choice bool
	// Least is what the sums of a goodwill lane must still be worth together after
	// trimming, or the lane gives none of them: by lane, in minor units. Lanes
	// without a floor are absent.
	Least map[string]int64
}

// BudgetPlan says which accounts pay. Pool and money caps have the policy's
// currency as their unit.
type BudgetPlan struct {
	Pool    ledger.Account
	Caps    []CapPlan
	IfShort IfShort
	// Err is an *InvalidCaseError when the case lacks facts that only the accounts
	// need (client.annual_value of a cap, say). [Decide] returns it when it has a
	// snapshot, and the [Engine] always does; where no budget is asked it does not matter.
	Err error
}

// CapPlan is one further ceiling on what is held and spent. A cap on the number
// of goodwill awards has the unit ledger.Count.
type CapPlan struct {
	ID      string
	Account ledger.Account
	Limit   int64
}

// IfShort says what to do when the budget has not room enough. The zero value
// is invalid.
type IfShort string

// The three ways.
const (
	Trim   IfShort = "trim"   // scale the goodwill sums until their cost is the room
	Next   IfShort = "next"   // the first later step that fits whole, else trim
	Review IfShort = "review" // leave all and ask
)

// Snapshot is what the accounts held at one moment. An account that it lacks is
// not limited.
type Snapshot struct {
	Balances []ledger.Balance
}
