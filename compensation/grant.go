package compensation

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/amendsgo/amends/compensation/ledger"
)

// Asked is a client's wish for less than a step gives, and that step.
type Asked struct {
	Wish  Ask     `json:"wish"`
	Whole Outcome `json:"whole"` // as it was decided, before it was cut to the wish
}

// Grant returns the recommendation to reserve when the client gets what
// [Recommendation.Consider] says to a wish: the step that it names, and no more of
// the kind than was wished. Of that kind the goodwill sums are cut, in proportion,
// with what they cost and draw. What is owed, what is given whole and the other
// kinds of the step stay, and so does the agreement that the step needs. A floor of
// the policy is no reason to press more on a client than was asked.
//
// The wish is recorded in [Recommendation.Asked] where it cut. Nothing is lost by
// it: other wishes, and [Recommendation.Take], start from the steps as they were
// decided. The error is that of Consider, or says that no step holds the kind.
func (r *Recommendation) Grant(ask Ask) (*Recommendation, error) {
	best, err := r.best(ask)
	if err == nil && best == nil {
		err = fmt.Errorf("no step holds %s", ask.Kind)
	}
	if err != nil {
		return nil, fmt.Errorf("grant: %w", err)
	}
	granted, err := r.Take(best.step)
	if err == nil && best.cut {
		granted.narrow(best.ask, best.outcome)
	}
	return granted, err
}

// regrant cuts the step that was taken to a recorded wish, if it gives more.
func (r *Recommendation) regrant(ask Ask) error {
	if err := ask.check(); err != nil || r.Step == nil {
		return err
	}
	o := offer{outcome: r.Outcome}
	if o.given, o.value = r.Step.of(ask.Kind); len(o.given) == 0 {
		return nil
	}
	if err := r.measure(&o, ask); err != nil {
		return err
	}
	outcome, cut, err := o.outcome.cutTo(o.ask, o.size)
	if cut {
		r.narrow(o.ask, outcome)
	}
	return err
}

func (r *Recommendation) narrow(ask Ask, to Outcome) {
	r.Asked, r.Outcome = &Asked{Wish: ask, Whole: r.Outcome}, to
}

// cutTo returns the outcome with the goodwill of the wished kind cut so that,
// with what is owed of it, it is worth the wish; false when nothing is to be cut.
func (o Outcome) cutTo(ask Ask, size *big.Rat) (Outcome, bool, error) {
	if size == nil {
		return o, false, nil
	}
	var values []int64
	sum, room := int64(0), roundUp(size)
	for _, r := range o.Step.Remedies {
		switch {
		case r.Kind != ask.Kind:
		case r.trims():
			values = append(values, r.Value.minor)
			sum += r.Value.minor
		default:
			room.Sub(room, big.NewInt(r.Value.minor))
		}
	}
	if len(values) == 0 || room.Cmp(big.NewInt(sum)) >= 0 {
		return o, false, nil
	}
	step := *o.Step
	step.Remedies, o.Stages = o.shares(ask, Share(max(room.Int64(), 0), values))
	if _, err := step.total(step.Value.unit); err != nil {
		return o, false, err
	}
	step.Draws = step.redraw()
	o.Step = &step
	return o, true, nil
}

// shares gives the sums of the wished kind their parts. A cost is cut as its
// value is, and rounded up, so that never less is set aside than it costs. A sum
// of nothing is dropped.
func (o Outcome) shares(ask Ask, parts []int64) ([]Remedy, []Stage) {
	remedies, stages := make([]Remedy, 0, len(o.Step.Remedies)), slices.Clip(o.Stages)
	for _, r := range o.Step.Remedies {
		if r.Kind != ask.Kind || !r.trims() {
			remedies = append(remedies, r)
			continue
		}
		was := r.Value
		r.Value.minor, parts = parts[0], parts[1:]
		if r.Value != was {
			stages = append(stages, Stage{
				Lane: r.Lane, Rule: r.Rule, Remedy: r.Kind, Stage: StageAsk, ID: ask.String(), From: was.Amount(), To: r.Value.Amount(),
			})
			r.Percent = "" // it is carried out as its sum
		}
		if r.Value.minor > 0 {
			cost := rational(r.Cost.minor, 0)
			r.Cost.minor = roundUp(cost.Mul(cost, big.NewRat(r.Value.minor, was.minor))).Int64()
			remedies = append(remedies, r)
		}
	}
	return remedies, stages
}

// redraw is what reserving the step takes from the same accounts, now that it
// costs less; what is owed is the same.
func (s *Step) redraw() []ledger.Draw {
	var draws []ledger.Draw
	for _, draw := range s.Draws {
		draw.Amount = s.Cost.minor
		if draw.Account.Unit == ledger.Count {
			draw.Amount = min(s.Goodwill.minor, 1)
		}
		if draw.Amount > 0 {
			draws = append(draws, draw)
		}
	}
	return draws
}

func roundDown(n *big.Rat) *big.Int { return new(big.Int).Div(n.Num(), n.Denom()) }

func roundUp(n *big.Rat) *big.Int {
	up := roundDown(new(big.Rat).Neg(n))
	return up.Neg(up)
}
