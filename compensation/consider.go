package compensation

import (
	"fmt"
	"math/big"
	"slices"
)

// Verdict is what a client's wish comes to. The zero value is invalid.
type Verdict string

// The verdicts.
const (
	Accept       Verdict = "accept"   // a step grants it and may be given at once
	Counter      Verdict = "counter"  // a step grants it up to an amount
	NeedApproval Verdict = "approval" // a step grants it once somebody agrees
	Decline      Verdict = "decline"  // no step holds that kind
)

// Answer is what to say to a wish. It never goes beyond the steps of the
// recommendation: what was not offered there is declined, however often it is
// asked.
type Answer struct {
	Verdict Verdict `json:"verdict"`
	// Step is the number to [Recommendation.Take] to give what is said; for a declined wish the
	// number of the step that stands.
	Step int `json:"step"`
	// Value is what that step gives of the kind, the most that a counter offers; missing when
	// declined.
	Value    Money     `json:"value"`
	Approval *Approval `json:"approval"` // who must agree to that step; nil when nobody has to
	Decides  Decider   `json:"decides"`  // what the verdict hangs on
	Say      string    `json:"say"`      // to the client
	Because  string    `json:"because"`  // for staff
}

// Decider is the thing that a verdict hangs on.
type Decider struct {
	Kind DeciderKind `json:"kind"`
	ID   string      `json:"id"` // of the rule, limit or line; the cap's id or the pool's name
}

// DeciderKind says what a [Decider] is.
type DeciderKind string

// The deciders.
const (
	ByRule     DeciderKind = "rule"
	ByLimit    DeciderKind = "limit"
	ByBudget   DeciderKind = "budget"   // a cap or the pool
	ByApproval DeciderKind = "approval" // a line of approval
	ByReason   DeciderKind = "reason"   // a reason that asks for review; ID is its code
)

// Consider answers a client's own wish from the steps that the recommendation
// holds. It is pure: asking again, or more loudly, changes nothing. A wish may be
// granted by an alternative. What is owed comes with every step and is not
// lowered by a smaller wish.
//
// The error is an [*InvalidCaseError] when the wish is a share of an order.price
// that the case does not tell, and [ErrCurrency] when it is in another currency.
func (r *Recommendation) Consider(ask Ask) (Answer, error) {
	if err := ask.check(); err != nil {
		return Answer{}, fmt.Errorf("consider: %w", err)
	}
	offers := r.offersOf(ask.Kind)
	if len(offers) == 0 {
		return r.decline(ask), nil
	}
	best := offers[0]
	for i, offer := range offers {
		var err error
		if offers[i].grants, err = r.grants(offer, ask); err != nil {
			return Answer{}, fmt.Errorf("consider: %w", err)
		}
		if i == 0 || offers[i].betterThan(&best) {
			best = offers[i]
		}
	}
	return best.answer(ask), nil
}

// offer is what one step gives of the wished kind.
type offer struct {
	step    int
	outcome Outcome
	given   []Remedy // of the kind
	value   Money
	grants  bool // all that is wished
}

// offersOf returns the steps that hold a kind, the one that stands first.
func (r *Recommendation) offersOf(kind RemedyKind) []offer {
	var offers []offer
	for number, outcome := range r.steps() {
		if outcome.Step == nil {
			continue
		}
		o := offer{step: number, outcome: outcome}
		for _, remedy := range outcome.Step.Remedies {
			if remedy.Kind != kind {
				continue
			}
			o.given = append(o.given, remedy)
			o.value = Money{minor: o.value.minor + remedy.Value.minor, unit: remedy.Value.unit} // at most the step's Value
		}
		switch {
		case len(o.given) == 0:
		case number == r.Taken:
			offers = slices.Insert(offers, 0, o)
		default:
			offers = append(offers, o)
		}
	}
	return offers
}

// betterThan prefers to grant the wish, then more of it, then what needs nobody's
// agreement. A wish that is granted is not bettered by more.
func (o *offer) betterThan(other *offer) bool {
	if o.grants != other.grants {
		return o.grants
	}
	if !o.grants && o.value != other.value {
		return o.value.minor > other.value.minor
	}
	return o.outcome.Decision == Auto && other.outcome.Decision != Auto
}

// grants reports whether the offer is at least the wish.
func (r *Recommendation) grants(o offer, ask Ask) (bool, error) {
	have := rational(o.value.minor, 0)
	switch {
	case ask.Amount.IsMissing() && ask.Percent == "" && ask.Periods == 0:
		return true, nil
	case !ask.Amount.IsMissing():
		amount, err := ask.Amount.In(o.value.Currency())
		return err == nil && have.Cmp(rational(amount.minor, 0)) >= 0, err
	case ask.Percent == "" && len(o.given) == 1:
		if periods, decimals, err := parseDecimal(o.given[0].Periods); err == nil {
			return rational(periods, decimals).Cmp(rational(int64(ask.Periods), 0)) >= 0, nil
		}
	}
	price, err := r.price(o.value.Currency())
	if err != nil {
		return false, err
	}
	return have.Cmp(ask.share().Mul(ask.share(), rational(price.minor, 0))) >= 0, nil
}

// share is the wish as a multiple of the price.
func (a Ask) share() *big.Rat {
	share := big.NewRat(1, 1)
	if a.Percent != "" {
		coefficient, decimals, _ := parseDecimal(a.Percent) // it was checked
		share = rational(coefficient, decimals+2)
	}
	return share.Mul(share, rational(int64(max(a.Periods, 1)), 0))
}

func (r *Recommendation) price(currency string) (Money, error) {
	price := r.Case.Order.Price
	if price.IsMissing() {
		return Money{}, invalidCase([]Fault{{
			Fact: "order.price", Problem: "is missing", Hint: "a wish for a share of the price or for periods needs it",
		}})
	}
	return price.In(currency)
}

// rational is coefficient × 10^-decimals.
func rational(coefficient int64, decimals int) *big.Rat {
	den := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	return new(big.Rat).SetFrac(big.NewInt(coefficient), den)
}
