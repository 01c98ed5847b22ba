package sqlledger

import "fmt"

// postgres works in READ COMMITTED: rows are locked first, in one order, and read
// by later statements, which see what others have committed meanwhile.
func postgres() dialect {
	const (
		byID  = "h.id = ANY(ARRAY(SELECT json_array_elements_text($1::text::json)))"
		clock = "floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
	)
	return dialect{
		folder: "postgres",
		begin:  settings,
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
		accounts: `SELECT ` + accountColumns + `
			FROM json_to_recordset($1::text::json) AS k(name text, period text)
			JOIN amends_accounts a ON a.name = k.name AND a.period = k.period
			ORDER BY a.pool, a.name, a.period FOR UPDATE OF a`,
		receipts: `SELECT ` + receiptColumns + `
			FROM json_to_recordset($1::text::json) AS k(kind text, key text)
			JOIN amends_receipts r ON r.kind = k.kind AND r.key = k.key`,

		save: `WITH
			a AS (UPDATE amends_accounts a SET unit = r.unit, allocated = r.allocated, held = r.held,
					spent = r.spent, ceiling = r.ceiling, version = r.version
				FROM json_to_recordset($1::text::json) AS r(name text, period text, unit text, allocated bigint,
					held bigint, spent bigint, ceiling bigint, version bigint, was bigint)
				WHERE a.name = r.name AND a.period = r.period AND a.version = r.was RETURNING 1),
			f AS (INSERT INTO amends_holds (id, state, content, draws, reserved, expires, settled, given_back)
				SELECT * FROM json_to_recordset($2::text::json) AS r(id text, state text, content text, draws text,
					reserved bigint, expires bigint, settled bigint, given_back bigint) RETURNING 1),
			h AS (UPDATE amends_holds h SET state = r.state, content = r.content, draws = r.draws,
					reserved = r.reserved, expires = r.expires, settled = r.settled, given_back = r.given_back
				FROM json_to_recordset($3::text::json) AS r(id text, state text, content text, draws text,
					reserved bigint, expires bigint, settled bigint, given_back bigint)
				WHERE h.id = r.id RETURNING 1),
			e AS (INSERT INTO amends_journal (name, period, version, unit, at, kind, key, hold,
					d_allocated, d_held, d_spent, allocated, held, spent, ceiling)
				SELECT * FROM json_to_recordset($4::text::json) AS r(name text, period text, version bigint, unit text,
					at bigint, kind text, key text, hold text, d_allocated bigint, d_held bigint, d_spent bigint,
					allocated bigint, held bigint, spent bigint, ceiling bigint) RETURNING 1),
			r AS (INSERT INTO amends_receipts (kind, key, name, period, unit, hold, amount, at)
				SELECT * FROM json_to_recordset($5::text::json) AS r(kind text, key text, name text, period text,
					unit text, hold text, amount bigint, at bigint) RETURNING 1)
			SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM f), (SELECT count(*) FROM h),
				(SELECT count(*) FROM e), (SELECT count(*) FROM r)`,

		balances: `SELECT ` + accountColumns + `,
				(SELECT h.draws FROM amends_holds h WHERE h.id = $2 AND h.state = 'open')
			FROM json_to_recordset($1::text::json) AS k(name text, period text)
			JOIN amends_accounts a ON a.name = k.name AND a.period = k.period`,
		hold: `SELECT ` + holdColumns + ` FROM amends_holds h WHERE h.id = $1`,
		journal: `SELECT ` + entryColumns + ` FROM amends_journal e
			WHERE e.name = $1 AND e.period = $2 AND e.version >= $3 ORDER BY e.version LIMIT $4`,
		verify: `SELECT 'account', a.name, a.period, a.version, row_to_json(a)::text FROM amends_accounts a
			UNION ALL SELECT 'hold', h.id, '', 0, row_to_json(h)::text FROM amends_holds h
			UNION ALL SELECT 'receipt', r.key, '', 0, row_to_json(r)::text FROM amends_receipts r
			UNION ALL SELECT 'entry', e.name, e.period, e.version, row_to_json(e)::text FROM amends_journal e
			ORDER BY 2, 3, 4`,
	}
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
