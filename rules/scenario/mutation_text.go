package scenario

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

func (m *Mutation) sort() {
	slices.SortStableFunc(m.Survivors, func(a, b Survivor) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.What, b.What))
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
			where := s.Scenario
			if s.With != "" {
				where += " with " + s.With
			}
			fmt.Fprintf(&b, "        %s: %s\n", where, s.Difference)
		}
		last = s.Mutant
	}
	_, err := io.WriteString(w, b.String())
	return err
}
