package program

import (
	"strings"
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// budget names the accounts that would pay for the drafts. Facts that only
// the accounts need are an error of the budget plan, not of the plan: they
// matter when a budget is asked.
func (r *run) budget(drafts []compensation.Draft, at time.Time) *compensation.BudgetPlan {
	if r.Budget == nil {
		return nil
	}
	costs, counts := spends(drafts)
	// The needs of the budget are kept apart; those of the plan are empty by now.
	b := &r.budgeted
	b.Err, b.IfShort, b.Caps = nil, r.Budget.IfShort, r.capRoom[:0]
	b.Pool = ledger.Account{Name: r.pool(), Unit: r.Currency}
	for i := range r.Budget.Caps {
		c := &r.Budget.Caps[i]
		if c.AtMost != nil && costs || c.Count != nil && counts {
			r.cap(c, at, another(&b.Caps))
		}
	}
	if costs || counts {
		b.Err = r.needs.err()
	}
	r.capRoom = b.Caps
	r.needs = needs{}
	return b
}

// spends reports whether any draft costs money, and whether any gives
// goodwill that counts as an award.
func spends(drafts []compensation.Draft) (costs, counts bool) {
	for i := range drafts {
		for j := range drafts[i].Remedies {
			m := &drafts[i].Remedies[j]
			costs = costs || m.Cost.Minor() > 0
			counts = counts || !m.Owed && m.Value.Minor() > 0
		}
	}
	return costs, counts
}

func (r *run) pool() string {
	if parts := r.Budget.Pool; len(parts) == 1 && parts[0].Fact == nil {
		return parts[0].Text
	}
	var name strings.Builder
	for _, part := range r.Budget.Pool {
		if part.Fact == nil {
			name.WriteString(part.Text)
		} else {
			name.WriteString(r.label(part.Fact, named("budget pool")))
		}
	}
	return name.String()
}

// cap writes the name of the cap's account and says how much it allows. A ceiling that
// cannot be computed allows nothing.
func (r *run) cap(c *Cap, at time.Time, out *compensation.CapPlan) {
	from := len(r.text)
	// The colon keeps caps apart from pools, whose names cannot hold one.
	r.text = append(append(append(append(r.text, "cap:"...), r.ID.Name...), '/'), c.ID...)
	for _, fact := range c.Per {
		r.text = append(append(r.text, '/'), r.label(fact, named(c.ID))...)
	}
	r.capNames = append(r.capNames, written{from, len(r.text)})
	out.ID, out.Account = c.ID, ledger.Account{Period: r.period(at, c.Every), Unit: r.Currency}
	var most bound
	if c.Count != nil {
		out.Account.Unit = ledger.Count
		most, _ = r.figureOf(c.Count, named(c.ID))
	} else {
		most, _ = r.figureOf(c.AtMost, named(c.ID))
	}
	out.Limit = most.ceiling()
}

// dated is the name of a period for the cases of one day.
type dated struct {
	every ledger.Every
	day   compensation.Date
	name  string
}

// period is [ledger.Period], which is the same for all of a day. Most cases are of the
// day of the one before.
func (r *run) period(at time.Time, every ledger.Every) string {
	for i := range r.periods {
		if known := &r.periods[i]; known.every == every && known.day == r.today {
			return known.name
		}
	}
	name := ledger.Period(at, r.Zone, every)
	if len(r.periods) >= mostPeriods {
		r.periods = r.periods[:0]
	}
	r.periods = append(r.periods, dated{every, r.today, name})
	return name
}

// mostPeriods is enough for those that caps know.
const mostPeriods = 6

// label is a fact's value as part of an account's name.
func (r *run) label(f *condition.Fact, where place) string {
	value, ok := r.values.Get(f.Slot)
	if !ok {
		r.need(condition.Need{Fact: f}, where)
		return ""
	}
	return escape(r.Text(f, value))
}

// escape percent-encodes every byte but letters, digits, '.', '_' and '-', so
// that no value of a fact can reach into another account.
func escape(text string) string {
	const hex = "0123456789ABCDEF"
	safe := true
	for i := range len(text) {
		safe = safe && harmless(text[i])
	}
	if safe {
		return text
	}
	var out strings.Builder
	for _, b := range []byte(text) {
		if harmless(b) {
			out.WriteByte(b)
			continue
		}
		out.WriteByte('%')
		out.WriteByte(hex[b>>4])
		out.WriteByte(hex[b&15])
	}
	return out.String()
}

func harmless(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '.' || b == '_' || b == '-'
}

// Sale names the pool that a sale funds and what flows into it: the price
// times the risk share, rounded down. Without a budget both are zero.
func (p *Policy) Sale(v *condition.Values, price int64) (ledger.Account, int64, error) {
	if p.Budget == nil {
		return ledger.Account{}, 0, nil
	}
	r := p.start(v)
	account := ledger.Account{Name: r.pool(), Unit: p.Currency}
	if err := r.needs.err(); err != nil {
		return ledger.Account{}, 0, err
	}
	share, _ := exact.Int(price).Mul(p.Budget.RiskShare).Round(exact.Floor)
	return account, share, nil
}
