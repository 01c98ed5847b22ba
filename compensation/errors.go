package compensation

import (
	"errors"

	"github.com/amendsgo/amends/compensation/ledger"
)

// What a ledger may answer, here under the names that callers of [Engine] need.
var (
	// ErrConflict says that the id is in use for another content.
	ErrConflict = ledger.ErrConflict
	// ErrUnknownHold says that nothing was reserved under the id.
	ErrUnknownHold = ledger.ErrUnknownHold
	// ErrExpired says that the hold is too old to be committed; reserve again.
	ErrExpired = ledger.ErrExpired
)

// ErrPolicyChanged says that a recommendation was decided by another policy
// than the engine's: recommend again.
var ErrPolicyChanged = errors.New("decided by another policy")
