package main

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTheWholeWay takes one case from the sale to the gift that came back.
func TestTheWholeWay(t *testing.T) { onEach(t, wholeWay) }

func wholeWay(t *testing.T, db string) {
	p, _ := start(t, "-db", db)
	const id = "i-1/c-1/o-1/0"
	sale := object{"id": "s-1", "order": object{"price": "1000.00 EUR"}}
	for range 2 { // the second one changes nothing
		funded := p.post("/v1/sales", sale).want(http.StatusOK)
		assert.Equal(t, "100.00 EUR", funded["amount"])
		assert.Equal(t, object{"name": "shop/basic", "unit": "EUR"}, funded["account"])
	}
	sale["order"] = object{"price": 999}
	p.post("/v1/sales", sale).problem(conflict)

	c := object{
		"incident": object{"id": "i-1", "severity": 4},
		"client":   object{"id": "c-1", "archetype": "key"},
		"order":    object{"id": "o-1", "price": "120.00 EUR"},
	}
	made := p.post("/v1/recommendations", c)
	first := made.want(http.StatusCreated)
	assert.Equal(t, id, first["id"])
	assert.Equal(t, "review", first["decision"])
	assert.Equal(t, "60.00 EUR", first["step"].(object)["value"])
	assert.Contains(t, first["response"].(object)["do"], "senior_contact")
	assert.NotContains(t, string(made.raw), `"case"`)
	assert.NotContains(t, string(made.raw), `"archetype"`)
	path := made.header.Get("Location")
	assert.Equal(t, "/v1/recommendations/"+first["record"].(string), path)
	assert.JSONEq(t, string(made.raw), string(p.get(path).raw))

	audit := p.get(path + "/audit").want(http.StatusOK)
	assert.Nil(t, audit["difference"])
	assert.Equal(t, "key", audit["recommendation"].(object)["archetype"])

	answer := p.post(path+"/consider", object{"ask": "refund 90%"}).want(http.StatusOK)
	assert.Equal(t, "counter", answer["verdict"])
	assert.Equal(t, "60.00 EUR", answer["value"])

	less := p.post(path+"/grant", object{"ask": "refund 10.00 EUR"}).want(http.StatusCreated)
	assert.Equal(t, "10.00 EUR", less["step"].(object)["value"])
	p.post(path+"/grant", object{"ask": "gift"}).problem(declined)

	other := p.post(path+"/take", object{"step": 1}).want(http.StatusCreated)
	assert.Equal(t, "72.00 EUR", other["step"].(object)["value"])
	assert.EqualValues(t, 1, other["number"])
	assert.EqualValues(t, 0, other["alternatives"].([]any)[0].(object)["number"])
	assert.Equal(t, id, other["id"])
	again := p.post(path+"/take", object{"step": 1}).want(http.StatusCreated)
	assert.Equal(t, other["record"], again["record"])

	for range 2 {
		hold := p.post(path+"/reserve", nil).want(http.StatusOK)
		assert.Equal(t, "open", hold["state"])
		assert.Equal(t, id, hold["id"])
		assert.Contains(t, hold, "expires")
	}
	_, held, _ := p.pool()
	assert.InDelta(t, 6000, held, 0)
	p.reserve(other["record"].(string)).problem(conflict)

	hold := "/v1/holds/" + url.PathEscape(id)
	assert.Equal(t, "team_lead", p.post(hold+"/commit", nil).problem(approvalRequired)["approval"])
	assert.Equal(t, "open", p.get(hold).want(http.StatusOK)["state"], "what nobody agreed to is not spent")
	for range 2 {
		committed := p.post(hold+"/commit", object{"approved_by": "anna"}).want(http.StatusOK)
		assert.Equal(t, "committed", committed["state"])
	}
	assert.Equal(t, "committed", p.post(hold+"/commit", nil).want(http.StatusOK)["state"], "anna's word stands")
	assert.Equal(t, "committed", p.post(path+"/reserve", nil).want(http.StatusOK)["state"])
	p.post(hold+"/release", nil).problem(conflict)

	gift := object{"key": "g-1", "amount": "20.00 EUR"}
	for range 2 {
		assert.EqualValues(t, 2000, p.post(hold+"/give-back", gift).want(http.StatusOK)["given_back"])
	}
	gift["amount"] = "21.00 EUR"
	p.post(hold+"/give-back", gift).problem(conflict)
	excess := p.post(hold+"/give-back", object{"key": "g-2", "amount": 40.01}).problem(moreThanSpent)
	assert.Equal(t, "40.00 EUR", excess["left"])

	allocated, held, spent := p.pool()
	assert.Equal(t, [3]float64{10000, 0, 4000}, [3]float64{allocated, held, spent})
	assert.Equal(t, true, p.get("/v1/verify").want(http.StatusOK)["agrees"])
}

func TestReleaseAndReserveAnew(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	p.sell("s", "1000.00")
	record := p.recommend(incident("x", "c", "40.00"))
	p.reserve(record).want(http.StatusOK)
	for range 2 {
		assert.Equal(t, "released", p.post("/v1/holds/x/release", nil).want(http.StatusOK)["state"])
	}
	p.post("/v1/holds/x/commit", nil).problem(conflict)
	smaller := p.recommend(incident("x", "c", "10.00"))
	p.reserve(smaller).want(http.StatusOK)
	p.post("/v1/holds/x/commit", nil).want(http.StatusOK)
	p.reserve(record).problem(conflict)
	_, held, spent := p.pool()
	assert.Zero(t, held)
	assert.InDelta(t, 500, spent, 0)
}

func TestOverBudgetSaysWhatIsLeft(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	p.sell("s", "500.00") // 50.00 in the pool
	both := []string{p.recommend(incident("x", "c", "60.00")), p.recommend(incident("y", "d", "60.00"))}
	p.reserve(both[0]).want(http.StatusOK)
	short := p.reserve(both[1]).problem(overBudget)
	assert.Equal(t, object{"name": "shop/basic", "unit": "EUR"}, short["account"])
	assert.Equal(t, "20.00 EUR", short["left"])
	assert.Equal(t, "10.00 EUR", short["short"])
	p.get("/v1/holds/y").problem(unknownHold)

	less := p.post("/v1/recommendations", incident("y", "d", "60.00")).want(http.StatusCreated)
	assert.Equal(t, "20.00 EUR", less["step"].(object)["value"], "trimmed to what is left")
	p.reserve(less["record"].(string)).want(http.StatusOK)
	_, held, _ := p.pool()
	assert.InDelta(t, 5000, held, 0)
}

func TestACapOnNumbersSaysWhatIsLeft(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	p.sell("s", "1000.00")
	var records []string
	for _, id := range []string{"x", "y", "z"} {
		records = append(records, p.recommend(incident(id, "c", "10.00")))
	}
	p.reserve(records[0]).want(http.StatusOK)
	p.reserve(records[1]).want(http.StatusOK)
	short := p.reserve(records[2]).problem(overBudget)
	assert.Equal(t, "#", short["account"].(object)["unit"])
	assert.Equal(t, "0", short["left"])
	assert.Equal(t, "1", short["short"])
}

func TestWhatIsOwedGoesIntoOverdraft(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	c := incident("x", "c", "10.00")
	c["incident"].(object)["loss"] = "30.00"
	p.reserve(p.recommend(c)).want(http.StatusOK)
	assert.EqualValues(t, 3000, p.get("/v1/balance?account=shop/basic").want(http.StatusOK)["overdraft"])
}

// TestTheSameAwardTwiceIsOne lets two people handle one complaint.
func TestTheSameAwardTwiceIsOne(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	p.sell("s", "1000.00")
	mine, yours := p.recommend(incident("x", "c", "10.00")), p.recommend(incident("x", "c", "10.00"))
	require.NotEqual(t, mine, yours, "made at different times")
	first := p.reserve(mine).want(http.StatusOK)
	assert.Equal(t, first, p.reserve(yours).want(http.StatusOK))
	p.post("/v1/holds/x/commit", nil).want(http.StatusOK)
	p.reserve(mine).want(http.StatusOK)
	_, held, spent := p.pool()
	assert.Equal(t, [2]float64{0, 500}, [2]float64{held, spent})
}

func TestNothingGivenCannotBeReserved(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	c := incident("x", "c", "10.00")
	c["history"] = object{"refused": 2} // past the end of the ladder
	made := p.post("/v1/recommendations", c).want(http.StatusCreated)
	require.Equal(t, "none", made["decision"])
	assert.Nil(t, made["step"])
	p.reserve(made["record"].(string)).problem(nothingGiven)
}

func TestAHoldThatHasExpired(t *testing.T) {
	p, _ := start(t, "-db", file(t), "-hold-ttl", "1ns")
	p.sell("s", "1000.00")
	record := p.recommend(incident("x", "c", "10.00"))
	p.reserve(record).want(http.StatusOK)
	p.post("/v1/holds/x/commit", nil).problem(expired)
	p.reserve(record).want(http.StatusOK)
}

func TestHoldsThatHaveExpiredAreSwept(t *testing.T) {
	db := file(t)
	p, stop := start(t, "-db", db, "-hold-ttl", "1ns")
	p.sell("s", "1000.00")
	p.reserve(p.recommend(incident("x", "c", "10.00"))).want(http.StatusOK)
	require.Zero(t, stop())
	p, _ = start(t, "-db", db)
	<-p.swept
	_, held, _ := p.pool()
	assert.Zero(t, held)
	assert.Equal(t, "expired", p.get("/v1/holds/x").want(http.StatusOK)["state"])
	assert.Contains(t, string(p.get("/metrics").raw), "amends_holds_expired_total 1")
}

func TestJournalComesInPages(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	for _, id := range []string{"1", "2", "3", "4", "5"} {
		p.sell(id, "10.00")
	}
	var keys []any
	for from := "1"; from != ""; {
		page := p.get("/v1/journal?account=shop/basic&limit=2&from=" + from).want(http.StatusOK)
		entries := page["entries"].([]any)
		assert.LessOrEqual(t, len(entries), 2)
		for _, entry := range entries {
			keys = append(keys, entry.(object)["key"])
			assert.EqualValues(t, len(keys), entry.(object)["version"])
		}
		from = ""
		if next, ok := page["next"].(float64); ok {
			from = string(rune('0' + int(next)))
		}
	}
	assert.Equal(t, []any{"1", "2", "3", "4", "5"}, keys)
	assert.Empty(t, p.get("/v1/journal?account=nobody").want(http.StatusOK)["entries"])
}

func TestAboutTheService(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	assert.Equal(t, "live", p.get("/health/live").want(http.StatusOK)["status"])
	assert.Equal(t, "ready", p.get("/health/ready").want(http.StatusOK)["status"])
	policy := p.get("/v1/policy").want(http.StatusOK)
	assert.Equal(t, "shop", policy["name"])
	assert.Equal(t, "EUR", policy["currency"])
	assert.Equal(t, "UTC", policy["zone"])
}
