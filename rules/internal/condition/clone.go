package condition

import "slices"

// Clone copies the values, so that facts can be added without touching the original.
func (v *Values) Clone() *Values {
	return &Values{slots: slices.Clone(v.slots), known: slices.Clone(v.known)}
}
