package compensation_test

import (
	"fmt"
	"time"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

// house is a small policy written in Go. What is owed is a credit of a quarter
// of the price when the service level was missed. The gesture is a ladder: a free
// month with an apology, a discount, a refund, which grow with the severity.
type house struct {
	version string
	ifShort compensation.IfShort
	// yearly caps the cost for one client, awards the number of gestures; 0 is no cap.
	yearly int64
	awards int64
	// approve asks for agreement above this cost, in cents; 0 is never.
	approve int64
	// generous changes the amounts, as a new version of the policy might.
	generous bool
	free     bool // without a budget
	// drafts, if not nil, replaces the gesture.
	drafts []compensation.Draft
}

func (h house) Identity() compensation.PolicyID {
	return compensation.PolicyID{Name: "house", Version: h.version, Digest: fmt.Sprintf("d19e57%s%v", h.version, h.generous)}
}

func (house) Currency() string     { return "EUR" }
func (house) Zone() *time.Location { return time.UTC }

func (h house) Plan(c compensation.Case, at time.Time) (*compensation.Plan, error) {
	var faults []compensation.Fault
	price, err := c.Order.Price.In("EUR")
	if err != nil || price.IsMissing() {
		faults = append(faults, compensation.Fault{Fact: "order.price", Problem: "is missing", Rules: []string{"gesture"}})
	}
	if c.Incident.Severity < 1 || c.Incident.Severity > 5 {
		faults = append(faults, compensation.Fault{
			Fact: "incident.severity", Problem: fmt.Sprintf("is %d", c.Incident.Severity), Expected: "a whole number from 1 to 5",
		})
	}
	if len(faults) > 0 {
		return nil, compensation.JoinFaults(&compensation.InvalidCaseError{Faults: faults})
	}
	plan := &compensation.Plan{
		Archetype: c.Client.Archetype,
		Rules:     []compensation.RuleTrace{{Lane: "gesture", Rule: "sorry", Outcome: compensation.Won, Because: "we let them down"}},
		Drafts:    h.drafts,
		State:     at.Format(time.DateOnly),
	}
	if plan.Archetype == "" {
		plan.Archetype = archetype.Unknown
	}
	if plan.Drafts == nil {
		plan.Drafts = h.ladder(c, price)
	}
	if !h.free {
		plan.Budget = h.budget(c, at)
	}
	return plan, nil
}

func (h house) ladder(c compensation.Case, price compensation.Money) []compensation.Draft {
	share := func(percent int64) compensation.Money { return euro(price.Minor() * percent / 100) }
	grade := int64(c.Incident.Severity)
	if h.generous {
		grade++
	}
	var owed []compensation.Remedy
	if c.Facts["sla.missed"] == true {
		owed = append(owed, remedy(compensation.Credit, "sla", share(25), share(25), true))
	}
	steps := [][]compensation.Remedy{
		{
			withPeriods(remedy(compensation.FreeService, "gesture", share(100), share(30), false), "1"),
			remedy(compensation.Apology, "gesture", euro(0), euro(0), false),
		},
		{withPercent(remedy(compensation.Discount, "gesture", share(8*grade), share(8*grade), false), 8*grade)},
		{withPercent(remedy(compensation.Refund, "gesture", share(10*grade), share(10*grade), false), 10*grade)},
	}
	var drafts []compensation.Draft
	for _, step := range steps[min(c.History.Refused, len(steps)):] {
		drafts = append(drafts, compensation.Draft{Remedies: append(append([]compensation.Remedy{}, owed...), step...)})
	}
	if drafts == nil {
		drafts = []compensation.Draft{{Remedies: owed, Reasons: []compensation.Reason{
			{Code: compensation.ReasonExhausted, By: "sorry", Text: "The client refused every step."},
		}}}
	}
	return drafts
}

func (h house) budget(c compensation.Case, at time.Time) *compensation.BudgetPlan {
	b := &compensation.BudgetPlan{Pool: pool, IfShort: h.ifShort}
	if b.IfShort == "" {
		b.IfShort = compensation.Trim
	}
	year := at.Format("2006")
	if h.yearly > 0 {
		b.Caps = append(b.Caps, compensation.CapPlan{
			ID: "yearly", Limit: h.yearly,
			Account: ledger.Account{Name: "yearly/" + c.Client.ID, Period: year, Unit: "EUR"},
		})
	}
	if h.awards > 0 {
		b.Caps = append(b.Caps, compensation.CapPlan{
			ID: "often", Limit: h.awards,
			Account: ledger.Account{Name: "often/" + c.Client.ID, Period: year, Unit: ledger.Count},
		})
	}
	return b
}

func (h house) Conclude(_ *compensation.Plan, step *compensation.Step) (compensation.Conclusion, error) {
	out := compensation.Conclusion{Response: compensation.Response{Do: []string{"listen", "fix"}, FollowUp: "24 hours"}}
	if h.approve > 0 && step.Cost.Minor() > h.approve {
		out.Approval = &compensation.Approval{By: "team_lead", Line: "approval[1]"}
	}
	return out, nil
}

func (h house) Sale(s compensation.Sale) (ledger.Account, compensation.Money, error) {
	if h.free {
		return ledger.Account{}, compensation.Money{}, nil
	}
	price, err := s.Price.In("EUR")
	if err != nil {
		return ledger.Account{}, compensation.Money{}, err
	}
	return pool, euro(price.Minor() * 3 / 100), nil
}

var pool = ledger.Account{Name: "house/all", Unit: "EUR"}

func euro(cents int64) compensation.Money {
	m, err := compensation.NewMoney(cents, "EUR")
	if err != nil {
		panic(err)
	}
	return m
}

func remedy(kind compensation.RemedyKind, lane string, value, cost compensation.Money, owed bool) compensation.Remedy {
	return compensation.Remedy{Kind: kind, Value: value, Cost: cost, Lane: lane, Rule: map[bool]string{true: "missed", false: "sorry"}[owed], Owed: owed}
}

func withPercent(r compensation.Remedy, percent int64) compensation.Remedy {
	r.Percent = fmt.Sprint(percent)
	return r
}

func withPeriods(r compensation.Remedy, periods string) compensation.Remedy {
	r.Periods = periods
	return r
}

// outage is a case that the house has an answer to.
func outage() compensation.Case {
	return compensation.Case{
		Incident: compensation.Incident{ID: "i1", Kind: "outage", Severity: 4, Failure: compensation.FailureService},
		Client:   compensation.Client{ID: "c1", Archetype: archetype.Furious},
		Order:    compensation.Order{ID: "o1", Price: compensation.MustMoney("100")},
	}
}

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// holds is a snapshot in which the pool has so many cents left.
func holds(cents int64) *compensation.Snapshot {
	return &compensation.Snapshot{Balances: []ledger.Balance{{Account: pool, Allocated: cents}}}
}
