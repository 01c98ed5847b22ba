package program

import (
	"math"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// plain is what one remedy of a rule's first step is worth, where that is a fixed share
// of a fact and a fixed sum, between fixed bounds: price × percentage with a cap. All
// amounts are in millionths of a minor unit, in which such percentages are whole, so
// that rules are compared by a few operations on machine words, without a branch. What
// is not as simple, or too large for a word, is computed with [exact.Num]; the results
// are the same.
type plain struct {
	slot        int
	limit       uint64 // the greatest value of the fact for which nothing overflows
	factor, sum int64
	least, most int64 // bounds; 0 and MaxInt64 where there are none
}

// plainly is what the rule's first step is worth; false where that takes exact numbers.
func (r *run) plainly(rule *Rule) (int64, bool) {
	worth, fits := int64(0), rule.plain != nil
	for i := range rule.plain {
		p := &rule.plain[i]
		base := r.values.Whole(p.slot)
		fits = fits && uint64(base) <= p.limit //nolint:gosec // a negative or missing one is beyond
		x := base*p.factor + p.sum
		x = max(x, p.least&(-x>>63)) // a floor never lifts zero
		worth += min(x, p.most)
	}
	return worth, fits
}

// plainly is the rule's first step as that, and nil where it is not plain. No part of
// it may fail or lack a fact unless its fact is beyond the limit.
func (r *Rule) plainly() []plain {
	valued := int64(0)
	for i := range r.Steps[0] {
		if m := &r.Steps[0][i]; m.Value != nil {
			valued++
		}
	}
	room := mostMinor * exact.Million / max(valued, 1) // for each of them
	parts := make([]plain, 0, valued)
	for i := range r.Steps[0] {
		m := &r.Steps[0][i]
		if !m.certain() {
			return nil
		}
		if m.Value == nil {
			continue
		}
		p, ok := m.plainly(room)
		if !ok {
			return nil
		}
		parts = append(parts, p)
	}
	return parts
}

// certain tells whether what does not count for the worth can be computed for every case.
func (m *Remedy) certain() bool {
	for _, days := range []*condition.Amount{m.ValidDays, m.DueDays, m.DueWorkdays} {
		if days == nil {
			continue
		}
		n, fixed := days.Constant()
		whole, fits := n.Round(exact.Floor)
		if !fixed || !fits || whole < 0 || whole > mostDays {
			return false
		}
	}
	if m.Value == nil && (m.AtLeast != nil || m.AtMost != nil) {
		return false
	}
	cost, ok := m.Cost.fixed()
	return ok && cost.Cmp(exact.Int(mostMinor)) <= 0
}

func (m *Remedy) plainly(room int64) (p plain, ok bool) {
	amount, ok := m.Value.proportion()
	for _, times := range []*condition.Amount{m.Times, m.Periods} {
		if times == nil {
			continue
		}
		n, fixed := times.Constant()
		ok = ok && fixed && n.Sign() >= 0
		amount.Factor, amount.Offset = amount.Factor.Mul(n), amount.Offset.Mul(n)
	}
	least, okLeast := m.AtLeast.fixed()
	most, okMost := m.AtMost.fixed()
	if !ok || !okLeast || !okMost {
		return plain{}, false
	}
	p.most = math.MaxInt64
	for _, part := range []struct {
		to   *int64
		from exact.Num
	}{{&p.factor, amount.Factor}, {&p.sum, amount.Offset}, {&p.least, least}, {&p.most, most}} {
		if part.to == &p.most && m.AtMost == nil {
			continue
		}
		n, whole := part.from.Scaled(exact.Million)
		if !whole || n < 0 || n > room {
			return plain{}, false
		}
		*part.to = n
	}
	switch {
	case amount.Fact == nil:
		p.limit = math.MaxUint64 // any fact will do, and its value does not count
		p.factor = 0
	case p.factor == 0:
		p.slot, p.limit = amount.Fact.Slot, math.MaxInt64
	default:
		p.slot, p.limit = amount.Fact.Slot, uint64((room-p.sum)/p.factor) //nolint:gosec // the sum is at most the room
	}
	return p, true
}

// fixed is a sum that is the same for every case, zero where there is none. It is
// false where it is not.
func (s *Sum) fixed() (exact.Num, bool) {
	if s == nil {
		return exact.Num{}, true
	}
	p, ok := s.proportion()
	return p.Offset, ok && p.Fact == nil
}

// proportion is a sum that grows evenly with one fact.
func (s *Sum) proportion() (condition.Proportion, bool) {
	if s.Amount != nil {
		return s.Amount.Proportion()
	}
	percent, fixed := s.Percent.Constant()
	of, ok := s.Of.Proportion()
	of.Factor, of.Offset = percent.Percent(of.Factor), percent.Percent(of.Offset)
	return of, ok && fixed
}

// Exactly makes the policy compute every amount with exact numbers, and tells of how
// many rules it did not. It is for tests that compare the two ways, and must come
// before the policy is shared.
func (p *Policy) Exactly() (plain int) {
	for i := range p.Lanes {
		for j := range p.Lanes[i].Rules {
			if rule := &p.Lanes[i].Rules[j]; rule.plain != nil {
				rule.plain = nil
				plain++
			}
		}
	}
	return plain
}
