package sqlledger

import (
	"context"
	"database/sql"
	"iter"

	"github.com/amendsgo/amends/compensation/ledger"
)

// Tx is the ledger inside the caller's own transaction, which must be one of the
// store's database: what it does counts when that commits, and only then.
//
// An error that is [ledger.ErrUnavailable] has broken the transaction: roll it
// back and begin anew. The accounts stay locked until the transaction ends, so
// end it soon; for the rest of it, PostgreSQL goes by the store's timeouts Lock
// and Idle.
// Several operations may lock accounts in opposite orders in two transactions;
// PostgreSQL then breaks one of them. With SQLite, let the transaction begin
// IMMEDIATE, or let a Do be its first statement; the connection must keep to
// SQLite's default, synchronous = FULL.
func (s *Store) Tx(tx *sql.Tx) ledger.Ledger { return &txLedger{store: s, tx: tx} }

type txLedger struct {
	store *Store
	tx    *sql.Tx
}

// Do carries out an operation; see [ledger.Ledger].
func (t *txLedger) Do(ctx context.Context, op ledger.Op) (ledger.Outcome, error) {
	if err := ledger.Validate(op); err != nil {
		return ledger.Outcome{}, err
	}
	within := t.store.timeouts
	within.Transaction = 0 // the caller's to bound
	q, err := t.store.join(ctx, t.tx, within)
	var results []result
	if err == nil {
		results, err = t.store.work(ctx, q, []ledger.Op{op}, true)
	}
	if err != nil {
		return ledger.Outcome{}, unavailable(err)
	}
	return results[0].out, results[0].err
}

// Balances reads accounts at one moment; see [ledger.Ledger].
func (t *txLedger) Balances(ctx context.Context, exceptHold string, accounts ...ledger.Account) ([]ledger.Balance, error) {
	return t.store.balances(ctx, t.tx, exceptHold, accounts...)
}

// Hold returns a hold; see [ledger.Ledger].
func (t *txLedger) Hold(ctx context.Context, id string) (ledger.Hold, error) {
	return t.store.hold(ctx, t.tx, id)
}

// Journal iterates over an account's entries; see [ledger.Ledger].
func (t *txLedger) Journal(ctx context.Context, account ledger.Account, from int64) iter.Seq2[ledger.Entry, error] {
	return t.store.journal(ctx, t.tx, account, from)
}

// Verify proves that accounts, holds and journal agree; see [ledger.Ledger].
func (t *txLedger) Verify(ctx context.Context) error { return t.store.verify(ctx, t.tx) }
