package quickstart_test

import (
	"context"
	"embed"
	"fmt"
	"log"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/rules"
)

//go:embed policy.yaml
var files embed.FS

func Example() {
	policy, err := rules.Load(files, "policy.yaml") // an error lists every fault, with line and column
	check(err)
	engine, err := compensation.NewEngine(policy, ledger.NewMemory())
	check(err)
	ctx := context.Background()
	check(engine.Fund(ctx, compensation.Sale{ID: "sale-1", Price: compensation.MustMoney("2000 EUR")}))

	rec, err := engine.Recommend(ctx, compensation.Case{
		Incident: compensation.Incident{ID: "i-7", Severity: 4, Responsibility: compensation.ResponsibilityOurs},
		Client:   compensation.Client{ID: "c-1", Archetype: archetype.Furious},
		Order:    compensation.Order{ID: "o-9", Price: compensation.MustMoney("60 EUR")},
	})
	check(err)
	if rec.Decision == compensation.None {
		return // nothing is given, and rec.Step is nil
	}
	fmt.Println(rec.Decision, rec.Step.Remedies[0].Kind, rec.Step.Value)
	for _, other := range rec.Alternatives {
		fmt.Println("if refused:", other.Step.Remedies[0].Kind, other.Step.Value)
	}

	check(engine.Reserve(ctx, rec))   // sets the cost aside
	check(engine.Commit(ctx, rec.ID)) // the client accepted: pay after this

	// Output:
	// auto discount 12.00 EUR
	// if refused: refund 18.00 EUR
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
