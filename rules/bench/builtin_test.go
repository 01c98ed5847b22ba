package bench_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// BenchmarkDefault times a decision on the built-in policy, no budget asked.
func BenchmarkDefault(b *testing.B) {
	policy, cases := rules.Default(), serviceCases(b, caseCount)
	for i := range cases {
		_, err := compensation.Decide(policy, cases[i], day, nil)
		require.NoError(b, err)
	}
	b.ReportAllocs()
	defer processor(b)()
	which := 0
	for b.Loop() {
		if _, err := compensation.Decide(policy, cases[which], day, nil); err != nil {
			b.Fatal(err)
		}
		which = (which + 1) % len(cases)
	}
}

// serviceCases draws complete cases: every standard fact is given.
func serviceCases(tb testing.TB, n int) []compensation.Case {
	random := rand.New(rand.NewPCG(3, uint64(n)))
	euros := func(most int64) compensation.Money {
		money, err := compensation.NewMoney(random.Int64N(most*100), "EUR")
		require.NoError(tb, err)
		return money
	}
	date := func(before int) compensation.Date {
		return compensation.DateOf(day.AddDate(0, 0, -random.IntN(before)))
	}
	cases := make([]compensation.Case, n)
	for i := range cases {
		price := euros(500)
		cases[i] = compensation.Case{
			Incident: compensation.Incident{
				ID: "i1", Kind: "delay", Severity: 1 + random.IntN(5),
				Failure: draw(random, compensation.FailureService, compensation.FailureGoods,
					compensation.FailureMoney, compensation.FailureAttention),
				Responsibility: draw(random, compensation.ResponsibilityOurs, compensation.ResponsibilityOurs,
					compensation.ResponsibilityShared, compensation.ResponsibilityThirdParty,
					compensation.ResponsibilityClient),
				FoundBy:  draw(random, compensation.FoundByUs, compensation.FoundByClient),
				Evidence: draw(random, compensation.EvidenceConfirmed, compensation.EvidenceClaimed),
				Date:     date(30), Reported: date(10), DurationMinutes: new(random.IntN(2_880)),
				Repeats: random.IntN(4), Loss: euros(100), Compensated: euros(10),
				Affected: draw(random, 1, 1, 1, 40), Fixable: new(random.IntN(2) == 0),
			},
			Client: compensation.Client{
				ID: "c1", Archetype: draw(random, append(archetype.All(), archetype.Unknown)...),
				AnnualValue: euros(12_000), TenureMonths: new(random.IntN(120)), Asked: random.IntN(2) == 0,
			},
			Order: compensation.Order{ID: "o1", Price: price, Refundable: price},
			History: compensation.History{
				Orders12m: random.IntN(20), Incidents12m: random.IntN(4), Claims12m: random.IntN(5),
				Apologies90d: random.IntN(3), Compensated12m: euros(200), LastGoodwill: date(200),
			},
		}
	}
	return cases
}

func draw[T any](random *rand.Rand, from ...T) T { return from[random.IntN(len(from))] }
