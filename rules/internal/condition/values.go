package condition

import (
	"math"
	"slices"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// Values are the facts of one case: a value or nothing in each slot. They are
// made for reuse. Values may be read by many at once, but not while one writes.
type Values struct {
	slots []Value
	known []bool
	// keys are the numbers once more, close together, as an index reads them: two for
	// each slot.
	keys []int64
}

const (
	// noKey is the key of a number that is not whole, or too large, and of a missing one.
	noKey = math.MinInt64
	// keyScale is what the second key of a slot is multiplied with, so that most
	// decimals have one.
	keyScale = 1_000_000
	// mostScaled is beyond the whole numbers that have a second key.
	mostScaled = math.MaxInt64 / 2 / keyScale
)

// NewValues has room for n slots, all missing.
func NewValues(n int) *Values {
	v := &Values{slots: make([]Value, n), known: make([]bool, n), keys: make([]int64, 2*n)}
	v.Reset()
	return v
}

// Set gives the slot a value.
func (v *Values) Set(slot int, value Value) {
	v.slots[slot], v.known[slot] = value, true
	v.keys[2*slot], v.keys[2*slot+1] = noKey, noKey
	if n, whole := value.Num.Scaled(1); whole {
		v.keys[2*slot] = n
	}
	if n, whole := value.Num.Scaled(keyScale); whole && -math.MaxInt64/2 < n && n < math.MaxInt64/2 {
		v.keys[2*slot+1] = 2 * n
	}
}

// SetWhole gives the slot of a fact that is no text a whole number.
func (v *Values) SetWhole(slot int, n int64) {
	v.slots[slot].Num, v.known[slot] = exact.Int(n), true
	keys := v.keys[2*slot:][:2]
	keys[0], keys[1] = n, noKey
	if -mostScaled < n && n < mostScaled {
		keys[1] = 2 * keyScale * n
	}
}

// Whole is the slot's number; not in range if it is missing or no whole number, or less
// than -2^63 + 1.
func (v *Values) Whole(slot int) int64 { return v.keys[2*slot] }

// SetText gives the slot of a text fact a text.
func (v *Values) SetText(slot int, text string) {
	v.slots[slot].Text, v.known[slot] = text, true
	v.keys[2*slot], v.keys[2*slot+1] = 0, 0
}

// Clear makes the slot missing.
func (v *Values) Clear(slot int) {
	v.slots[slot], v.known[slot] = Value{}, false
	v.keys[2*slot], v.keys[2*slot+1] = noKey, noKey
}

// Get is the slot's value, and false when it is missing.
func (v *Values) Get(slot int) (Value, bool) { return v.slots[slot], v.known[slot] }

// Reset makes every slot missing.
func (v *Values) Reset() {
	clear(v.slots)
	clear(v.known)
	for i := range v.keys {
		v.keys[i] = noKey
	}
}

func (v *Values) clone() *Values {
	return &Values{slots: slices.Clone(v.slots), known: slices.Clone(v.known), keys: slices.Clone(v.keys)}
}
