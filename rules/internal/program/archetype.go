package program

import (
	"slices"

	"github.com/amendsgo/amends/archetype"
)

// archetype is what the case says, else what the policy's lines tell, else
// unknown. What is told is a fact from here on.
func (r *run) archetype() archetype.Kind {
	fact := r.facts.archetype
	if said := r.values.Whole(fact.Slot); 0 <= said && said < int64(len(fact.Values)) {
		if kind := archetype.Kind(fact.Values[said]); kind != archetype.Unknown {
			return kind
		}
	}
	kind := archetype.Unknown
	for i := range r.Archetypes {
		line := &r.Archetypes[i]
		if r.holds(line.When, named(line.Name)) {
			kind = line.Kind
			break
		}
	}
	r.values.SetWhole(fact.Slot, int64(slices.Index(fact.Values, string(kind))))
	return kind
}
