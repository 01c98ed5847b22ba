package sqlledger

import (
	"fmt"
	"slices"
	"strings"
)

// chunks is how many rows a statement of SQLite writes: a group is written with
// few statements, and those can be prepared once.
var chunks = [...]int{32, 8, 1}

// sqlite has one writer at a time: the first statement of a unit of work takes
// that place, so that all it reads afterwards is locked.
func sqlite() dialect {
	const (
		byName = `json_each(?1) k JOIN amends_accounts a ON a.name = k.value->>'name' AND a.period = k.value->>'period'`
		locked = accountColumns + `, coalesce(a.last, 0), (SELECT coalesce(max(seq), 0) FROM amends_journal)`
	)
	d := dialect{
		folder:    "sqlite",
		oneWriter: true,
		connect:   "PRAGMA synchronous = FULL; ",
		bounds:    func(t Timeouts) string { return fmt.Sprintf("PRAGMA busy_timeout = %d", t.Lock.Milliseconds()) },
		// It deletes nothing, but it is a write, and waits for its turn.
		writer:  "DELETE FROM amends_accounts WHERE 0",
		list:    func(column []any) string { return encode(column) },
		chained: true,

		over: `SELECT id FROM amends_holds WHERE state = 'open' AND expires IS NOT NULL AND expires <= ?1
			ORDER BY expires, id LIMIT ?2`,

		peek: `SELECT 0, ` + holdColumns + ` FROM amends_holds h WHERE h.id IN (SELECT value FROM json_each(?1))`,
		ensure: `INSERT INTO amends_accounts (name, period, unit, allocated, held, spent, version)
			SELECT value->>'name', value->>'period', value->>'unit', 0, 0, 0, 0 FROM json_each(?1) WHERE true
			ON CONFLICT DO NOTHING`,
		accounts:       `SELECT ` + locked + ` FROM amends_accounts a WHERE a.id IN (SELECT value FROM json_each(?1))`,
		accountsByName: `SELECT ` + locked + ` FROM ` + byName,
		receipts: `SELECT ` + receiptColumns + ` FROM json_each(?1) k
			JOIN amends_receipts r ON r.kind = k.value->>'kind' AND r.key = k.value->>'key'`,

		balances: `SELECT ` + accountColumns + `,
				(SELECT h.draws FROM amends_holds h WHERE h.id = ?2 AND h.state = 'open')
			FROM ` + byName,
		hold: `SELECT ` + holdColumns + ` FROM amends_holds h WHERE h.id = ?1`,
		// Backwards from the first mark behind the page, or from the last entry.
		journal: `WITH RECURSIVE
			account AS (SELECT id, last FROM amends_accounts WHERE name = ?1 AND period = ?2),
			chain(seq, prev, version) AS (
				SELECT seq, prev, version FROM amends_journal WHERE seq = coalesce(
					(SELECT m.seq FROM amends_journal m, account WHERE m.account = account.id AND m.version % 64 = 0
						AND m.version >= ?3 + ?4 ORDER BY m.version LIMIT 1),
					(SELECT last FROM account))
				UNION ALL
				SELECT e.seq, e.prev, e.version FROM chain c JOIN amends_journal e ON e.seq = c.prev WHERE c.version > ?3)
			SELECT ` + entryColumns + ` FROM chain c JOIN amends_journal e ON e.seq = c.seq JOIN amends_accounts a ON a.id = e.account
			WHERE e.version >= ?3 ORDER BY e.version LIMIT ?4`,
		verify: `SELECT 'account', 0, 0, json_object('name', a.name, 'period', a.period, 'unit', a.unit,
				'allocated', a.allocated, 'held', a.held, 'spent', a.spent, 'ceiling', a.ceiling, 'version', a.version)
			FROM amends_accounts a
			UNION ALL SELECT 'hold', 0, 0, json_object('id', h.id, 'state', h.state, 'content', h.content,
				'draws', h.draws, 'reserved', h.reserved, 'expires', h.expires, 'settled', h.settled,
				'given_back', h.given_back)
			FROM amends_holds h
			UNION ALL SELECT 'receipt', 0, 0, json_object('kind', r.kind, 'key', r.key, 'name', r.name,
				'period', r.period, 'unit', r.unit, 'hold', r.hold, 'amount', r.amount, 'at', r.at)
			FROM amends_receipts r
			UNION ALL SELECT 'entry', 0, e.seq, json_object('name', a.name, 'period', a.period, 'unit', a.unit,
				'version', e.version, 'at', e.at, 'kind', e.kind, 'key', e.key, 'hold', e.hold,
				'd_allocated', e.d_allocated, 'd_held', e.d_held, 'd_spent', e.d_spent,
				'allocated', e.allocated, 'held', e.held, 'spent', e.spent, 'ceiling', e.ceiling)
			FROM amends_journal e LEFT JOIN amends_accounts a ON a.id = e.account
			UNION ALL SELECT 'chain', 0, 0, 'the journal of ' || coalesce(a.name, 'account ' || e.account)
				|| ': version ' || e.version || ' does not name the one before'
			FROM amends_journal e LEFT JOIN amends_accounts a ON a.id = e.account LEFT JOIN amends_journal p ON p.seq = e.prev
			WHERE e.version > 1 AND (p.account, p.version) IS NOT (e.account, e.version - 1)
			UNION ALL SELECT 'chain', 0, 0, 'account ' || a.name || ' does not name its last entry'
			FROM amends_accounts a LEFT JOIN amends_journal e ON e.seq = a.last
			WHERE a.version > 0 AND (e.account, e.version) IS NOT (a.id, a.version)
			ORDER BY 3`,
	}
	for i, rows := range chunks {
		d.writes[accounts][i] = `WITH r(` + accountWrites + `, last) AS (` + values(count(accountWrites)+1, rows) + `)
			UPDATE OR FAIL amends_accounts AS a SET unit = r.unit, allocated = r.allocated, held = r.held, spent = r.spent,
				ceiling = r.ceiling, version = r.version, last = r.last
			FROM r WHERE a.id = r.id AND a.version = r.was`
		d.writes[newHolds][i] = `INSERT OR FAIL INTO amends_holds (` + holdWrites + `) ` + values(count(holdWrites), rows)
		d.writes[oldHolds][i] = d.writes[newHolds][i] + ` ON CONFLICT (id) DO UPDATE SET state = excluded.state,
			content = excluded.content, draws = excluded.draws, reserved = excluded.reserved, expires = excluded.expires,
			settled = excluded.settled, given_back = excluded.given_back`
		d.writes[entries][i] = `INSERT OR FAIL INTO amends_journal (` + entryWrites + `, seq, prev) ` + values(count(entryWrites)+2, rows)
		d.writes[receipts][i] = `INSERT OR FAIL INTO amends_receipts (` + receiptWrites + `) ` + values(count(receiptWrites), rows)
	}
	d.prepare = []string{d.peek, d.accounts, d.receipts}
	for _, some := range d.writes {
		d.prepare = append(d.prepare, some[:]...)
	}
	return d
}

// values are rows of parameters.
func values(columns, rows int) string {
	row := "(" + strings.Join(slices.Repeat([]string{"?"}, columns), ", ") + ")"
	return "VALUES " + strings.Join(slices.Repeat([]string{row}, rows), ", ")
}
