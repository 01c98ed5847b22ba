package ledger_test

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/amendsgo/amends/compensation/ledger"
)

func Example() {
	ctx := context.Background()
	books := ledger.NewMemory()
	pool := ledger.Account{Name: "hosting/business", Unit: "EUR"}

	// Each sale sets its risk share aside; here 3 % of 400.00.
	_, err := books.Do(ctx, ledger.Fund{ID: "sale-1", Account: pool, Amount: 1200})
	fmt.Println("funded:", err == nil)

	reserve := ledger.Reserve{ID: "incident-7/client-1", Draws: []ledger.Draw{{Account: pool, Amount: 1500}}, TTL: 48 * time.Hour}
	out, _ := books.Do(ctx, reserve)
	fmt.Println("denied:", out.Denied(), "left:", out.Short[0].Left)

	// A denial is not remembered: the same id may ask for less.
	reserve.Draws[0].Amount = 1000
	out, _ = books.Do(ctx, reserve)
	fmt.Println("denied:", out.Denied())

	// Commit first, then pay; a retry with the same id changes nothing.
	for range 2 {
		out, _ = books.Do(ctx, ledger.Commit{ID: "incident-7/client-1"})
		fmt.Println("repeated:", out.Repeated)
	}

	balances, _ := books.Balances(ctx, "", pool)
	text, _ := json.Marshal(balances[0])
	fmt.Println(string(text))
	fmt.Println("verified:", books.Verify(ctx) == nil)
	// Output:
	// funded: true
	// denied: true left: 1200
	// denied: false
	// repeated: false
	// repeated: true
	// {"name":"hosting/business","unit":"EUR","allocated":1200,"held":0,"spent":1000,"overdraft":0}
	// verified: true
}

func ExamplePeriod() {
	sofia, err := time.LoadLocation("Europe/Sofia")
	if err != nil {
		fmt.Println(err)
		return
	}
	at := time.Date(2026, 12, 31, 22, 30, 0, 0, time.UTC) // half past midnight in Sofia
	for _, every := range []ledger.Every{ledger.Day, ledger.Week, ledger.Month, ledger.Quarter, ledger.Year} {
		fmt.Println(every, ledger.Period(at, sofia, every))
	}
	// Output:
	// day 2027-01-01
	// week 2026-W53
	// month 2027-01
	// quarter 2027-Q1
	// year 2027
}
