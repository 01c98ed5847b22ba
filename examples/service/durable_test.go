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

func TestRestartOnTheSameDatabase(t *testing.T) { onEach(t, restart) }

func restart(t *testing.T, db string) {
	p, stop := start(t, "-db", db)
	p.sell("s", "1000.00")
	x, y := p.recommend(incident("x", "c", "80.00")), p.recommend(incident("y", "c", "20.00"))
	before := p.get("/v1/recommendations/" + x).raw
	p.reserve(y).want(http.StatusOK)
	require.Zero(t, stop())

	p, stop = start(t, "-db", db)
	assert.Equal(t, string(before), string(p.get("/v1/recommendations/"+x).raw))
	assert.Nil(t, p.get("/v1/recommendations/" + x + "/audit").want(http.StatusOK)["difference"])
	p.reserve(x).want(http.StatusOK)
	p.post("/v1/holds/x/commit", nil).want(http.StatusOK)
	p.post("/v1/holds/y/commit", nil).want(http.StatusOK)
	p.sell("s", "1000.00") // once for ever
	allocated, held, spent := p.pool()
	assert.Equal(t, [3]float64{10000, 0, 5000}, [3]float64{allocated, held, spent})
	p.get("/v1/verify").want(http.StatusOK)
	require.Zero(t, stop())

	p, _ = start(t, "-db", db, "-policy", "") // the built-in one
	p.reserve(x).problem(policyChanged)
	audit := p.get("/v1/recommendations/" + x + "/audit").want(http.StatusOK)
	assert.NotNil(t, audit["difference"])
	p.post("/v1/holds/x/commit", nil).want(http.StatusOK) // what was reserved can be finished
}

// TestShutdownLosesNothing ends the service while a request is half way in.
func TestShutdownLosesNothing(t *testing.T) { onEach(t, shutdown) }

func shutdown(t *testing.T, db string) {
	p, stop := start(t, "-db", db)
	const body = `{"id": "late", "order": {"price": "70.00"}}`
	conn, reader := halfWay(t, p, len(body))
	code := make(chan int)
	go func() { code <- stop() }()
	<-p.draining
	_, err := fmt.Fprint(conn, body)
	require.NoError(t, err)
	answer, err := http.ReadResponse(reader, nil)
	require.NoError(t, err)
	defer func() { _ = answer.Body.Close() }()
	assert.Equal(t, http.StatusOK, answer.StatusCode)
	assert.Zero(t, <-code)
	assert.Contains(t, p.logged(), `"stopped"`)

	p, _ = start(t, "-db", db)
	allocated, _, _ := p.pool()
	assert.InDelta(t, 700, allocated, 0)
}

// TestShutdownDoesNotWaitForEver ends the service while a request never comes to
// its end.
func TestShutdownDoesNotWaitForEver(t *testing.T) {
	p, stop := start(t, "-db", file(t), "-drain", "1ms")
	halfWay(t, p, 100)
	assert.Equal(t, 1, stop())
	assert.Contains(t, p.logged(), "some requests did not end within 1ms")
}

// halfWay begins to send a sale and returns when the service waits for its body.
func halfWay(t *testing.T, p *process, length int) (net.Conn, *bufio.Reader) {
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.base, "http://"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	_, err = fmt.Fprintf(conn, "POST /v1/sales HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"+
		"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n", length)
	require.NoError(t, err)
	reader := bufio.NewReader(conn)
	line, err := reader.ReadString('\n')
	require.NoError(t, err)
	require.Contains(t, line, "100 Continue")
	_, err = reader.ReadString('\n')
	require.NoError(t, err)
	return conn, reader
}
