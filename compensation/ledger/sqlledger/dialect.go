package sqlledger

// dialect is what differs between databases: statements alone. Each takes one
// JSON list of rows, but where it says otherwise. Every statement is a round trip
// to a server, so PostgreSQL does several things in one where that is safe.
type dialect struct {
	folder    string // of its migrations
	oneWriter bool   // so that transactions had better queue here than there

	connect string                // before a transaction begins; may be empty
	begin   func(Timeouts) string // the first statement of a unit of work

	now  string // the clock in microseconds; no argument
	over string // ids of expired holds; now in microseconds, and how many at most

	// Holds by id, each after the clock. peek locks nothing, unless all is locked;
	// then holds is empty, else it answers one row without a hold if there is none.
	peek  string
	holds string

	ensure   string // makes accounts that are missing; empty where all is locked
	accounts string // locks accounts and reads them
	receipts string

	// save writes it all, given five lists, and answers how many rows of each it
	// has written. Where it is empty, the others write a row each.
	save                                           string
	setAccounts, setHolds, addEntries, addReceipts string

	// prepare lists the statements that are worth preparing once: those of a unit of
	// work, where the driver does not remember them itself.
	prepare []string

	balances string // accounts and, beside each, the draws of the open hold with the id that is the second argument
	hold     string // one hold; its id
	journal  string // entries of an account; name, period, version, how many
	verify   string // all there is; no argument
}

const (
	accountColumns = "a.name, a.period, a.unit, a.allocated, a.held, a.spent, a.ceiling, a.version"
	holdColumns    = "h.id, h.state, h.content, h.draws, h.reserved, h.expires, h.settled, h.given_back"
	receiptColumns = "r.kind, r.key, r.name, r.period, r.unit, r.hold, r.amount, r.at"
	entryColumns   = "e.name, e.period, e.version, e.unit, e.at, e.kind, e.key, e.hold," +
		" e.d_allocated, e.d_held, e.d_spent, e.allocated, e.held, e.spent, e.ceiling"
)
