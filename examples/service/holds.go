package main

import (
	"database/sql"
	"errors"
	"net/http"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

// holdOf shows a hold.
func (s *service) holdOf(r *http.Request, id string) (reply, error) {
	hold, err := s.store.ledger.Hold(r.Context(), id)
	if err != nil {
		return reply{}, err
	}
	return reply{body: hold}, nil
}

func (s *service) hold(r *http.Request) (reply, error) { return s.holdOf(r, r.PathValue("id")) }

// commit spends a hold, and notes who agreed to it, in one transaction. What
// needs a review is not committed before somebody agreed.
func (s *service) commit(r *http.Request) (reply, error) {
	in, err := readFields(r)
	if err != nil {
		return reply{}, err
	}
	approvedBy := in.text("approved_by")
	if len(approvedBy) > maxApprover {
		in.fault("approved_by", "is too long", "at most 200 bytes")
	}
	if err := in.err(); err != nil {
		return reply{}, err
	}
	ctx, id := r.Context(), r.PathValue("id")
	err = s.store.inTx(ctx, func(tx *sql.Tx, l ledger.Ledger) error {
		if err := s.engine.With(l).Commit(ctx, id); err != nil {
			return err
		}
		reserved, err := reservationOf(ctx, tx, id)
		if err != nil || reserved.approvedBy != "" { // said before, and kept
			return err
		}
		rec, err := recommendation(ctx, tx, reserved.record)
		if err != nil {
			return err
		}
		if rec.Decision == compensation.NeedReview && approvedBy == "" {
			return unapproved(rec)
		}
		reserved.approvedBy = approvedBy
		return setReservation(ctx, tx, id, reserved)
	})
	if err != nil {
		return reply{}, err
	}
	return s.holdOf(r, id)
}

const maxApprover = 200

// unapproved undoes a commit to which nobody has agreed.
func unapproved(rec *compensation.Recommendation) error {
	p := newProblem(approvalRequired, "Say who agreed: {\"approved_by\": …}.")
	if rec.Step.Approval != nil {
		p.By = rec.Step.Approval.By
	}
	return p
}

// release gives a hold up.
func (s *service) release(r *http.Request) (reply, error) {
	in, err := readFields(r)
	if err != nil {
		return reply{}, err
	}
	if err := in.err(); err != nil {
		return reply{}, err
	}
	id := r.PathValue("id")
	if err := s.engine.Release(r.Context(), id); err != nil {
		return reply{}, err
	}
	return s.holdOf(r, id)
}

// giveBack returns a part of what a hold spent, once for each key.
func (s *service) giveBack(r *http.Request) (reply, error) {
	in, err := readFields(r)
	if err != nil {
		return reply{}, err
	}
	key := in.required("key", "a text that names what came back, so that it comes back once")
	amountBack := in.money("amount", s.policy.Currency())
	if err := in.err(); err != nil {
		return reply{}, err
	}
	id := r.PathValue("id")
	err = s.engine.GiveBack(r.Context(), id, key, amountBack)
	if errors.Is(err, ledger.ErrExcess) {
		return reply{}, s.excess(r, id, err)
	}
	if err != nil {
		return reply{}, err
	}
	return s.holdOf(r, id)
}

// excess says how much can still be given back.
func (s *service) excess(r *http.Request, id string, err error) error {
	p := problemOf(err)
	if hold, err := s.store.ledger.Hold(r.Context(), id); err == nil {
		p.Left = amount(hold.Spent(), s.policy.Currency())
	}
	return p
}
