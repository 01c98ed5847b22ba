package ledger

import "time"

// Kind names what an [Entry] records.
type Kind string

// The kinds of entries. Expire is written when a hold is swept, or when its id is
// reserved anew after its time.
const (
	KindFund     Kind = "fund"
	KindReserve  Kind = "reserve"
	KindCommit   Kind = "commit"
	KindRelease  Kind = "release"
	KindExpire   Kind = "expire"
	KindGiveBack Kind = "give_back"
	KindSetLimit Kind = "set_limit"
)

// Entry is one line of an account's journal. Versions of an account begin with 1
// and have no gaps.
type Entry struct {
	Version int64     `json:"version"`
	At      time.Time `json:"at"`
	Kind    Kind      `json:"kind"`
	Key     string    `json:"key,omitempty"`  // id of a Fund or SetLimit, key of a GiveBack
	Hold    string    `json:"hold,omitempty"` // the hold that moved
	Delta   Delta     `json:"delta"`
	After   Balance   `json:"after"` // the account right after it
}

// Delta is what an entry adds to an account.
type Delta struct {
	Allocated int64 `json:"allocated"`
	Held      int64 `json:"held"`
	Spent     int64 `json:"spent"`
}

// Receipt remembers what was done once for its key: a Fund, SetLimit or GiveBack.
type Receipt struct {
	Kind    Kind      `json:"kind"`
	Key     string    `json:"key"`
	Account Account   `json:"account,omitzero"` // of a Fund or SetLimit
	Hold    string    `json:"hold,omitempty"`   // of a GiveBack
	Amount  int64     `json:"amount"`
	At      time.Time `json:"at"`
}
