package compensation

import (
	"fmt"
	"slices"
)

// Take returns the recommendation with another step in place of the one it has.
// Steps are numbered as they were decided: 0 is the recommended one, 1 the first
// alternative. The numbers stay the same after a step was taken, so that
// Take(0) takes the first decision back; the other steps are the alternatives,
// in their order. A step is taken whole, see [Recommendation.Grant] for less.
func (r *Recommendation) Take(step int) (*Recommendation, error) {
	if step < 0 || step > len(r.Alternatives) {
		return nil, fmt.Errorf("take: there is no step %d: want 0 to %d", step, len(r.Alternatives))
	}
	steps := r.steps()
	taken := *r
	taken.Taken, taken.Outcome, taken.Asked, taken.Waiting = step, steps[step], nil, nil
	taken.Alternatives = slices.Delete(steps, step, step+1)
	return &taken, nil
}

// steps returns all outcomes by their numbers, as they were decided.
func (r *Recommendation) steps() []Outcome {
	at := min(max(r.Taken, 0), len(r.Alternatives))
	return slices.Concat(r.Alternatives[:at], []Outcome{r.decided()}, r.Alternatives[at:])
}

// decided is the step that stands, as it was before a wish cut it or goodwill was
// left to wait.
func (r *Recommendation) decided() Outcome {
	if r.Waiting != nil {
		return *r.Waiting
	}
	if r.Asked != nil {
		return r.Asked.Whole
	}
	return r.Outcome
}
