package ledger

import (
	"errors"
	"strings"
)

// Errors that callers tell apart with [errors.Is]. Nothing has changed when one
// of them is returned, except for ErrUnavailable: then nobody knows.
var (
	// ErrConflict: the id stands for other content, or its hold is in a state that
	// forbids the operation.
	ErrConflict = errors.New("ledger: conflict")
	// ErrUnknownHold: there is no hold with this id.
	ErrUnknownHold = errors.New("ledger: unknown hold")
	// ErrExpired: the hold's time was over before it was committed.
	ErrExpired = errors.New("ledger: hold has expired")
	// ErrExcess: more would be given back than the hold spent.
	ErrExcess = errors.New("ledger: more than was spent")
	// ErrUnit: the account is kept in another unit.
	ErrUnit = errors.New("ledger: another unit")
	// ErrOverflow: an amount would pass the range of a 64-bit integer.
	ErrOverflow = errors.New("ledger: amount out of range")
	// ErrInvalid: the operation is malformed; see [InvalidError].
	ErrInvalid = errors.New("ledger: invalid operation")
	// ErrUnavailable: the outcome is unknown; call again with the same id.
	ErrUnavailable = errors.New("ledger: unavailable")
)

// InvalidError lists every fault of a malformed operation. It is [ErrInvalid].
type InvalidError struct {
	Op     string // the operation: "reserve"
	Faults []Fault
}

// Fault is one thing wrong: where it is, what stands there, what is wanted.
type Fault struct {
	Field string `json:"field"` // "draws[1].owed"
	Got   string `json:"got"`
	Want  string `json:"want"`
}

func (f Fault) String() string { return f.Field + " is " + f.Got + ", want " + f.Want }

func (e *InvalidError) Error() string {
	faults := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		faults[i] = f.String()
	}
	return "ledger: invalid " + e.Op + ": " + strings.Join(faults, "; ")
}

// Is reports that the error is [ErrInvalid].
func (e *InvalidError) Is(target error) bool { return target == ErrInvalid }

// VerifyError lists what Verify found not to agree.
type VerifyError struct {
	Faults []string
}

func (e *VerifyError) Error() string {
	return "ledger: accounts, holds and journal do not agree: " + strings.Join(e.Faults, "; ")
}
