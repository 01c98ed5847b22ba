package ledger

// Outcome is what became of an operation that the ledger understood.
type Outcome struct {
	// Short lists the accounts that had too little for a Reserve, in the order of
	// its draws. It is empty when the operation was done; when it is not, nothing
	// has changed and nothing is remembered.
	Short []Shortage `json:"short,omitempty"`
	// Repeated is true when an earlier call with the same id had done it all.
	Repeated bool `json:"repeated,omitempty"`
	// Swept counts the holds that a Sweep released.
	Swept int `json:"swept,omitempty"`
}

// Shortage says which account was short, how much was asked of it, and how much
// it has left: its ceiling less what is held and spent, below zero in overdraft.
// What is owed in a draw is taken first: Asked - Owed could be granted if it is
// at most Left - Owed.
type Shortage struct {
	Account Account `json:"account"`
	Asked   int64   `json:"asked"`
	Owed    int64   `json:"owed"`
	Left    int64   `json:"left"`
}

// Denied reports whether a Reserve was refused because an account was short.
func (o Outcome) Denied() bool { return len(o.Short) > 0 }
