package sqlledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"github.com/amendsgo/amends/compensation/ledger"
)

// page is how many entries are read at a time, so that no connection is held
// while the caller looks at them.
const page = 500

// Balances reads accounts at one moment, in one statement; see [ledger.Ledger].
func (s *Store) Balances(ctx context.Context, exceptHold string, accounts ...ledger.Account) ([]ledger.Balance, error) {
	return s.balances(ctx, s.db, exceptHold, accounts...)
}

// Hold returns a hold; see [ledger.Ledger].
func (s *Store) Hold(ctx context.Context, id string) (ledger.Hold, error) {
	return s.hold(ctx, s.db, id)
}

// Journal iterates over an account's entries, those too that are appended
// meanwhile; see [ledger.Ledger].
func (s *Store) Journal(ctx context.Context, account ledger.Account, from int64) iter.Seq2[ledger.Entry, error] {
	return s.journal(ctx, s.db, account, from)
}

// Verify proves that accounts, holds and journal agree, in one statement and so
// of one moment; see [ledger.Ledger]. It reads everything there is.
func (s *Store) Verify(ctx context.Context) error { return s.verify(ctx, s.db) }

func (s *Store) balances(ctx context.Context, q querier, exceptHold string, accounts ...ledger.Account) ([]ledger.Balance, error) {
	if err := ledger.ValidateAccounts(accounts...); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, s.timeouts.Transaction)
	defer cancel()
	view := ledger.NewView()
	keys := make([]accountKey, len(accounts))
	for i, a := range accounts {
		keys[i] = keyOf(a)
	}
	err := each(ctx, q, s.dialect.balances, []any{encode(keys), exceptHold}, func(rows *sql.Rows) error {
		var draws *string
		r, err := scanAccount(rows, &draws)
		if err != nil {
			return err
		}
		if r.Version > 0 {
			view.PutRow(r.row())
		}
		if draws != nil {
			h, err := holdRow{ID: exceptHold, State: ledger.Open, Draws: *draws}.hold()
			if err != nil {
				return err
			}
			view.PutHold(h)
		}
		return nil
	})
	if err != nil {
		return nil, unavailable(err)
	}
	return view.Balances(exceptHold, accounts...)
}

func (s *Store) hold(ctx context.Context, q querier, id string) (h ledger.Hold, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.timeouts.Transaction)
	defer cancel()
	found := false
	err = each(ctx, q, s.dialect.hold, []any{id}, func(rows *sql.Rows) (err error) {
		found = true
		var r holdRow
		if err := rows.Scan(&r.ID, &r.State, &r.Content, &r.Draws, &r.Reserved, &r.Expires, &r.Settled, &r.GivenBack); err != nil {
			return err
		}
		h, err = r.hold()
		return err
	})
	if err != nil {
		return ledger.Hold{}, unavailable(err)
	}
	if !found {
		return ledger.Hold{}, fmt.Errorf("%w: %q", ledger.ErrUnknownHold, id)
	}
	return h, nil
}

func (s *Store) journal(ctx context.Context, q querier, account ledger.Account, from int64) iter.Seq2[ledger.Entry, error] {
	return func(yield func(ledger.Entry, error) bool) {
		if _, err := s.balances(ctx, q, "", account); err != nil { // its name and unit
			yield(ledger.Entry{}, err)
			return
		}
		for next := max(from, 1); ; {
			entries, err := s.entries(ctx, q, account, next)
			if err != nil {
				yield(ledger.Entry{}, unavailable(err))
				return
			}
			for _, e := range entries {
				if err := ctx.Err(); err != nil {
					yield(ledger.Entry{}, unavailable(err))
					return
				}
				if !yield(e, nil) {
					return
				}
			}
			if len(entries) < page {
				return
			}
			next += page
		}
	}
}

func (s *Store) entries(ctx context.Context, q querier, a ledger.Account, from int64) (list []ledger.Entry, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.timeouts.Transaction)
	defer cancel()
	err = each(ctx, q, s.dialect.journal, []any{a.Name, a.Period, from, page}, func(rows *sql.Rows) error {
		var r entryRow
		err := rows.Scan(&r.Name, &r.Period, &r.Unit, &r.Version, &r.At, &r.Kind, &r.Key, &r.Hold,
			&r.DAllocated, &r.DHeld, &r.DSpent, &r.Allocated, &r.Held, &r.Spent, &r.Ceiling)
		list = append(list, r.entry())
		return err
	})
	return list, err
}

func (s *Store) verify(ctx context.Context, q querier) error {
	audit := ledger.NewAudit()
	var broken []string
	err := each(ctx, q, s.dialect.verify, nil, func(rows *sql.Rows) error {
		var source, text string
		var account, version int64
		if err := rows.Scan(&source, &account, &version, &text); err != nil {
			return err
		}
		if source == "chain" {
			broken = append(broken, text)
			return nil
		}
		return feed(audit, source, []byte(text))
	})
	if err != nil {
		return unavailable(err)
	}
	err = audit.Err()
	if len(broken) == 0 {
		return err
	}
	if e, ok := errors.AsType[*ledger.VerifyError](err); ok {
		broken = append(broken, e.Faults...)
	}
	return &ledger.VerifyError{Faults: broken}
}

// feed hands one row, as JSON, to an audit.
func feed(audit *ledger.Audit, source string, text []byte) error {
	switch source {
	case "account":
		var r accountRow
		if err := json.Unmarshal(text, &r); err != nil {
			return err
		}
		if r.Version > 0 {
			audit.Row(r.row())
		}
	case "hold":
		var r holdRow
		if err := json.Unmarshal(text, &r); err != nil {
			return err
		}
		h, err := r.hold()
		if err != nil {
			return err
		}
		audit.Hold(h)
	case "receipt":
		var r receiptRow
		if err := json.Unmarshal(text, &r); err != nil {
			return err
		}
		audit.Receipt(r.receipt())
	case "entry":
		var r entryRow
		if err := json.Unmarshal(text, &r); err != nil {
			return err
		}
		audit.Entry(r.entry())
	}
	return nil
}
