package main

import (
	"database/sql"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestADatabaseThatDoesNotAnswer holds the file's one place for writers.
func TestADatabaseThatDoesNotAnswer(t *testing.T) {
	db := file(t)
	p, _ := start(t, "-db", db, "-timeout", "300ms")
	p.sell("s", "1000.00")
	record := p.recommend(incident("x", "c", "10.00"))
	other, err := openSQLite(db)
	require.NoError(t, err)
	defer func() { _ = other.Close() }()
	tx, err := other.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	_, err = tx.ExecContext(t.Context(), "DELETE FROM amends_accounts WHERE 0")
	require.NoError(t, err)
	for _, answer := range []response{
		p.post("/v1/sales", object{"id": "t", "order": object{"price": "10.00"}}),
		p.post("/v1/recommendations", incident("y", "c", "10.00")),
		p.reserve(record),
		p.post("/v1/holds/x/commit", nil),
	} {
		answer.problem(unavailable)
		assert.Equal(t, "1", answer.header.Get("Retry-After"))
	}
	p.get("/health/ready").want(http.StatusOK) // reading goes on
	require.NoError(t, tx.Rollback())
	p.reserve(record).want(http.StatusOK)
	p.post("/v1/holds/x/commit", nil).want(http.StatusOK)
	assert.Contains(t, p.logged(), `"causes":[`)
}

func TestABodyThatComesTooSlowly(t *testing.T) {
	p, _ := start(t, "-db", file(t), "-timeout", "100ms")
	_, reader := halfWay(t, p, 100)
	answer, err := http.ReadResponse(reader, nil)
	require.NoError(t, err)
	defer func() { _ = answer.Body.Close() }()
	assert.Equal(t, http.StatusRequestTimeout, answer.StatusCode)
}

// TestVerifyFindsATableChangedByHand moves money without a journal.
func TestVerifyFindsATableChangedByHand(t *testing.T) {
	db := file(t)
	p, _ := start(t, "-db", db)
	p.sell("s", "1000.00")
	other, err := openSQLite(db)
	require.NoError(t, err)
	defer func() { _ = other.Close() }()
	_, err = other.ExecContext(t.Context(), "UPDATE amends_accounts SET allocated = allocated + 1")
	require.NoError(t, err)
	assert.NotEmpty(t, p.get("/v1/verify").problem(disagreement)["faults"])
}

func TestAPolicyWithoutABudget(t *testing.T) {
	policy := filepath.Join(t.TempDir(), "tiny.yaml")
	require.NoError(t, os.WriteFile(policy, []byte(`
policy: tiny
version: "1"
currency: EUR
lanes:
  - lane: gesture
    rules: [{id: all, when: incident.severity >= 2, give: {refund: 10}}]
`), 0o600))
	p, _ := start(t, "-db", file(t), "-policy", policy)
	p.post("/v1/sales", object{"id": "s", "order": object{"price": "1.00"}}).problem(noBudget)
	p.reserve(p.recommend(incident("x", "c", "10.00"))).want(http.StatusOK)
	p.post("/v1/holds/x/commit", nil).want(http.StatusOK)
}

// TestAPanicIsAnswered lets a handler fail for want of a database.
func TestAPanicIsAnswered(t *testing.T) {
	var log strings.Builder
	s := &service{metrics: newMetrics(new(sql.DB))}
	server := httptest.NewServer(s.handler(slog.New(slog.NewJSONHandler(&log, nil)), time.Minute))
	defer server.Close()
	p := &process{t: t, base: server.URL}
	p.get("/v1/verify").problem(internal)
	server.Close()
	assert.Contains(t, log.String(), `"msg":"panic"`)
	assert.Contains(t, log.String(), `"status":500`)
}
