package sqlledger

import "fmt"

// sqlite has one writer at a time: the first statement of a unit of work takes
// that place, so that all it reads afterwards is locked.
func sqlite() dialect {
	const byID = "h.id IN (SELECT value FROM json_each(?1))"
	d := dialect{
		folder:    "sqlite",
		oneWriter: true,
		connect:   "PRAGMA synchronous = FULL",
		// It deletes nothing, but it is a write, and waits for its turn.
		begin: func(t Timeouts) string {
			return fmt.Sprintf("PRAGMA busy_timeout = %d; DELETE FROM amends_accounts WHERE 0", t.Lock.Milliseconds())
		},

		over: `SELECT id FROM amends_holds WHERE state = 'open' AND expires IS NOT NULL AND expires <= ?1
			ORDER BY expires, id LIMIT ?2`,

		peek: `SELECT 0, ` + holdColumns + ` FROM amends_holds h WHERE ` + byID,
		accounts: `SELECT ` + accountColumns + ` FROM json_each(?1) k
			JOIN amends_accounts a ON a.name = k.value->>'name' AND a.period = k.value->>'period'`,
		receipts: `SELECT ` + receiptColumns + ` FROM json_each(?1) k
			JOIN amends_receipts r ON r.kind = k.value->>'kind' AND r.key = k.value->>'key'`,

		setAccounts: `INSERT INTO amends_accounts (name, period, unit, allocated, held, spent, ceiling, version)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (name, period) DO UPDATE SET allocated = excluded.allocated, held = excluded.held,
				spent = excluded.spent, ceiling = excluded.ceiling, version = excluded.version`,
		setHolds: `INSERT INTO amends_holds (id, state, content, draws, reserved, expires, settled, given_back)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET state = excluded.state, content = excluded.content, draws = excluded.draws,
				reserved = excluded.reserved, expires = excluded.expires, settled = excluded.settled,
				given_back = excluded.given_back`,
		addEntries: `INSERT INTO amends_journal (name, period, version, unit, at, kind, key, hold,
				d_allocated, d_held, d_spent, allocated, held, spent, ceiling)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		addReceipts: `INSERT INTO amends_receipts (kind, key, name, period, unit, hold, amount, at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,

		balances: `SELECT ` + accountColumns + `,
				(SELECT h.draws FROM amends_holds h WHERE h.id = ?2 AND h.state = 'open')
			FROM json_each(?1) k
			JOIN amends_accounts a ON a.name = k.value->>'name' AND a.period = k.value->>'period'`,
		hold: `SELECT ` + holdColumns + ` FROM amends_holds h WHERE h.id = ?1`,
		journal: `SELECT ` + entryColumns + ` FROM amends_journal e
			WHERE e.name = ?1 AND e.period = ?2 AND e.version >= ?3 ORDER BY e.version LIMIT ?4`,
		verify: `SELECT 'account', a.name, a.period, a.version, json_object('name', a.name, 'period', a.period, 'unit', a.unit,
				'allocated', a.allocated, 'held', a.held, 'spent', a.spent, 'ceiling', a.ceiling, 'version', a.version)
			FROM amends_accounts a
			UNION ALL SELECT 'hold', h.id, '', 0, json_object('id', h.id, 'state', h.state, 'content', h.content,
				'draws', h.draws, 'reserved', h.reserved, 'expires', h.expires, 'settled', h.settled,
				'given_back', h.given_back)
			FROM amends_holds h
			UNION ALL SELECT 'receipt', r.key, '', 0, json_object('kind', r.kind, 'key', r.key, 'name', r.name,
				'period', r.period, 'unit', r.unit, 'hold', r.hold, 'amount', r.amount, 'at', r.at)
			FROM amends_receipts r
			UNION ALL SELECT 'entry', e.name, e.period, e.version, json_object('name', e.name, 'period', e.period,
				'version', e.version, 'unit', e.unit, 'at', e.at, 'kind', e.kind, 'key', e.key, 'hold', e.hold,
				'd_allocated', e.d_allocated, 'd_held', e.d_held, 'd_spent', e.d_spent,
				'allocated', e.allocated, 'held', e.held, 'spent', e.spent, 'ceiling', e.ceiling)
			FROM amends_journal e
			ORDER BY 2, 3, 4`,
	}
	d.prepare = []string{d.peek, d.accounts, d.receipts, d.setAccounts, d.setHolds, d.addEntries, d.addReceipts}
	return d
}
