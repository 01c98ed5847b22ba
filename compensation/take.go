package compensation

import (
	"fmt"
	"slices"
)

// Take returns the recommendation with another step in place of the one it has.
// Steps are numbered as they were decided: 0 is the recommended one, 1 the first
// alternative. The numbers stay the same after a step was taken, so that
// Take(0) takes the first decision back; the other steps are the alternatives,
// in their order.
func (r *Recommendation) Take(step int) (*Recommendation, error) {
	if step < 0 || step > len(r.Alternatives) {
		return nil, fmt.Errorf("take: there is no step %d: want 0 to %d", step, len(r.Alternatives))
	}
	steps := r.steps()
	taken := *r
	taken.Taken, taken.Outcome = step, steps[step]
	taken.Alternatives = slices.Delete(steps, step, step+1)
	return &taken, nil
}

// steps returns all outcomes by their numbers.
func (r *Recommendation) steps() []Outcome {
	at := min(max(r.Taken, 0), len(r.Alternatives))
	return slices.Concat(r.Alternatives[:at], []Outcome{r.Outcome}, r.Alternatives[at:])
}
