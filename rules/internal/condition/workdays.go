package condition

import "github.com/amendsgo/amends/rules/internal/exact"

// PlusWorkdays returns the function that counts working days from a day on, as
// plus_workdays does in an expression: Monday to Friday less the scope's holidays. Beyond
// the calendar it stays where it is.
func (s *Scope) PlusWorkdays() func(day, n int64) int64 {
	days := s.workdays()
	return func(day, n int64) int64 {
		after, ok := days.after(exact.Int(day), exact.Int(n))
		if !ok {
			return day
		}
		out, _ := after.Int64()
		return out
	}
}
