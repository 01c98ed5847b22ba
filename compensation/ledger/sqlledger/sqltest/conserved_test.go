package sqltest

import (
	"database/sql"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

// drawn is each draw of each hold as a row, by dialect.
var drawn = map[sqlledger.Dialect]string{
	sqlledger.SQLite: `SELECT h.state, h.given_back, d.value->>'$.account.name' AS name,
			coalesce(d.value->>'$.account.period', '') AS period, d.value->>'$.account.unit' AS unit,
			d.value->>'$.amount' AS amount
		FROM amends_holds h, json_each(h.draws) d`,
	sqlledger.PostgreSQL: `SELECT h.state, h.given_back, d->'account'->>'name' AS name,
			coalesce(d->'account'->>'period', '') AS period, d->'account'->>'unit' AS unit,
			(d->>'amount')::bigint AS amount
		FROM amends_holds h, json_array_elements(h.draws::json) d`,
}

// conserved proves by SQL alone, without the library, that nothing was made or
// lost: the rows that each query finds are faults.
func conserved(tb testing.TB, db *sql.DB, d sqlledger.Dialect) {
	tb.Helper()
	for name, query := range map[string]string{
		"accounts are the sums of their holds": `
			SELECT a.name, a.held, a.spent FROM amends_accounts a
			LEFT JOIN (SELECT name, period,
					sum(CASE state WHEN 'open' THEN amount ELSE 0 END) AS held,
					sum(CASE state WHEN 'committed' THEN amount - CASE unit WHEN '#' THEN 0 ELSE given_back END ELSE 0 END) AS spent
				FROM (` + drawn[d] + `) draws GROUP BY name, period) s ON s.name = a.name AND s.period = a.period
			WHERE a.held <> coalesce(s.held, 0) OR a.spent <> coalesce(s.spent, 0)`,
		"accounts are the last entries of their journals": `
			SELECT a.name, a.held, a.spent FROM amends_accounts a
			LEFT JOIN amends_journal e ON e.account = a.id AND e.version = a.version
			WHERE a.version > 0 AND (e.version IS NULL OR e.allocated <> a.allocated OR e.held <> a.held OR e.spent <> a.spent)`,
		"every entry is of an account": `
			SELECT 'account ' || e.account, e.version, 0 FROM amends_journal e
			LEFT JOIN amends_accounts a ON a.id = e.account WHERE a.id IS NULL`,
		"journals have no gaps": `
			SELECT a.name, count(*), max(e.version) FROM amends_journal e JOIN amends_accounts a ON a.id = e.account
			GROUP BY a.id, a.name, a.version HAVING count(*) <> max(e.version) OR max(e.version) <> a.version`,
		"every entry follows from the one before": `
			SELECT a.name, e.version, e.held FROM amends_journal e JOIN amends_accounts a ON a.id = e.account
			LEFT JOIN amends_journal p ON p.account = e.account AND p.version = e.version - 1
			WHERE e.allocated <> coalesce(p.allocated, 0) + e.d_allocated OR e.held <> coalesce(p.held, 0) + e.d_held
				OR e.spent <> coalesce(p.spent, 0) + e.d_spent`,
		"allocations are the sums of fundings": `
			SELECT a.name, a.allocated, 0 FROM amends_accounts a
			LEFT JOIN (SELECT name, period, sum(amount) AS funded FROM amends_receipts WHERE kind = 'fund' GROUP BY name, period) r
				ON r.name = a.name AND r.period = a.period
			WHERE a.allocated <> coalesce(r.funded, 0)
				AND NOT EXISTS (SELECT 1 FROM amends_receipts l WHERE l.kind = 'set_limit' AND l.name = a.name AND l.period = a.period)`,
	} {
		none(tb, db, name, query)
	}
}

// none fails for each row that a query finds.
func none(tb testing.TB, db *sql.DB, name, query string) {
	tb.Helper()
	rows, err := db.QueryContext(tb.Context(), query)
	require.NoError(tb, err, name)
	defer func() { require.NoError(tb, rows.Close()) }()
	for rows.Next() {
		var account string
		var x, y int64
		require.NoError(tb, rows.Scan(&account, &x, &y))
		tb.Errorf("%s: not so for %s (%d, %d)", name, account, x, y)
	}
	require.NoError(tb, rows.Err())
}
