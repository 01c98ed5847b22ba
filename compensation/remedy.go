package compensation

import (
	"fmt"
	"slices"

	"github.com/amendsgo/amends/compensation/ledger"
)

// RemedyKind is what is given. The zero value is invalid.
type RemedyKind string

// The kinds. Payment, Refund, Discount and Credit are sums and can be cut; the
// others are whole.
const (
	Payment     RemedyKind = "payment"      // money beyond the price: statutory sums, proven loss
	Refund      RemedyKind = "refund"       // price given back
	Discount    RemedyKind = "discount"     // off the next price
	Credit      RemedyKind = "credit"       // money to be spent with us
	FreeService RemedyKind = "free_service" // periods that are not charged
	Redo        RemedyKind = "redo"         // the work done again
	Replacement RemedyKind = "replacement"  // the thing sent again
	Gift        RemedyKind = "gift"
	Apology     RemedyKind = "apology" // has neither value nor cost
)

// RemedyKinds returns all kinds, sums first.
func RemedyKinds() []RemedyKind {
	return []RemedyKind{Payment, Refund, Discount, Credit, FreeService, Redo, Replacement, Gift, Apology}
}

// IsSum is true for the kinds that limits and budget can cut.
func (k RemedyKind) IsSum() bool {
	switch k {
	case Payment, Refund, Discount, Credit:
		return true
	default:
		return false
	}
}

// UnmarshalText accepts the kinds alone.
func (k *RemedyKind) UnmarshalText(text []byte) error {
	kind := RemedyKind(text)
	if !slices.Contains(RemedyKinds(), kind) {
		return fmt.Errorf("%q is no kind of remedy: want one of %s", clip(string(text)), oneOf(RemedyKinds()))
	}
	*k = kind
	return nil
}

// Remedy is one thing given.
type Remedy struct {
	Kind  RemedyKind `json:"kind"`
	Value Money      `json:"value"` // what it is worth to the client
	Cost  Money      `json:"cost"`  // what it costs us
	Lane  string     `json:"lane"`
	Rule  string     `json:"rule"`
	Owed  bool       `json:"owed"` // due by law or contract, else goodwill
	// Percent and Periods are as the policy gives them; Percent is empty once the value was
	// adjusted or cut, because it is then carried out as its sum.
	Percent    string `json:"percent,omitempty"`
	Periods    string `json:"periods,omitempty"`
	Form       string `json:"form,omitempty"`       // binds the host: cash, voucher, transfer, …
	ValidUntil Date   `json:"valid_until,omitzero"` // until when the offer stands
	DueBy      Date   `json:"due_by,omitzero"`      // by when it must be paid
	Note       string `json:"note,omitempty"`       // for the agent
}

// Step is remedies given together. Its sums are over the remedies: Value to the
// client, Cost to us; Owed and Goodwill are the two parts of Value.
type Step struct {
	Remedies []Remedy `json:"remedies"`
	Value    Money    `json:"value"`
	Cost     Money    `json:"cost"`
	Owed     Money    `json:"owed"`
	Goodwill Money    `json:"goodwill"`
	// Approval names who must agree; nil when nobody has to.
	Approval *Approval `json:"approval"`
	// LimitedBy holds the ids of the limits and caps that cut, and the name of the pool if it did.
	LimitedBy []string `json:"limited_by"`
	// Draws are what reserving takes from each account: the caps, and the pool last. None when
	// no budget was asked.
	Draws []ledger.Draw `json:"draws"`
}

// Approval names who must agree, and the line of the policy that says so.
type Approval struct {
	By   string `json:"by"`   // may be empty
	Line string `json:"line"` // its id, else "approval[1]" counted from 1
}
