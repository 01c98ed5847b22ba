package program

import (
	"iter"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// Eval is the sum in minor units, exactly.
func (s *Sum) Eval(v *condition.Values) (exact.Num, condition.Status) {
	if s.Amount != nil {
		return s.Amount.Eval(v)
	}
	percent, status := s.Percent.Eval(v)
	of, status2 := s.Of.Eval(v)
	if status == condition.AmountOK || status2 == condition.AmountOpen {
		status = status2
	}
	if status != condition.AmountOK {
		return exact.Num{}, status
	}
	return percent.Percent(of), condition.AmountOK
}

func (s *Sum) prepare() {
	for _, a := range []*condition.Amount{s.Amount, s.Percent, s.Of} {
		if a != nil {
			a.Prepare()
		}
	}
}

func (s *Sum) same(t *Sum) bool {
	return s.Amount.Same(t.Amount) && s.Percent.Same(t.Percent) && s.Of.Same(t.Of)
}

// Why says what Eval lacked, or why it failed.
func (s *Sum) Why(v *condition.Values) iter.Seq[condition.Need] {
	return func(yield func(condition.Need) bool) {
		for _, a := range []*condition.Amount{s.Amount, s.Percent, s.Of} {
			if a == nil {
				continue
			}
			for n := range a.Why(v) {
				if !yield(n) {
					return
				}
			}
		}
	}
}
