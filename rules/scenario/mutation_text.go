package scenario

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// sort puts survivors in the order of lines; in a line the smallest case first, and last
// those of which no case is known.
func (m *Mutation) sort() {
	slices.SortStableFunc(m.Survivors, func(a, b Survivor) int {
		return cmp.Or(
			cmp.Compare(a.Line, b.Line), cmp.Compare(a.unknown(), b.unknown()),
			cmp.Compare(a.size, b.size), cmp.Compare(a.Column, b.Column), cmp.Compare(a.What, b.What),
		)
	})
}

// WriteText tells a person the score, and line by line which mistakes no scenario
// would notice.
func (m *Mutation) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d %% of the mistakes are noticed (%d of %d; %d more change nothing, %d more do not load)\n",
		m.File, m.Percent, m.Noticed, m.Noticed+len(m.Survivors), m.Equivalent, m.Refused)
	last := Mutant{}
	for i := range m.Survivors {
		s := &m.Survivors[i]
		if s.Line != last.Line || s.Column != last.Column {
			fmt.Fprintf(&b, "%s:%d:%d: %s\n", m.File, s.Line, s.Column, strings.Join(strings.Fields(s.Of), " "))
		}
		fmt.Fprintf(&b, "    %s\n", s.What)
		if s.Difference != "" {
			fmt.Fprintf(&b, "        %s: %s\n", s.where(), s.Difference)
		}
		last = s.Mutant
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// unknown is 1 where no case is known.
func (s *Survivor) unknown() int {
	if s.Difference == "" {
		return 1
	}
	return 0
}

// where says in which case the difference shows.
func (s *Survivor) where() string {
	switch {
	case s.Scenario != "":
		return s.Scenario
	case s.With != "":
		return "the base of " + s.Base + " with " + s.With
	default:
		return "the base of " + s.Base
	}
}
