package sqltest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

// A payout and its commit in one transaction of the caller's.
func Example() {
	if err := example(context.Background()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// held: 1000
	// spent: 1000
	// verified
}

func example(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "ledger")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	db, err := sql.Open("sqlite", filepath.Join(dir, "budget.db"))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	books, err := sqlledger.New(ctx, db, sqlledger.SQLite)
	if err != nil {
		return err
	}
	pool := ledger.Account{Name: "hosting/business", Unit: "EUR"}
	for _, op := range []ledger.Op{
		ledger.Fund{ID: "sale-1", Account: pool, Amount: 1200},
		ledger.Reserve{ID: "incident-7/client-1", Draws: []ledger.Draw{{Account: pool, Amount: 1000}}, TTL: 48 * time.Hour},
	} {
		if _, err := books.Do(ctx, op); err != nil {
			return err
		}
	}
	balances, err := books.Balances(ctx, "", pool)
	if err != nil {
		return err
	}
	fmt.Println("held:", balances[0].Held)

	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after Commit
	if _, err := books.Tx(tx).Do(ctx, ledger.Commit{ID: "incident-7/client-1"}); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "CREATE TABLE payouts AS SELECT 'incident-7/client-1' AS id"); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if balances, err = books.Balances(ctx, "", pool); err != nil {
		return err
	}
	fmt.Println("spent:", balances[0].Spent)
	if err := books.Verify(ctx); err != nil {
		return err
	}
	fmt.Println("verified")
	return nil
}
