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
	// Step is the number of the step that grants it, or most of it; for a declined wish of the
	// step that stands. [Recommendation.Grant] gives what is said, [Recommendation.Take] the whole
	// step.
	Step int `json:"step"`
	// Value is what is given of the kind: what was wished and what is owed anyway, the most that a
	// counter offers; missing when declined.
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
// granted by an alternative. A wish for less than a step gives is granted as it is
// wished, see [Recommendation.Grant].
//
// The error is an [*InvalidCaseError] when the wish is a share of an order.price
// that the case does not tell, and [ErrCurrency] when it is in another currency.
func (r *Recommendation) Consider(ask Ask) (Answer, error) {
	best, err := r.best(ask)
	switch {
	case err != nil:
		return Answer{}, fmt.Errorf("consider: %w", err)
	case best == nil:
		return r.decline(ask), nil
	}
	return best.answer(), nil
}

// best is what comes closest to the wish; nil when no step holds the kind.
func (r *Recommendation) best(ask Ask) (*offer, error) {
	if err := ask.check(); err != nil {
		return nil, err
	}
	var best *offer
	for _, o := range r.offersOf(ask.Kind) {
		if err := r.measure(&o, ask); err != nil {
			return nil, err
		}
		if best == nil || o.betterThan(best) {
			best = &o
		}
	}
	if best == nil || !best.grants {
		return best, nil
	}
	var err error
	best.outcome, best.cut, err = best.outcome.cutTo(best.ask, best.size)
	return best, err
}

// offer is what one step gives of the wished kind.
type offer struct {
	step    int
	outcome Outcome
	given   []Remedy // of the kind, before any cut
	value   Money    // of these
	ask     Ask      // with its amount in the currency of the steps
	size    *big.Rat // what the wish comes to in minor units; nil when any amount will do
	grants  bool     // all that is wished
	cut     bool     // outcome was cut to the wish
}

// offersOf returns the steps that hold a kind, the one that stands first.
func (r *Recommendation) offersOf(kind RemedyKind) []offer {
	var offers []offer
	for number, outcome := range r.steps() {
		if outcome.Step == nil {
			continue
		}
		o := offer{step: number, outcome: outcome}
		o.given, o.value = outcome.Step.of(kind)
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

// of returns the remedies of a kind, and what they are worth: at most the step's
// Value.
func (s *Step) of(kind RemedyKind) (given []Remedy, value Money) {
	for _, r := range s.Remedies {
		if r.Kind == kind {
			given = append(given, r)
			value = Money{minor: value.minor + r.Value.minor, unit: r.Value.unit}
		}
	}
	return given, value
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

// measure compares an offer with the wish. A share that is no whole amount is
// granted by either amount beside it, so that a policy's own percentage grants
// itself however it rounds. Free service that is wished by the period is compared
// by the period.
func (r *Recommendation) measure(o *offer, ask Ask) error {
	var err error
	o.ask = ask
	if o.ask.Amount, err = ask.Amount.In(o.value.Currency()); err != nil || !ask.sized() {
		o.grants = err == nil
		return err
	}
	if ask.Periods > 0 && ask.Percent == "" && len(o.given) == 1 {
		if periods, decimals, err := parseDecimal(o.given[0].Periods); err == nil {
			o.grants = rational(periods, decimals).Cmp(rational(int64(ask.Periods), 0)) >= 0
			return nil
		}
	}
	if o.size, err = r.size(o.ask, o.value.Currency()); err == nil {
		o.grants = big.NewInt(o.value.minor).Cmp(roundDown(o.size)) >= 0
	}
	return err
}

// size is what the wish comes to, exactly, in minor units of its currency.
func (r *Recommendation) size(ask Ask, currency string) (*big.Rat, error) {
	if !ask.Amount.IsMissing() {
		return rational(ask.Amount.minor, 0), nil
	}
	price, err := r.price(currency)
	if err != nil {
		return nil, err
	}
	share := ask.share()
	return share.Mul(share, rational(price.minor, 0)), nil
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
	const hint = "a wish for a share of the price or for periods needs it"
	price := r.Case.Order.Price
	if price.IsMissing() {
		return Money{}, invalidCase([]Fault{{
			Fact: "order.price", Problem: "is missing", Hint: hint,
		}})
	}
	price, err := price.In(currency)
	if err == nil && price.minor <= 0 {
		err = invalidCase([]Fault{{
			Fact: "order.price", Problem: "is " + price.String(), Expected: "more than nothing", Hint: hint,
		}})
	}
	return price, err
}

// rational is coefficient × 10^-decimals.
func rational(coefficient int64, decimals int) *big.Rat {
	den := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	return new(big.Rat).SetFrac(big.NewInt(coefficient), den)
}
