package compensation

import (
	"time"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation/ledger"
)

// Decision says what becomes of a case.
type Decision string

// The decisions.
const (
	Auto       Decision = "auto"   // may be given at once
	NeedReview Decision = "review" // somebody must agree first
	None       Decision = "none"   // nothing is given
)

// Recommendation is the whole answer and its own record.
type Recommendation struct {
	ID        string         `json:"id"`
	At        time.Time      `json:"at"`
	Archetype archetype.Kind `json:"archetype"`
	Outcome                  // decision, step, response, reasons, stages in trace
	// Alternatives are whole outcomes that the client may have instead, in order of offer.
	Alternatives []Outcome        `json:"alternatives"`
	Rules        []RuleTrace      `json:"-"` // in trace.rules
	Policy       PolicyID         `json:"policy"`
	Case         Case             `json:"case"`
	Budget       []ledger.Balance `json:"budget"` // the snapshot; null when no budget was asked
	Taken        int              `json:"taken"`  // which step was taken: 0 the recommended one
}

// Outcome is one step with all that belongs to it.
type Outcome struct {
	Decision Decision `json:"decision"`
	Step     *Step    `json:"step"`
	Response Response `json:"response"`
	Reasons  []Reason `json:"reasons"`
	Stages   []Stage  `json:"stages"`
}

// Step is remedies given together.
type Step struct {
	Remedies  []Remedy      `json:"remedies"`
	Value     Money         `json:"value"`
	Cost      Money         `json:"cost"`
	Owed      Money         `json:"owed"`
	Goodwill  Money         `json:"goodwill"`
	Approval  *Approval     `json:"approval"`
	LimitedBy []string      `json:"limited_by"`
	Draws     []ledger.Draw `json:"draws"`
}

// RemedyKind is what is given.
type RemedyKind string

// The kinds. Payment, Refund, Discount and Credit are sums; the others are whole.
const (
	Payment     RemedyKind = "payment"
	Refund      RemedyKind = "refund"
	Discount    RemedyKind = "discount"
	Credit      RemedyKind = "credit"
	FreeService RemedyKind = "free_service"
	Redo        RemedyKind = "redo"
	Replacement RemedyKind = "replacement"
	Gift        RemedyKind = "gift"
	Apology     RemedyKind = "apology"
)

// Remedy is one thing given.
type Remedy struct {
	Kind  RemedyKind `json:"kind"`
	Value Money      `json:"value"`
	Cost  Money      `json:"cost"`
	Lane  string     `json:"lane"`
	Rule  string     `json:"rule"`
	Owed  bool       `json:"owed"`
	// Percent and Periods are as the policy gives them; Percent is empty once the value was
	// adjusted or cut, because it is then carried out as its sum.
	Percent    string `json:"percent,omitempty"`
	Periods    string `json:"periods,omitempty"`
	Form       string `json:"form,omitempty"`
	ValidUntil Date   `json:"valid_until,omitzero"`
	DueBy      Date   `json:"due_by,omitzero"`
	Note       string `json:"note,omitempty"`
}

// RuleOutcome is what became of a rule.
type RuleOutcome string

// Matched rules took part in the pick; Won ones were picked; Shadow rules would have matched;
// a Failed rule could not be evaluated; Open is a shadow rule that lacks facts.
const (
	Matched RuleOutcome = "matched"
	Won     RuleOutcome = "won"
	Failed  RuleOutcome = "failed"
	Open    RuleOutcome = "open"
)

// RuleTrace is one rule's line of the trace.
type RuleTrace struct {
	Lane    string      `json:"lane"`
	Rule    string      `json:"rule"`
	Outcome RuleOutcome `json:"outcome"`
	Shadow  bool        `json:"shadow,omitempty"`
	// Value is what the rule's first step would be worth before anything is done to the lane, as an exact decimal or
	// fraction in the policy's currency; empty if not computed.
	Value   string `json:"value,omitempty"`
	Because string `json:"because,omitempty"`
	Detail  string `json:"detail,omitempty"` // why it failed, or what it lacks
}

// Stage is one line of arithmetic: what was done to which amount.
type Stage struct {
	Lane   string     `json:"lane,omitempty"` // empty for the whole award
	Rule   string     `json:"rule,omitempty"` // with Remedy: the remedy that changed
	Remedy RemedyKind `json:"remedy,omitempty"`
	// Stage is amount, adjust, at_least, at_most, sum, deduct, pay_from, pay_above, round, limit, budget.
	Stage string `json:"stage"`
	ID    string `json:"id,omitempty"` // of the factor, limit, cap or deducted lane
	From  string `json:"from"`         // exact, in the policy's currency
	To    string `json:"to"`
	Note  string `json:"note,omitempty"`
}

// Reason is one sentence for a person, with the thing that decides.
type Reason struct {
	// Code is failed, overlap, exhausted, whole_over_limit, whole_over_budget, over_budget, approval, …
	Code string `json:"code"`
	By   string `json:"by,omitempty"` // the rule, limit, line or account
	Text string `json:"text"`
}

// Response is how to treat this client.
type Response struct {
	Do       []string `json:"do"`                  // steps in order, each once
	FollowUp string   `json:"follow_up,omitempty"` // "24 hours"
}

// Sale is what funds a pool.
type Sale struct {
	ID     string
	Price  Money
	Client Client
	Order  Order
	Facts  map[string]any
}

// Snapshot is what the accounts held at one moment. An account that it lacks is not limited.
type Snapshot struct {
	Balances []ledger.Balance
}
