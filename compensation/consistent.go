package compensation

import (
	"errors"
	"fmt"

	"github.com/amendsgo/amends/compensation/ledger"
)

// consistent holds a step that comes from a record to its own sums, so that
// nothing is paid that is not drawn. It does not replace [Replay], which holds
// the record to the policy.
func (s *Step) consistent(budgeted bool) error {
	summed := *s
	owedCost, err := summed.total(s.Value.unit)
	if err != nil {
		return err
	}
	if summed.Value != s.Value || summed.Cost != s.Cost || summed.Owed != s.Owed || summed.Goodwill != s.Goodwill {
		return errors.New("the remedies do not sum to the totals of the step: the record was altered")
	}
	if !budgeted || s.Cost.minor == 0 {
		return nil
	}
	pool := false
	for _, draw := range s.Draws {
		if draw.Account.Unit == ledger.Count {
			continue
		}
		pool = pool || draw.Limit == nil
		if draw.Amount != s.Cost.minor || draw.Owed != owedCost.minor {
			return fmt.Errorf("the draw on account %s is not the cost of the step: the record was altered", draw.Account.Name)
		}
	}
	if !pool {
		return errors.New("no pool pays the cost of the step: the record was altered")
	}
	return nil
}
