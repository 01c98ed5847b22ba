package compensation_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

// The house of these examples gives a free month with an apology, then a
// discount, then a refund; package rules reads such policies from YAML.
func Example() {
	ctx := context.Background()
	at := func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }
	engine, err := compensation.NewEngine(house{}, ledger.NewMemory(), compensation.WithClock(at))
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = engine.Fund(ctx, compensation.Sale{ID: "s1", Price: compensation.MustMoney("2000 EUR")})

	rec, err := engine.Recommend(ctx, compensation.Case{
		Incident: compensation.Incident{ID: "i1", Severity: 4},
		Client:   compensation.Client{ID: "c1", Archetype: archetype.Quiet},
		Order:    compensation.Order{ID: "o1", Price: compensation.MustMoney("100 EUR")},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rec.Decision, rec.Step.Remedies[0].Kind, rec.Step.Value, "at", rec.Step.Cost)

	rec, _ = rec.Take(1) // the client would rather have the discount
	fmt.Println(rec.Decision, rec.Step.Remedies[0].Kind, rec.Step.Value, "at", rec.Step.Cost)

	fmt.Println("reserved:", engine.Reserve(ctx, rec) == nil)
	fmt.Println("committed:", engine.Commit(ctx, rec.ID) == nil)
	// Output:
	// auto free_service 100.00 EUR at 30.00 EUR
	// auto discount 32.00 EUR at 32.00 EUR
	// reserved: true
	// committed: true
}

func ExampleDecide() {
	_, err := compensation.Decide(house{}, compensation.Case{}, noon, nil)
	if invalid, ok := errors.AsType[*compensation.InvalidCaseError](err); ok {
		for _, fault := range invalid.Faults {
			fmt.Println(fault)
		}
	}
	// Output:
	// incident.severity is 0: want a whole number from 1 to 5
	// order.price is missing (needed by gesture)
}

func ExampleReplay() {
	rec, _ := compensation.Decide(house{version: "1"}, outage(), noon, nil)
	rec, _ = rec.Take(2)
	fmt.Println(compensation.Replay(house{version: "1"}, rec))

	err := compensation.Replay(house{version: "2", generous: true}, rec)
	if difference, ok := errors.AsType[*compensation.ReplayError](err); ok {
		fmt.Println(difference.Path, "was", difference.Recorded, "and is now", difference.Now)
	}
	// Output:
	// <nil>
	// step.remedies[0].value was 40.00 EUR and is now 50.00 EUR
}

func ExampleRecommendation_Consider() {
	rec, _ := compensation.Decide(house{approve: 3500}, outage(), noon, nil)
	for _, wish := range []string{"free_service 1", "discount 50%", "refund 40%", "redo"} {
		ask, _ := compensation.ParseAsk(wish)
		answer, _ := rec.Consider(ask)
		fmt.Printf("%s: %s\n", answer.Verdict, answer.Say)
	}
	// Output:
	// accept: Yes, you get free service for 1 period, worth 100.00 EUR.
	// counter: We cannot give a discount of 50 %, but we can give a discount of 32 %, worth 32.00 EUR.
	// approval: We would like to give a refund of 40 %, worth 40.00 EUR, and will tell you when it is agreed.
	// decline: We cannot give the work done again. We offer free service for 1 period, worth 100.00 EUR and an apology.
}

func ExampleRecommendation_Grant() {
	rec, _ := compensation.Decide(house{}, outage(), noon, nil)
	ask, _ := compensation.ParseAsk("refund 12.50")
	granted, err := rec.Grant(ask)
	fmt.Println(granted.Step.Value, "instead of", granted.Asked.Whole.Step.Value, err)
	fmt.Println(compensation.Replay(house{}, granted))
	// Output:
	// 12.50 EUR instead of 40.00 EUR <nil>
	// <nil>
}

func ExampleParseCase() {
	c, err := compensation.ParseCase([]byte(`{
		"incident": {"severity": 4, "date": "2026-11-20"},
		"order": {"price": 19.99},
		"sla": {"uptime": 98.2}
	}`))
	fmt.Println(c.Incident.Severity, c.Order.Price, c.Facts["sla.uptime"], err)

	_, err = compensation.ParseCase([]byte(`{"incident": {"severity": "high", "date": "yesterday"}}`))
	fmt.Println(err)
	// Output:
	// 4 19.99 98.2 <nil>
	// case: 2 faults
	// 	incident.date is "yesterday": want a day such as 2026-11-21
	// 	incident.severity is "high": want a whole number from 1 to 5
}

func ExampleMoney_In() {
	price := compensation.MustMoney("19.9") // as a case may say it
	bound, err := price.In("EUR")
	fmt.Println(bound, err)
	_, err = price.In("JPY")
	fmt.Println(err)
	// Output:
	// 19.90 EUR <nil>
	// 19.9 has 1 decimal, JPY has no decimals
}

func ExampleMoney_Add() {
	sum, err := compensation.MustMoney("19.99 EUR").Add(compensation.MustMoney("0.01 EUR"))
	fmt.Println(sum, err)
	_, err = sum.Add(compensation.MustMoney("1 USD"))
	fmt.Println(errors.Is(err, compensation.ErrCurrency), err)
	// Output:
	// 20.00 EUR <nil>
	// true currencies differ: 20.00 EUR and 1.00 USD
}

func ExampleShare() {
	fmt.Println(compensation.Share(100, []int64{1, 1, 1}))
	// Output: [34 33 33]
}
