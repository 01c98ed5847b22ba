package compensation

// Trace is the arithmetic of a decision: the rules that took part, and what was
// done to which amount.
type Trace struct {
	Rules  []RuleTrace `json:"rules"`
	Stages []Stage     `json:"stages"`
}

// RuleOutcome is what became of a rule. The zero value is invalid.
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
	Shadow  bool        `json:"shadow,omitempty"` // evaluated and reported, gives nothing
	// Value is what the rule's first step would be worth before anything is done to the lane, as an exact decimal or
	// fraction in the policy's currency; empty if not computed.
	Value   string `json:"value,omitempty"`
	Because string `json:"because,omitempty"` // as the policy says
	Detail  string `json:"detail,omitempty"`  // why it failed, or what it lacks
}

// Stage is one line of arithmetic: what was done to which amount.
type Stage struct {
	Lane   string     `json:"lane,omitempty"` // empty for the whole award
	Rule   string     `json:"rule,omitempty"` // with Remedy: the remedy that changed
	Remedy RemedyKind `json:"remedy,omitempty"`
	// Stage is amount, adjust, at_least, at_most, deduct, pay_from, pay_above, round (by itself), share (a
	// changed sum of the lane), limit, budget or ask.
	Stage string `json:"stage"`
	ID    string `json:"id,omitempty"` // of the factor, limit, cap or deducted lane; the name of the pool; the wish
	From  string `json:"from"`         // exact, in the policy's currency
	To    string `json:"to"`
	Note  string `json:"note,omitempty"`
}

// The stages that an answer to a wish looks for, and its own.
const (
	StageLimit  = "limit"  // a sum that a limit cut
	StageBudget = "budget" // a sum that the budget cut
	StageAsk    = "ask"    // a sum that was cut to what the client asked for
)

// Reason is one sentence for a person, with the thing that decides.
type Reason struct {
	Code ReasonCode `json:"code"`
	By   string     `json:"by,omitempty"` // the rule, limit, line or account
	Text string     `json:"text"`
}

// ReasonCode says what kind of reason it is. Policies may add their own.
type ReasonCode string

// The codes. Those that ask for a review are marked so.
const (
	ReasonFailed          ReasonCode = "failed"            // review: a condition or an amount could not be evaluated
	ReasonOverlap         ReasonCode = "overlap"           // review: two rules match where one may
	ReasonWholeOverLimit  ReasonCode = "whole_over_limit"  // review: whole remedies alone exceed a limit
	ReasonWholeOverBudget ReasonCode = "whole_over_budget" // review: whole remedies alone exceed the budget
	ReasonOverBudget      ReasonCode = "over_budget"       // review: the budget has not room enough, and the policy says to ask
	ReasonApproval        ReasonCode = "approval"          // an approval line holds
	ReasonExhausted       ReasonCode = "exhausted"         // the client refused all steps
	ReasonTrimmed         ReasonCode = "trimmed"           // the budget cut goodwill
	ReasonPassedOver      ReasonCode = "passed_over"       // a step that the budget cannot pay gave way to a later one
	ReasonOverdraft       ReasonCode = "overdraft"         // what is owed takes an account below nothing
)

// NeedsReview is true for the codes that send a case to review.
func (c ReasonCode) NeedsReview() bool {
	switch c {
	case ReasonFailed, ReasonOverlap, ReasonWholeOverLimit, ReasonWholeOverBudget, ReasonOverBudget:
		return true
	default:
		return false
	}
}
