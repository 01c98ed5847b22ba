package compensation

import (
	"fmt"
	"math/bits"
	"slices"
)

// parts are the sums of a draft that the budget asks for, in minor units.
type parts struct {
	owedCost              int64
	wholeValue, wholeCost int64 // goodwill that cannot be cut
	sumValue, sumCost     int64 // goodwill that can
}

// fit fits each draft into the budget, and appends the awards that come of it to a
// list. With [Next], a draft that does not fit whole gives way to a later one that does;
// there is always at least one award.
func (b *budget) fit(drafts, awards []Draft) ([]Draft, error) {
	var passed []Reason
	for i := range drafts {
		sums, err := partsOf(&drafts[i])
		if err != nil {
			return nil, err
		}
		short := b.shortage(sums.owedCost, sums.value(), sums.cost())
		if short != nil && b.ifShort == Next {
			fits, err := b.anyFits(drafts[i+1:])
			if err != nil {
				return nil, err
			}
			if fits {
				passed = append(passed, Reason{
					Code: ReasonPassedOver, By: short.id,
					Text: fmt.Sprintf("A step of %s at our cost was passed over: %s.",
						b.money(sums.cost()), b.state(short, sums.owedCost)),
				})
				continue
			}
		}
		a := drafts[i]
		a.Reasons = slices.Concat(a.Reasons, passed, b.overdrafts(sums.owedCost))
		passed = nil
		if short != nil {
			b.shorten(&a, short, sums)
		}
		awards = append(awards, a)
	}
	return awards, nil
}

func (b *budget) anyFits(drafts []Draft) (bool, error) {
	for i := range drafts {
		sums, err := partsOf(&drafts[i])
		if err != nil {
			return false, err
		}
		if b.shortage(sums.owedCost, sums.value(), sums.cost()) == nil {
			return true, nil
		}
	}
	return false, nil
}

// shorten cuts an award for which an account is short, or sends it to review.
func (b *budget) shorten(a *Draft, short *account, sums parts) {
	if whole := b.shortage(sums.owedCost, sums.wholeValue, sums.wholeCost); whole != nil {
		a.Reasons = append(a.Reasons, Reason{
			Code: ReasonWholeOverBudget, By: whole.id,
			Text: fmt.Sprintf("What cannot be cut costs %s: %s.", b.money(sums.wholeCost), b.state(whole, sums.owedCost)),
		})
		return
	}
	if b.ifShort == Review {
		a.Reasons = append(a.Reasons, Reason{
			Code: ReasonOverBudget, By: short.id,
			Text: fmt.Sprintf("Goodwill costs %s: %s.", b.money(sums.cost()), b.state(short, sums.owedCost)),
		})
		return
	}
	target := int64(0)
	if !short.counts() {
		target = short.room(sums.owedCost) - sums.wholeCost
	}
	left := b.trim(a, short, target, sums.sumCost)
	a.LimitedBy = append(slices.Clip(a.LimitedBy), short.id)
	a.Reasons = append(a.Reasons, Reason{
		Code: ReasonTrimmed, By: short.id,
		Text: fmt.Sprintf("Goodwill that can be cut was cut from %s to %s: %s.",
			b.money(sums.sumValue), b.money(left), b.state(short, sums.owedCost)),
	})
}

// trim scales the goodwill sums of an award so that together they cost the
// target instead of cost, rounding values down. A sum of nothing is dropped, and
// so are all sums of a lane that together fall below its least. It returns what
// the sums are worth then.
func (b *budget) trim(a *Draft, short *account, target, cost int64) (left int64) {
	var costs []int64
	lanes := map[string]int64{}
	trimmed := slices.Clone(a.Remedies)
	for i := range trimmed {
		r := &trimmed[i]
		if !r.trims() {
			continue
		}
		costs = append(costs, r.Cost.minor)
		r.Value.minor = scale(r.Value.minor, target, cost)
		lanes[r.Lane] += r.Value.minor
	}
	if cost > 0 {
		costs = Share(target, costs)
	}

	kept := trimmed[:0]
	stages := slices.Clip(a.Stages)
	for i, r := range trimmed {
		if !r.trims() {
			kept = append(kept, r)
			continue
		}
		r.Cost.minor, costs = costs[0], costs[1:]
		was := a.Remedies[i].Value
		stage := Stage{
			Lane: r.Lane, Rule: r.Rule, Remedy: r.Kind, Stage: StageBudget, ID: short.id,
			From: was.Amount(), To: r.Value.Amount(),
		}
		if floor := a.Least[r.Lane]; lanes[r.Lane] < floor {
			stage.To = b.money(0).Amount()
			stage.Note = fmt.Sprintf("the lane's %s would be less than its least of %s",
				b.money(lanes[r.Lane]), b.money(floor))
			r.Value.minor = 0
		}
		if r.Value != was {
			stages = append(stages, stage)
			r.Percent = ""
		}
		if r.Value.minor > 0 {
			left += r.Value.minor
			kept = append(kept, r)
		}
	}
	a.Remedies, a.Stages = kept, stages
	return left
}

// trims is true for what the budget can cut.
func (r *Remedy) trims() bool { return !r.Owed && r.Kind.IsSum() }

func (p parts) value() int64 { return p.wholeValue + p.sumValue }
func (p parts) cost() int64  { return p.wholeCost + p.sumCost }

// addUp makes sure that the amounts of each draft can be added up.
func addUp(drafts []Draft) error {
	for i := range drafts {
		if err := drafts[i].addUp(); err != nil {
			return err
		}
	}
	return nil
}

// addUp makes sure that the amounts of a draft, none of which is negative, can be added
// up; the error is [ErrOverflow].
func (d *Draft) addUp() error {
	var value, cost int64
	for i := range d.Remedies {
		r := &d.Remedies[i]
		value += r.Value.minor
		cost += r.Cost.minor
		if value < 0 || cost < 0 {
			return fmt.Errorf("%w: the remedies of rule %s and those before it", ErrOverflow, r.Rule)
		}
	}
	return nil
}

// partsOf sums up a draft; the error is [ErrOverflow], also for the sums of the
// parts.
func partsOf(draft *Draft) (p parts, err error) {
	if err := draft.addUp(); err != nil {
		return p, err
	}
	for i := range draft.Remedies {
		r := &draft.Remedies[i]
		switch {
		case r.Owed:
			p.owedCost += r.Cost.minor
		case r.Kind.IsSum():
			p.sumValue += r.Value.minor
			p.sumCost += r.Cost.minor
		default:
			p.wholeValue += r.Value.minor
			p.wholeCost += r.Cost.minor
		}
	}
	return p, nil
}

// scale returns n × num / den, rounded down, for 0 ≤ num ≤ den; 0 for den 0.
func scale(n, num, den int64) int64 {
	if den == 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(n), uint64(num))   //nolint:gosec // amounts are not negative
	quotient, _ := bits.Div64(high, low, uint64(den)) //nolint:gosec // num ≤ den, so it fits
	return int64(quotient)                            //nolint:gosec // at most n
}
