package compensation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/amendsgo/amends/compensation/ledger"
)

// Engine decides cases by one policy and one ledger. It is safe for concurrent
// use if the ledger is. A recommendation may be reserved, committed and released
// by other engines than the one that made it, in other processes, as long as
// they share policy and ledger.
type Engine struct {
	policy Policy
	ledger ledger.Ledger
	clock  func() time.Time
	ttl    time.Duration
}

// DefaultHoldTTL is how long a reservation stands unless [WithHoldTTL] says
// otherwise: long enough for a client to think it over and a director to agree.
const DefaultHoldTTL = 24 * time.Hour

// Option changes an [Engine].
type Option func(*Engine) error

// WithClock sets the clock that gives the time of a decision, else time.Now. The
// ledger has its own.
func WithClock(now func() time.Time) Option {
	return func(e *Engine) error {
		if now == nil {
			return errors.New("the clock is nil")
		}
		e.clock = now
		return nil
	}
}

// WithHoldTTL sets how long a reservation stands before it can expire; zero is
// for ever.
func WithHoldTTL(ttl time.Duration) Option {
	return func(e *Engine) error {
		if ttl < 0 {
			return fmt.Errorf("the holds' time to live is %s: want zero or more", ttl)
		}
		e.ttl = ttl
		return nil
	}
}

// NewEngine puts a policy and a ledger together.
func NewEngine(policy Policy, store ledger.Ledger, options ...Option) (*Engine, error) {
	e := &Engine{
		policy: policy, ledger: store, ttl: DefaultHoldTTL,
		clock: time.Now, //nolint:forbidigo // the one default clock
	}
	var errs []error
	if policy == nil {
		errs = append(errs, errors.New("there is no policy"))
	}
	if store == nil {
		errs = append(errs, errors.New("there is no ledger"))
	}
	for _, option := range options {
		errs = append(errs, option(e))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("engine: %w", err)
	}
	return e, nil
}

// With returns the engine on another ledger, such as one inside the caller's own
// transaction.
func (e *Engine) With(store ledger.Ledger) *Engine {
	other := *e
	other.ledger = store
	return &other
}

// Fund lets the risk share of a sale flow into its pool, once for each Sale.ID:
// again with the same sale it does nothing, with another amount or pool it is
// [ErrConflict].
func (e *Engine) Fund(ctx context.Context, sale Sale) error {
	if sale.ID == "" {
		return errors.New("fund: the sale has no ID, so that it could be funded twice")
	}
	pool, share, err := e.policy.Sale(sale)
	if err != nil {
		return fmt.Errorf("fund: %w", err)
	}
	if pool == (ledger.Account{}) {
		return errors.New("fund: the policy has no budget")
	}
	_, err = e.ledger.Do(ctx, ledger.Fund{ID: sale.ID, Account: pool, Amount: share.Minor()})
	if err != nil {
		return fmt.Errorf("fund: %w", err)
	}
	return nil
}

// Recommend decides a case now, by what the accounts have left. What the same
// compensation has already set aside is left out of the balances, so that asking
// again gives the same answer. It changes nothing.
func (e *Engine) Recommend(ctx context.Context, c Case) (*Recommendation, error) {
	at, err := decisionTime(e.clock())
	if err != nil {
		return nil, err
	}
	plan, err := e.policy.Plan(c, at)
	if err != nil {
		return nil, err
	}
	snapshot, err := e.snapshot(ctx, c.CompensationID(), plan)
	if err != nil {
		return nil, err
	}
	return decideAndReuse(e.policy, plan, &c, at, snapshot)
}

// snapshot reads the plan's accounts at one moment; nil if it has no budget.
func (e *Engine) snapshot(ctx context.Context, id string, plan *Plan) (*Snapshot, error) {
	if plan == nil || plan.Budget == nil {
		return nil, nil //nolint:nilnil // no budget is asked
	}
	if plan.Budget.Err != nil {
		return nil, plan.Budget.Err
	}
	accounts := make([]ledger.Account, 0, len(plan.Budget.Caps)+1)
	for _, c := range plan.Budget.Caps {
		accounts = append(accounts, c.Account)
	}
	balances, err := e.ledger.Balances(ctx, id, append(accounts, plan.Budget.Pool)...)
	if err != nil {
		return nil, fmt.Errorf("recommend: %w", err)
	}
	for _, account := range append(accounts, plan.Budget.Pool) {
		if !slices.ContainsFunc(balances, func(b ledger.Balance) bool { return b.Account == account }) {
			// Decide would take a missing account for an unlimited one.
			return nil, fmt.Errorf("recommend: the ledger gave no balance of account %s", account.Name)
		}
	}
	return &Snapshot{Balances: balances}, nil
}
