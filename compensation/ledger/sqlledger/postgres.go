package sqlledger

import (
	"fmt"
	"strings"
)

// postgres works in READ COMMITTED: rows are locked first, in one order, and read
// by later statements, which see what others have committed meanwhile.
func postgres() dialect {
	const (
		byID   = "h.id = ANY($1::text::text[])"
		clock  = "floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
		locked = accountColumns + ", 0, 0"
		byName = `json_to_recordset($1::text::json) AS k(name text, period text)
			JOIN amends_accounts a ON a.name = k.name AND a.period = k.period`
		inOrder = ` ORDER BY a.pool, a.id FOR UPDATE OF a`
	)
	return dialect{
		folder: "postgres",
		bounds: settings,
		begin:  "BEGIN; ",
		list:   array,
		now:    `SELECT ` + clock,
		over:   `SELECT id FROM amends_holds WHERE state = 'open' AND expires <= $1 ORDER BY expires, id LIMIT $2`,

		peek: `SELECT 0, ` + holdColumns + ` FROM amends_holds h WHERE ` + byID,
		holds: `SELECT c.now, ` + holdColumns + ` FROM (SELECT ` + clock + ` AS now) c
			LEFT JOIN (SELECT * FROM amends_holds h WHERE ` + byID + ` ORDER BY h.id FOR UPDATE) h ON true`,

		ensure: `INSERT INTO amends_accounts (name, period, unit, pool, allocated, held, spent, version)
			SELECT name, period, unit, coalesce(pool, false), 0, 0, 0, 0
			FROM json_to_recordset($1::text::json) AS k(name text, period text, unit text, pool boolean)
			ORDER BY coalesce(pool, false), name COLLATE "C", period COLLATE "C"
			ON CONFLICT DO NOTHING`,
		accounts:       `SELECT ` + locked + ` FROM amends_accounts a WHERE a.id = ANY($1::text::bigint[])` + inOrder,
		accountsByName: `SELECT ` + locked + ` FROM ` + byName + inOrder,
		receipts: `SELECT ` + receiptColumns + `
			FROM json_to_recordset($1::text::json) AS k(kind text, key text)
			JOIN amends_receipts r ON r.kind = k.kind AND r.key = k.key`,

		save: saves(),

		balances: `SELECT ` + accountColumns + `,
				(SELECT h.draws FROM amends_holds h WHERE h.id = $2 AND h.state = 'open')
			FROM ` + byName,
		hold: `SELECT ` + holdColumns + ` FROM amends_holds h WHERE h.id = $1`,
		journal: `SELECT ` + entryColumns + ` FROM amends_accounts a JOIN amends_journal e ON e.account = a.id
			WHERE a.name = $1 AND a.period = $2 AND e.version >= $3 ORDER BY e.version LIMIT $4`,
		verify: `SELECT 'account', 0, 0, row_to_json(a)::text FROM amends_accounts a
			UNION ALL SELECT 'hold', 0, 0, row_to_json(h)::text FROM amends_holds h
			UNION ALL SELECT 'receipt', 0, 0, row_to_json(r)::text FROM amends_receipts r
			UNION ALL SELECT 'entry', e.account, e.version, row_to_json(e)::text
			FROM (SELECT e.*, a.name, a.period, a.unit FROM amends_journal e LEFT JOIN amends_accounts a ON a.id = e.account) e
			ORDER BY 2, 3`,
	}
}

// saves are the statements that write lists of rows of some sorts, each of the sorts
// with or without.
func saves() []string {
	all := make([]string, 1<<sorts)
	const hold = "amends_holds (" + holdWrites + ")"
	parts := [sorts]struct{ columns, kinds, write string }{
		accounts: {accountWrites, "iitiiiii", `UPDATE amends_accounts a SET unit = r.unit, allocated = r.allocated, held = r.held,
			spent = r.spent, ceiling = r.ceiling, version = r.version FROM (%s) r WHERE a.id = r.id AND a.version = r.was`},
		newHolds: {holdWrites, "ttttiiii", "INSERT INTO " + hold + " %s"},
		oldHolds: {holdWrites, "ttttiiii", `UPDATE amends_holds h SET state = r.state, content = r.content, draws = r.draws,
			reserved = r.reserved, expires = r.expires, settled = r.settled, given_back = r.given_back FROM (%s) r WHERE h.id = r.id`},
		entries:  {entryWrites, "iiitttiiiiiii", "INSERT INTO amends_journal (" + entryWrites + ") %s"},
		receipts: {receiptWrites, "ttttttii", "INSERT INTO amends_receipts (" + receiptWrites + ") %s"},
	}
	for some := range all {
		var writes, counts []string
		parameters := 0
		for sort, part := range parts {
			if some>>sort&1 == 0 {
				counts = append(counts, "0")
				continue
			}
			name := fmt.Sprint("w", sort)
			rows := unnest(parameters+1, part.columns, part.kinds)
			writes = append(writes, name+" AS ("+fmt.Sprintf(part.write, rows)+" RETURNING 1)")
			counts = append(counts, "(SELECT count(*) FROM "+name+")")
			parameters += len(part.kinds)
		}
		all[some] = "WITH " + strings.Join(writes, ", ") + " SELECT " + strings.Join(counts, ", ")
	}
	return all
}

// unnest reads lists of whole numbers (i) and of text (t) side by side, which are
// the parameters from a number on. In a list of results that takes less than in
// FROM, where each list would be stored first.
func unnest(from int, columns, kinds string) string {
	lists := strings.Split(columns, ", ")
	for i, kind := range kinds {
		lists[i] = fmt.Sprintf("unnest($%d::text::%s[]) AS %s", from+i, map[rune]string{'i': "bigint", 't': "text"}[kind], lists[i])
	}
	return "SELECT " + strings.Join(lists, ", ")
}

// settings bound the transaction. An acknowledged outcome must be on disk, so a
// server that is set to say so before is overruled for this transaction.
//
// A plan that is kept from when the tables were nearly empty reads them from end
// to end. So the store's own transactions plan by index from the beginning, and
// the caller's, whose statements are not the store's to plan, keep no plan.
func settings(t Timeouts) string {
	others := "set_config('plan_cache_mode', 'force_custom_plan', true), "
	if t.Transaction > 0 {
		others = fmt.Sprintf(`set_config('statement_timeout', '%dms', true), set_config('enable_seqscan', 'off', true),
			set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true), `,
			t.Transaction.Milliseconds())
	}
	return "SELECT " + others + fmt.Sprintf(`set_config('lock_timeout', '%dms', true),
		set_config('idle_in_transaction_session_timeout', '%dms', true),
		CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', true) END`,
		t.Lock.Milliseconds(), t.Idle.Milliseconds())
}
