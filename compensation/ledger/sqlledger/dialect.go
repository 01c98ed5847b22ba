package sqlledger

import "strings"

// dialect is what differs between databases: statements alone. What a statement
// looks for goes to it as one list, but where it says otherwise. Every statement
// is a round trip to a server, so PostgreSQL does several things in one where that
// is safe.
type dialect struct {
	folder    string // of its migrations
	oneWriter bool   // so that transactions had better queue here than there

	bounds  func(Timeouts) string // what bounds a transaction; before anything else
	begin   string                // begins a transaction together with its bounds; if empty, database/sql begins it,
	connect string                // after this and the bounds
	writer  string                // makes the transaction a writer; may be empty

	list func(column []any) string // a list of whole numbers or of text

	now  string // the clock in microseconds; no argument
	over string // ids of expired holds; now in microseconds, and how many at most

	// Holds by id, each after the clock. peek locks nothing, unless all is locked;
	// then holds is empty, else it answers one row without a hold if there is none.
	peek  string
	holds string

	ensure         string // makes accounts that are missing; rows as JSON
	accounts       string // locks accounts by id and reads them
	accountsByName string // the same by name and period; rows as JSON
	receipts       string // by kind and key; rows as JSON

	// save has a statement for each combination of sorts, a bit each, if a statement can
	// write them all: given a list for each column, it answers how many rows it has
	// written of each sort. Else writes has those that write some rows of a sort at once,
	// as many as chunks says.
	save    []string
	writes  [sorts][len(chunks)]string
	chained bool // entries name the one before

	// prepare lists the statements that are worth preparing once: those of a unit of
	// work, where the driver does not remember them itself.
	prepare []string

	balances string // accounts and, beside each, the draws of the open hold with the id that is the second argument
	hold     string // one hold; its id
	journal  string // entries of an account; name, period, version, how many
	verify   string // all there is; no argument
}

const (
	accountColumns = "a.id, a.name, a.period, a.unit, a.allocated, a.held, a.spent, a.ceiling, a.version"
	holdColumns    = "h.id, h.state, h.content, h.draws, h.reserved, h.expires, h.settled, h.given_back"
	receiptColumns = "r.kind, r.key, r.name, r.period, r.unit, r.hold, r.amount, r.at"
	entryColumns   = "a.name, a.period, a.unit, e.version, e.at, e.kind, e.key, e.hold," +
		" e.d_allocated, e.d_held, e.d_spent, e.allocated, e.held, e.spent, e.ceiling"
)

// The columns that are written, in the order of the rows' values.
const (
	accountWrites = "id, was, unit, allocated, held, spent, ceiling, version"
	holdWrites    = "id, state, content, draws, reserved, expires, settled, given_back"
	entryWrites   = "account, version, at, kind, key, hold, d_allocated, d_held, d_spent, allocated, held, spent, ceiling"
	receiptWrites = "kind, key, name, period, unit, hold, amount, at"
)

// count is how many columns there are in a list of them.
func count(columns string) int { return strings.Count(columns, ",") + 1 }
