package condition

import (
	"math"
	"slices"

	"github.com/amendsgo/amends/rules/internal/exact"
)

// Values are the facts of one case: a value or nothing in each slot. They are
// made for reuse. Values may be read by many at once, but not while one writes.
type Values struct {
	known []bool
	// keys are whole numbers and decimals, close together, as an index reads them: two
	// for each slot.
	keys []int64
	// slots are the values that lack a key; the others do not count.
	slots []Value
	none  []int64 // the keys when all slots are missing
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
	v := &Values{known: make([]bool, n), keys: make([]int64, 2*n), slots: make([]Value, n), none: make([]int64, 2*n)}
	for i := range v.none {
		v.none[i] = noKey
	}
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
	if n <= -mostScaled || mostScaled <= n {
		v.Set(slot, Value{Num: exact.Int(n)})
		return
	}
	v.known[slot], v.keys[2*slot], v.keys[2*slot+1] = true, n, 2*keyScale*n
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
func (v *Values) Get(slot int) (Value, bool) {
	if !v.known[slot] {
		return Value{}, false
	}
	return Value{Num: v.num(slot), Text: v.slots[slot].Text}, true
}

// of is the value of a fact that is known.
func (v *Values) of(f *Fact) Value {
	value, _ := v.Get(f.Slot)
	return value
}

// num is the slot's number, of a known fact that is no text.
func (v *Values) num(slot int) exact.Num {
	if key := v.keys[2*slot]; key != noKey {
		return exact.Int(key)
	}
	return v.slots[slot].Num
}

// Reset makes every slot missing.
func (v *Values) Reset() {
	clear(v.known)
	copy(v.keys, v.none)
}

func (v *Values) clone() *Values {
	return &Values{known: slices.Clone(v.known), keys: slices.Clone(v.keys), slots: slices.Clone(v.slots), none: v.none}
}
