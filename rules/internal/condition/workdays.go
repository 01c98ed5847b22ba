package condition

import "sort"

// Workdays counts the working days after day a, up to and including day b:
// Monday to Friday less the holidays. It is negative when b is before a.
func (s *Scope) Workdays(a, b int64) int64 { return s.workdaysUpTo(b) - s.workdaysUpTo(a) }

// PlusWorkdays is the day on which n working days after the day have passed;
// the day itself for n = 0, and for n < 0 the working day so many before.
func (s *Scope) PlusWorkdays(day, n int64) int64 {
	if n == 0 {
		return day
	}
	want := s.workdaysUpTo(day) + n
	// Seven days hold at most five working days, and holidays are few: the day lies
	// within twice the count, a week, and the holidays.
	reach := 2*max(n, -n) + 7 + int64(len(s.Holidays))
	low := day - reach
	return low + int64(sort.Search(int(2*reach), func(i int) bool { return s.workdaysUpTo(low+int64(i)) >= want }))
}

// workdaysUpTo counts working days from a fixed Monday on, up to and including the day.
func (s *Scope) workdaysUpTo(day int64) int64 {
	const monday = 4 // 1970-01-05
	weeks, rest := floorDiv(day-monday+1, 7)
	count := 5*weeks + min(rest, 5)
	upTo := sort.Search(len(s.Holidays), func(i int) bool { return s.Holidays[i] > day })
	for _, holiday := range s.Holidays[:upTo] {
		if _, weekday := floorDiv(holiday-monday, 7); weekday < 5 {
			count--
		}
	}
	return count
}

// floorDiv divides, rounding down, so that days before the epoch count like
// those behind it.
func floorDiv(a, b int64) (quotient, rest int64) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient, rest = quotient-1, rest+b
	}
	return quotient, rest
}
