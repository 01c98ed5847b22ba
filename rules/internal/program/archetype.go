package program

import (
	"slices"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// archetype is what the case says, else what the policy's lines tell, else
// unknown. What is told is a fact from here on.
func (r *run) archetype() archetype.Kind {
	fact := r.facts.archetype
	if said, ok := r.values.Get(fact.Slot); ok {
		if kind := archetype.Kind(fact.Values[whole(said.Num)]); kind != archetype.Unknown {
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
	index := slices.Index(fact.Values, string(kind))
	r.values.Set(fact.Slot, condition.Value{Num: exact.Int(int64(index))})
	return kind
}
