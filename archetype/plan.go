package archetype

import "slices"

// Plan returns the kind's steps with others added, each step once. A step of
// the catalogue goes to its usual place: before the first step of the plan that
// usually comes later. A word of one's own goes to the end.
func (k Kind) Plan(added ...Step) []Step {
	plan, usual := k.Profile().Steps, Steps()
	for _, step := range added {
		if slices.Contains(plan, step) {
			continue
		}
		at := len(plan)
		if place := slices.Index(usual, step); place >= 0 {
			later := slices.IndexFunc(plan, func(other Step) bool { return slices.Index(usual, other) > place })
			if later >= 0 {
				at = later
			}
		}
		plan = slices.Insert(plan, at, step)
	}
	return plan
}
