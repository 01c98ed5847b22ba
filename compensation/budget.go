package compensation

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/amendsgo/amends/compensation/ledger"
)

// budget is what the accounts of a plan have left by a snapshot. A nil budget
// was not asked and limits nothing.
type budget struct {
	accounts []account // caps in the ledger's order, the pool last
	ifShort  IfShort
	currency unit
}

// account is the pool or a cap.
type account struct {
	ledger.Account
	id      string // of the cap; the name of the pool
	cap     bool
	limit   int64 // of a cap
	left    int64 // below zero in overdraft
	limited bool  // false when the snapshot lacks the account
}

// check says what keeps the accounts from being asked.
func (p *BudgetPlan) check(currency unit) error {
	if p.Err != nil {
		return p.Err
	}
	switch p.IfShort {
	case Trim, Next, Review:
	default:
		return fmt.Errorf("decide: if_short is %q: want one of %s", p.IfShort, oneOf([]IfShort{Trim, Next, Review}))
	}
	if p.Pool.Unit != currency.code() {
		return fmt.Errorf("decide: %w: pool %s is in %q", ErrCurrency, p.Pool.Name, p.Pool.Unit)
	}
	for _, c := range p.Caps {
		if c.Account.Unit != currency.code() && c.Account.Unit != ledger.Count {
			return fmt.Errorf("decide: %w: cap %s is in %q", ErrCurrency, c.ID, c.Account.Unit)
		}
	}
	return nil
}

func newBudget(plan *BudgetPlan, snapshot *Snapshot, currency unit) (*budget, error) {
	if plan == nil || snapshot == nil {
		return nil, nil //nolint:nilnil // a nil budget limits nothing
	}
	if err := plan.check(currency); err != nil {
		return nil, err
	}
	b := &budget{accounts: make([]account, 0, len(plan.Caps)+1), ifShort: plan.IfShort, currency: currency}
	for _, c := range plan.Caps {
		c.Account.Name = strings.Clone(c.Account.Name) // the ledger keeps it, and not the text that it is part of
		b.accounts = append(b.accounts, account{Account: c.Account, id: c.ID, cap: true, limit: c.Limit})
	}
	slices.SortFunc(b.accounts, func(x, y account) int {
		return cmp.Or(strings.Compare(x.Name, y.Name), strings.Compare(x.Period, y.Period), strings.Compare(x.Unit, y.Unit))
	})
	b.accounts = append(b.accounts, account{Account: plan.Pool, id: plan.Pool.Name})
	for i := range b.accounts {
		b.accounts[i].read(snapshot)
	}
	return b, nil
}

func (a *account) read(snapshot *Snapshot) {
	for _, balance := range snapshot.Balances {
		if balance.Account != a.Account {
			continue
		}
		ceiling := balance.Allocated
		if a.cap {
			ceiling = a.limit
		}
		a.limited = true
		a.left = subtract(subtract(ceiling, balance.Held), balance.Spent)
		return
	}
}

func (a *account) counts() bool { return a.Unit == ledger.Count }

// room is what an account has left for goodwill after what is owed.
func (a *account) room(owedCost int64) int64 {
	if a.counts() {
		return max(a.left, 0)
	}
	return max(subtract(a.left, owedCost), 0)
}

// shortage returns the account with the least room of those that cannot take
// goodwill of this value and cost beside what is owed; nil if all can.
func (b *budget) shortage(owedCost, value, cost int64) *account {
	if b == nil {
		return nil
	}
	var short *account
	for i := range b.accounts {
		a := &b.accounts[i]
		need := cost
		if a.counts() {
			need = min(value, 1)
		}
		if !a.limited || need <= a.room(owedCost) {
			continue
		}
		if short == nil || a.room(owedCost) < short.room(owedCost) {
			short = a
		}
	}
	return short
}

// overdrafts reports the accounts that what is owed takes below nothing.
func (b *budget) overdrafts(owedCost int64) []Reason {
	if b == nil || owedCost == 0 {
		return nil
	}
	var reasons []Reason
	for _, a := range b.accounts {
		if after := subtract(a.left, owedCost); a.limited && !a.counts() && after < 0 {
			reasons = append(reasons, Reason{
				Code: ReasonOverdraft, By: a.id,
				Text: fmt.Sprintf("What is owed takes %s into overdraft by %s.", a.title(), b.money(subtract(0, after))),
			})
		}
	}
	return reasons
}

// draws is what reserving the step takes from each account; nothing where the
// amount is zero.
func (b *budget) draws(step *Step, owedCost Money) []ledger.Draw {
	if b == nil || len(step.Remedies) == 0 {
		return nil
	}
	var draws []ledger.Draw
	for _, a := range b.accounts {
		draw := ledger.Draw{Account: a.Account, Amount: step.Cost.minor, Owed: owedCost.minor}
		if a.counts() {
			draw.Amount, draw.Owed = min(step.Goodwill.minor, 1), 0
		}
		if a.cap {
			draw.Limit = new(a.limit)
		}
		if draw.Amount > 0 {
			draws = append(draws, draw)
		}
	}
	return draws
}

func (a *account) title() string {
	if a.cap {
		return "the cap " + a.id
	}
	return "the pool " + a.id
}

// state says in words what an account has left for goodwill.
func (b *budget) state(a *account, owedCost int64) string {
	switch {
	case a.counts():
		return a.title() + " has no award left"
	case owedCost > 0:
		return fmt.Sprintf("%s has %s left after what is owed", a.title(), b.money(a.room(owedCost)))
	}
	return fmt.Sprintf("%s has %s left", a.title(), b.money(a.room(owedCost)))
}

func (b *budget) money(minor int64) Money { return Money{minor: minor, unit: b.currency} }

// subtract stops at the ends of int64.
func subtract(x, y int64) int64 {
	diff := x - y
	switch {
	case y > 0 && diff > x:
		return math.MinInt64
	case y < 0 && diff < x:
		return math.MaxInt64
	}
	return diff
}
