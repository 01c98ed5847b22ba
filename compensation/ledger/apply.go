package ledger

import (
	"fmt"
	"slices"
	"time"
)

// Apply decides an operation at a moment: what becomes of it, and what it does
// to the rows. It is pure: the view stays as it is, and the same arguments give
// the same answer. With an error, or when the outcome is a denial, the change is
// empty. The view must hold what [Touches], [HoldID] and [ReceiptKey] name; for a
// [Sweep], the holds that have expired. Times are kept to the microsecond.
func Apply(v *View, op Op, now time.Time) (Outcome, Change, error) {
	if err := Validate(op); err != nil {
		return Outcome{}, Change{}, err
	}
	d := &draft{}
	d.reset(v, now)
	out, err := d.decide(op, ownDraws(op))
	if d.change.Empty() {
		return out, Change{}, err
	}
	return out, d.change, err
}

// ownDraws copies the draws of a Reserve: what is kept of them must not be the
// caller's, who may still change them.
func ownDraws(op Op) []Draw {
	if o, ok := op.(Reserve); ok {
		return cloneDraws(o.Draws)
	}
	return nil
}

// decide is Apply for an operation that is known to be valid, with its own draws.
func (d *draft) decide(op Op, draws []Draw) (Outcome, error) {
	d.draws = draws
	out, err := d.apply(op)
	if err != nil || out.Denied() {
		d.clear()
	}
	return out, err
}

func (d *draft) apply(op Op) (Outcome, error) {
	switch o := op.(type) {
	case Fund:
		return d.fund(o)
	case SetLimit:
		return d.setLimit(o)
	case Reserve:
		return d.reserve(o)
	case Commit:
		return d.commit(o)
	case Release:
		return d.release(o)
	case GiveBack:
		return d.giveBack(o)
	case Sweep:
		return d.sweep(o)
	}
	return Outcome{}, Validate(op)
}

func (d *draft) fund(o Fund) (Outcome, error) {
	receipt := Receipt{Kind: KindFund, Key: o.ID, Account: o.Account, Amount: o.Amount}
	return d.once(receipt, func() error {
		return d.post(o.Account, Entry{Kind: KindFund, Key: o.ID, Delta: Delta{Allocated: o.Amount}})
	})
}

func (d *draft) setLimit(o SetLimit) (Outcome, error) {
	receipt := Receipt{Kind: KindSetLimit, Key: o.ID, Account: o.Account, Amount: o.Amount}
	return d.once(receipt, func() error {
		row, _, err := d.row(o.Account)
		if err != nil {
			return err
		}
		delta := Delta{Allocated: o.Amount - row.Balance.Allocated}
		return d.post(o.Account, Entry{Kind: KindSetLimit, Key: o.ID, Delta: delta})
	})
}

// once does what a receipt stands for, unless it is there already.
func (d *draft) once(r Receipt, do func() error) (Outcome, error) {
	if old, ok := d.view.receipts[receiptKey{r.Kind, r.Key}]; ok {
		r.At = old.At
		if old != r {
			return Outcome{}, fmt.Errorf("%w: %s %q was done with other content", ErrConflict, r.Kind, r.Key)
		}
		return Outcome{Repeated: true}, nil
	}
	if err := do(); err != nil {
		return Outcome{}, err
	}
	r.At = d.now
	d.change.Receipts = append(d.change.Receipts, r)
	return Outcome{}, nil
}

func (d *draft) reserve(o Reserve) (Outcome, error) {
	if h := d.view.holds[o.ID]; h != nil {
		switch {
		case h.Over(d.now):
			if err := d.settle(h, Expired); err != nil {
				return Outcome{}, err
			}
		case h.State == Open || h.State == Committed:
			if h.Content != o.Content || !sameDraws(h.Draws, o.Draws) {
				return Outcome{}, fmt.Errorf("%w: hold %q is %s with other content", ErrConflict, o.ID, h.State)
			}
			return Outcome{Repeated: true}, nil
		}
	}
	h := Hold{ID: o.ID, State: Open, Content: o.Content, Draws: d.draws, Reserved: d.now}
	if o.TTL > 0 {
		h.Expires = d.now.Add(o.TTL.Truncate(time.Microsecond))
	}
	d.change.Entries = slices.Grow(d.change.Entries, len(h.Draws))
	short, err := d.take(h.ID, h.Draws)
	if err != nil || len(short) > 0 {
		return Outcome{Short: short}, err
	}
	d.put(h, nil) // what the id had before stands open no more
	return Outcome{}, nil
}

func (d *draft) commit(o Commit) (Outcome, error) {
	h := d.view.holds[o.ID]
	switch {
	case h == nil:
		return Outcome{}, fmt.Errorf("%w: %q", ErrUnknownHold, o.ID)
	case h.State == Committed:
		return Outcome{Repeated: true}, nil
	case h.State == Released:
		return Outcome{}, fmt.Errorf("%w: hold %q was released", ErrConflict, o.ID)
	case h.State == Expired || h.Over(d.now):
		return Outcome{}, fmt.Errorf("%w: hold %q at %s", ErrExpired, o.ID, h.Expires.Format(time.RFC3339))
	}
	return Outcome{}, d.settle(h, Committed)
}

func (d *draft) release(o Release) (Outcome, error) {
	h := d.view.holds[o.ID]
	switch {
	case h == nil:
		return Outcome{}, fmt.Errorf("%w: %q", ErrUnknownHold, o.ID)
	case h.State == Committed:
		return Outcome{}, fmt.Errorf("%w: hold %q was committed", ErrConflict, o.ID)
	case h.State != Open:
		return Outcome{Repeated: true}, nil
	}
	return Outcome{}, d.settle(h, Released)
}

func (d *draft) giveBack(o GiveBack) (Outcome, error) {
	receipt := Receipt{Kind: KindGiveBack, Key: o.Key, Hold: o.Hold, Amount: o.Amount}
	return d.once(receipt, func() error {
		h := d.view.holds[o.Hold]
		switch {
		case h == nil:
			return fmt.Errorf("%w: %q", ErrUnknownHold, o.Hold)
		case h.State != Committed:
			return fmt.Errorf("%w: hold %q is %s, so nothing was spent", ErrConflict, o.Hold, h.State)
		case o.Amount > h.Spent():
			return fmt.Errorf("%w: %d of hold %q, which has %d left to give back", ErrExcess, o.Amount, o.Hold, h.Spent())
		}
		for _, draw := range h.Draws {
			if draw.Account.Unit == Count {
				continue
			}
			entry := Entry{Kind: KindGiveBack, Key: o.Key, Hold: h.ID, Delta: Delta{Spent: -o.Amount}}
			if err := d.post(draw.Account, entry); err != nil {
				return err
			}
		}
		changed := *h
		changed.GivenBack += o.Amount
		d.put(changed, h)
		return nil
	})
}

func (d *draft) sweep(o Sweep) (Outcome, error) {
	holds := d.view.over(d.now, o.Limit)
	for _, h := range holds {
		if err := d.settle(h, Expired); err != nil {
			return Outcome{}, err
		}
	}
	return Outcome{Swept: len(holds)}, nil
}

func sameDraws(a, b []Draw) bool {
	if len(a) != len(b) {
		return false
	}
	for _, draw := range a {
		if !slices.ContainsFunc(b, draw.equal) {
			return false
		}
	}
	return true
}
