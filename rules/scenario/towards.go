package scenario

import "github.com/amendsgo/amends/rules/internal/condition"

// towards is a case on the way to where a condition holds.
type towards struct {
	*Coverage
	values  *condition.Values
	changes []condition.Change
}

// all makes the condition of a reach hold, and none of the others false.
func (w *towards) all(how reach) bool {
	const most = 16 // of the others
	if !w.one(how.holds) {
		return false
	}
	steps := 0
	for _, c := range how.after {
		if c.Eval(w.values) != condition.False {
			continue
		}
		if steps++; steps > most || !w.one(c) {
			return false
		}
	}
	return how.holds.Eval(w.values) == condition.True
}

// one makes a condition hold.
func (w *towards) one(c *condition.Condition) bool {
	changes, ok := c.Nearest(w.values, fixed)
	if len(changes) == 0 {
		return ok
	}
	values := condition.NewValues(len(w.program.Scope.Facts))
	for _, f := range w.program.Scope.Facts {
		if value, known := w.values.Get(f.Slot); known {
			values.Set(f.Slot, value)
		}
	}
	for _, change := range changes {
		if change.Drop {
			values.Clear(change.Fact.Slot)
		} else {
			values.Set(change.Fact.Slot, change.To)
		}
	}
	w.values, w.changes = values, append(w.changes, changes...)
	return ok
}
