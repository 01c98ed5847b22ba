package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTheLogNamesNobody takes a client with telling words through the service,
// faults included, and looks for them in the log.
func TestTheLogNamesNobody(t *testing.T) {
	p, stop := start(t, "-db", file(t))
	p.sell("sale-secret", "1000.00")
	c := incident("id-secret", "client-secret", "77.77")
	record := p.recommend(c)
	p.reserve(record).want(http.StatusOK)
	p.post("/v1/holds/id-secret/commit", object{"approved_by": "approver-secret"}).want(http.StatusOK)
	p.post("/v1/holds/id-secret/release", nil).problem(conflict)
	p.get("/v1/balance?account=account-secret").want(http.StatusOK)
	p.get("/v1/secret").problem(unknownRoute)
	p.do("SECRET", "/v1/sales", nil).problem(wrongMethod)
	c["client"] = object{"id": "client-secret", "archetype": "secret", "plan": "secret"}
	p.post("/v1/recommendations", c).problem(invalid)
	p.post("/v1/recommendations", `{"secret`).problem(malformed)
	require.Zero(t, stop())
	log := p.logged()
	for _, word := range []string{"secret", "SECRET", "furious", "77.77", "7777", record} {
		assert.NotContains(t, log, word)
	}
	assert.Contains(t, log, `"route":"POST /v1/recommendations/{record}/reserve","status":200`)
	assert.Contains(t, log, `"status":422`)
	assert.Equal(t, 10, strings.Count(log, `"msg":"request"`))
}

func TestMetrics(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	p.sell("s", "100.00") // room for one of two
	x, y := p.recommend(incident("x", "furious", "12.00")), p.recommend(incident("y", "c", "12.00"))
	p.reserve(x).want(http.StatusOK)
	p.reserve(y).problem(overBudget)
	p.get("/nowhere").problem(unknownRoute)
	text := string(p.get("/metrics").raw)
	for _, line := range []string{
		`amends_http_requests_total{problem="none",route="POST /v1/recommendations",status="201"} 2`,
		`amends_http_requests_total{problem="over-budget",route="POST /v1/recommendations/{record}/reserve",status="409"} 1`,
		`amends_http_requests_total{problem="unknown-route",route="none",status="404"} 1`,
		`amends_http_request_duration_seconds_count{route="POST /v1/sales"} 1`,
		`amends_http_requests_running 1`,
		`amends_recommendations_total{decision="auto"} 2`,
		`amends_holds_expired_total 0`,
		`go_sql_open_connections{db_name="amends"}`,
	} {
		assert.Contains(t, text, line)
	}
	assert.NotContains(t, text, "furious")
	assert.NotContains(t, text, "shop/")
}
