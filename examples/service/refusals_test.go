package main

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRefusals(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	p.sell("s", "1000.00")
	path := "/v1/recommendations/" + p.recommend(incident("x", "c", "10.00"))
	p.post(path+"/reserve", nil).want(http.StatusOK)
	for name, c := range map[string]struct {
		method, path, body string
		kind               kind
		facts              []string
	}{
		"no such route":          {"GET", "/v2/sales", "", unknownRoute, nil},
		"root":                   {"GET", "/", "", unknownRoute, nil},
		"another method":         {"DELETE", "/v1/sales", "", wrongMethod, nil},
		"a method made up":       {"BREW", path, "", wrongMethod, nil},
		"no such recommendation": {"POST", "/v1/recommendations/0123/reserve", "", unknownRecord, nil},
		"no such hold":           {"POST", "/v1/holds/nobody/commit", "", unknownHold, nil},
		"no hold to release":     {"POST", "/v1/holds/nobody%2F%2F0/release", "", unknownHold, nil},
		"no hold to give back":   {"POST", "/v1/holds/nobody/give-back", `{"key": "k", "amount": 1}`, unknownHold, nil},
		"an id too long":         {"GET", "/v1/holds/" + strings.Repeat("x", 600), "", unknownHold, nil},
		"nothing spent yet":      {"POST", "/v1/holds/x/give-back", `{"key": "k", "amount": 1}`, conflict, nil},

		"no case":             {"POST", "/v1/recommendations", "", malformed, nil},
		"half a case":         {"POST", "/v1/recommendations", `{"id": "x"`, malformed, nil},
		"two cases":           {"POST", "/v1/recommendations", `{} {}`, malformed, nil},
		"no text of JSON":     {"POST", "/v1/recommendations", "{\"id\": \"\xff\"}", malformed, nil},
		"no text for a key":   {"POST", "/v1/holds/x/give-back", "{\"key\": \"\xff\"}", malformed, nil},
		"what caps need":      {"POST", "/v1/recommendations", `{"id": "y", "incident": {"severity": 4}, "order": {"price": 9}}`, invalid, []string{"client.id"}},
		"a case that is null": {"POST", "/v1/recommendations", "null", invalid, []string{"", "id", "incident.severity"}},
		"all faults of a case": {
			"POST", "/v1/recommendations",
			`{"incident": {"severity": 9, "sverity": 2}, "client": {"plan": "golden", "asked": "yes"}, "order": {"price": "-1", "refundable": []}}`,
			invalid,
			[]string{"client.asked", "client.plan", "id", "incident.severity", "incident.sverity", "order.price", "order.refundable"},
		},
		"the facts that the answer hangs on": {
			"POST", "/v1/recommendations", `{"id": "y"}`, invalid, []string{"incident.severity"},
		},
		"another currency": {
			"POST", "/v1/recommendations", `{"id": "y", "incident": {"severity": 4}, "client": {"id": "c"}, "order": {"price": "1.00 USD"}}`,
			invalid,
			[]string{"order.price"},
		},

		"half a sale": {"POST", "/v1/sales", `{`, malformed, nil},
		"all faults of a sale": {
			"POST", "/v1/sales", `{"currency": "USD", "case": {"date": "2026-01-01"}, "incident": {"severity": 1}, "history": {"refused": 1}}`,
			invalid,
			[]string{"case", "currency", "history", "id", "incident", "order.price"},
		},
		"a price that is none": {"POST", "/v1/sales", `{"id": "t", "order": {"price": "much"}}`, invalid, []string{"order.price"}},

		"no step":           {"POST", path + "/take", `{}`, invalid, []string{"step"}},
		"a step too far":    {"POST", path + "/take", `{"step": 2}`, invalid, []string{"step"}},
		"a step before all": {"POST", path + "/take", `{"step": -1}`, invalid, []string{"step"}},
		"a step in words":   {"POST", path + "/take", `{"step": "1"}`, invalid, []string{"step"}},
		"half a step":       {"POST", path + "/take", `{"step": 0.5}`, invalid, []string{"step"}},
		"a list of steps":   {"POST", path + "/take", `[1]`, invalid, []string{""}},
		"all faults of a body": {
			"POST", path + "/take", `{"stpe": 1, "stpe": 2, "much": null}`, invalid, []string{"much", "step", "stpe", "stpe"},
		},
		"no wish":                {"POST", path + "/consider", `{}`, invalid, []string{"ask"}},
		"a wish for the moon":    {"POST", path + "/consider", `{"ask": "moon 1"}`, invalid, []string{"ask"}},
		"a wish for nothing":     {"POST", path + "/grant", `{"ask": "refund 0"}`, invalid, []string{"ask"}},
		"a wish in dollars":      {"POST", path + "/consider", `{"ask": "refund 5 USD"}`, invalid, []string{"ask"}},
		"a wish that is no text": {"POST", path + "/consider", `{"ask": true}`, invalid, []string{"ask"}},
		"what reserve has not":   {"POST", path + "/reserve", `{"step": 1}`, invalid, []string{"step"}},
		"approved by a number":   {"POST", "/v1/holds/x/commit", `{"approved_by": 7}`, invalid, []string{"approved_by"}},
		"approved at length":     {"POST", "/v1/holds/x/commit", `{"approved_by": "` + strings.Repeat("x", 201) + `"}`, invalid, []string{"approved_by"}},
		"nothing to give back":   {"POST", "/v1/holds/x/give-back", ``, invalid, []string{"amount", "key"}},
		"a gift below nothing":   {"POST", "/v1/holds/x/give-back", `{"key": "", "amount": "-1"}`, invalid, []string{"amount", "key"}},
		"a gift in dollars":      {"POST", "/v1/holds/x/give-back", `{"key": "k", "amount": "1 USD"}`, invalid, []string{"amount"}},

		"no account":              {"GET", "/v1/balance", "", invalid, []string{"account"}},
		"all faults of a query":   {"GET", "/v1/journal?account=&from=0&limit=5000&form=1", "", invalid, []string{"account", "form", "from", "limit"}},
		"an account twice":        {"GET", "/v1/balance?account=a&account=b", "", invalid, []string{"account"}},
		"no such unit":            {"GET", "/v1/balance?account=a&unit=euro", "", invalid, []string{"accounts[0].unit"}},
		"an account in dollars":   {"GET", "/v1/balance?account=shop/basic&unit=USD", "", conflict, nil},
		"a journal in dollars":    {"GET", "/v1/journal?account=shop/basic&unit=USD", "", conflict, nil},
		"a query that is no text": {"GET", "/v1/balance?account=%zz", "", invalid, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := &process{t: t, base: p.base}
			problem := p.do(c.method, c.path, c.body).problem(c.kind)
			assert.Equal(t, c.facts, facts(problem), "%v", problem)
			if c.facts != nil {
				assert.Contains(t, problem["detail"], fmt.Sprint(len(c.facts)))
			}
		})
	}
}

func TestBodiesThatAreTooLarge(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	for _, path := range []string{"/v1/recommendations", "/v1/sales", "/v1/holds/x/commit"} {
		p.post(path, `{"id": "`+strings.Repeat("x", maxBody)+`"}`).problem(tooLarge)
	}
	p.post("/v1/sales", `{"id": "`+strings.Repeat("x", maxBody-100)+`"}`).problem(invalid)
}

func TestABodyMustSayThatItIsJSON(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	for _, media := range []string{"", "text/plain", "application/x-www-form-urlencoded", ";"} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.base+"/v1/sales", strings.NewReader("{}"))
		require.NoError(t, err)
		request.Header.Set("Content-Type", media)
		p.send(request, nil).problem(wrongMedia)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.base+"/v1/sales", strings.NewReader("{}"))
	require.NoError(t, err)
	request.Header.Set("Content-Type", "Application/JSON; charset=utf-8")
	p.send(request, nil).problem(invalid)
}

func TestAllowNamesTheMethods(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	assert.Equal(t, "GET, HEAD", p.post("/v1/verify", nil).header.Get("Allow"))
	assert.Equal(t, "POST", p.get("/v1/sales").header.Get("Allow"))
}

// TestABodyThatEndsTooEarly promises more than it sends.
func TestABodyThatEndsTooEarly(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.base, "http://"))
	require.NoError(t, err)
	defer func() { _ = conn.Close() }()
	_, err = fmt.Fprint(conn, "POST /v1/sales HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	require.NoError(t, err)
	require.NoError(t, conn.(*net.TCPConn).CloseWrite())
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	defer func() { _ = answer.Body.Close() }()
	assert.Equal(t, http.StatusBadRequest, answer.StatusCode)
}
