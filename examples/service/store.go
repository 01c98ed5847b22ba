package main

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

// store keeps recommendations beside the ledger, in one database.
type store struct {
	db     *sql.DB
	ledger *sqlledger.Store
	turns  chan struct{} // as many of our own transactions as may run at once
}

// keep stores a recommendation and returns the name of its record. The same
// recommendation has the same name.
func (s *store) keep(ctx context.Context, rec *compensation.Recommendation) (string, error) {
	body, err := json.Marshal(rec)
	if err != nil {
		return "", err
	}
	digest := sha256.Sum256(body)
	record := hex.EncodeToString(digest[:16])
	_, err = s.db.ExecContext(ctx,
		`INSERT INTO service_recommendations (record, body) VALUES ($1, $2) ON CONFLICT (record) DO NOTHING`, record, string(body))
	return record, storeError(err)
}

// querier is a database or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// recommendation reads a record back.
func recommendation(ctx context.Context, from querier, record string) (*compensation.Recommendation, error) {
	var body string
	err := from.QueryRowContext(ctx, `SELECT body FROM service_recommendations WHERE record = $1`, record).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, newProblem(unknownRecord, "There is none with record %q.", short(record))
	}
	if err != nil {
		return nil, storeError(err)
	}
	rec := new(compensation.Recommendation)
	if err := json.Unmarshal([]byte(body), rec); err != nil {
		return nil, err
	}
	return rec, nil
}

// reservation is what a hold stands for.
type reservation struct {
	record     string
	approvedBy string
}

// reservationOf finds what was last reserved under an id.
func reservationOf(ctx context.Context, tx *sql.Tx, id string) (reservation, error) {
	var r reservation
	err := tx.QueryRowContext(ctx, `SELECT record, approved_by FROM service_reservations WHERE id = $1`, id).Scan(&r.record, &r.approvedBy)
	if errors.Is(err, sql.ErrNoRows) {
		return r, newProblem(unknownHold, "Nothing was reserved under id %q.", short(id))
	}
	return r, storeError(err)
}

func setReservation(ctx context.Context, tx *sql.Tx, id string, r reservation) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO service_reservations (id, record, approved_by) VALUES ($1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET record = excluded.record, approved_by = excluded.approved_by`, id, r.record, r.approvedBy)
	return storeError(err)
}

// inTx does something in the ledger and in our tables, both or neither. The
// ledger comes first, so that SQLite knows from the beginning that it will write.
func (s *store) inTx(ctx context.Context, do func(*sql.Tx, ledger.Ledger) error) error {
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
	case <-ctx.Done():
		return storeError(ctx.Err())
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return storeError(err)
	}
	if err := do(tx, s.ledger.Tx(tx)); err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	return storeError(tx.Commit())
}

// ignoreDone forgives a transaction that has ended with its context.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return storeError(err)
}

// storeError says of an error of the database that the outcome is unknown.
func storeError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ledger.ErrUnavailable, err)
}
