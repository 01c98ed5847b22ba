// Package ledger keeps the pricing-risk budget: accounts that sales fund, holds
// that set money aside for a compensation, and a journal that proves both.
//
// One pure function, [Apply], decides every operation; a store only loads the
// rows that [Touches] names, calls it, and persists the change atomically.
package ledger

import (
	"context"
	"iter"
	"time"
)

// Ledger is the contract that every store keeps; package ledgertest checks it.
//
//   - Do carries out one operation atomically. A denial is an [Outcome], not an
//     error. An error means that the outcome is unknown (or that the operation is
//     malformed or in conflict): call again with the same id.
//   - Balances reads several accounts at one moment, leaving out what the hold
//     named by exceptHold (if any) has set aside.
//   - Hold returns the hold with this id; [ErrUnknownHold] if there is none.
//   - Journal iterates over the entries of an account from a version on.
//   - Verify proves that accounts, holds and journal agree.
type Ledger interface {
	Do(ctx context.Context, op Op) (Outcome, error)
	Balances(ctx context.Context, exceptHold string, accounts ...Account) ([]Balance, error)
	Hold(ctx context.Context, id string) (Hold, error)
	Journal(ctx context.Context, account Account, from int64) iter.Seq2[Entry, error]
	Verify(ctx context.Context) error
}

// Account names a row of the ledger: "hosting/business" for a pool,
// "yearly/c1" with Period "2026" for a cap. Unit is an ISO 4217 currency, or
// [Count] for a number of awards. Amounts are whole minor units (or awards).
type Account struct {
	Name   string `json:"name"`
	Period string `json:"period,omitempty"`
	Unit   string `json:"unit"`
}

// Count is the unit of accounts that count awards.
const Count = "#"

// Balance is the state of an account. A cap has no allocation of its own: its
// ceiling travels with the draw, and Limit is the one that travelled last (nil
// for an account whose allocation is the ceiling).
type Balance struct {
	Account
	Allocated int64  `json:"allocated"`
	Held      int64  `json:"held"`
	Spent     int64  `json:"spent"`
	Limit     *int64 `json:"limit,omitempty"`
}

// Draw is what a hold takes from one account. Owed is the part of Amount that
// may overdraw. Limit, if not nil, is the ceiling of a cap: held + spent may not
// pass it; without it the account's allocation is the ceiling.
type Draw struct {
	Account Account `json:"account"`
	Amount  int64   `json:"amount"`
	Owed    int64   `json:"owed"`
	Limit   *int64  `json:"limit,omitempty"`
}

// Op is one operation: [Fund], [Reserve], [Commit], [Release], [GiveBack],
// [Sweep] or [SetLimit].
type Op interface{ op() }

// Fund adds to an account's allocation, once for each ID.
type Fund struct {
	ID      string
	Account Account
	Amount  int64
}

// Reserve sets the draws aside, all or nothing, until TTL has passed (zero:
// for ever). A hold may draw nothing; its ID counts all the same. Content is a digest of what is reserved: the same ID with other content or
// draws is [ErrConflict] while the hold is open or committed.
type Reserve struct {
	ID      string
	Draws   []Draw
	Content string
	TTL     time.Duration
}

// Commit spends the whole hold.
type Commit struct{ ID string }

// Release gives the hold up.
type Release struct{ ID string }

// GiveBack returns Amount of what the hold spent, in every currency account that it
// drew on, once for each Key.
type GiveBack struct {
	Key    string
	Hold   string
	Amount int64
}

// Sweep releases the holds that have expired, at most Limit of them (zero: all).
type Sweep struct{ Limit int }

// SetLimit sets an account's allocation, once for each ID.
type SetLimit struct {
	ID      string
	Account Account
	Amount  int64
}

func (Fund) op()     {}
func (Reserve) op()  {}
func (Commit) op()   {}
func (Release) op()  {}
func (GiveBack) op() {}
func (Sweep) op()    {}
func (SetLimit) op() {}
