package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"sync"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// object is a JSON object.
type object = map[string]any

// response is what came back.
type response struct {
	t      *testing.T
	status int
	header http.Header
	raw    []byte
}

// contract is the description that every answer is held against.
var contract = sync.OnceValue(func() validator.Validator {
	document, err := libopenapi.NewDocument(description)
	if err != nil {
		panic(err)
	}
	v, errs := validator.NewValidator(document)
	if len(errs) > 0 {
		panic(errs)
	}
	return v
})

// do sends a request over the socket. The body is JSON text, or a value that
// becomes JSON. The answer is held against the description, and so is the request
// if it was accepted.
func (p *process) do(method, path string, body any) response {
	p.t.Helper()
	var data []byte
	switch b := body.(type) {
	case nil:
	case string:
		data = []byte(b)
	default:
		var err error
		data, err = json.Marshal(b)
		require.NoError(p.t, err)
	}
	request, err := http.NewRequestWithContext(p.t.Context(), method, p.base+path, bytes.NewReader(data))
	require.NoError(p.t, err)
	if len(data) > 0 {
		request.Header.Set("Content-Type", "application/json")
	}
	return p.send(request, data)
}

func (p *process) send(request *http.Request, data []byte) response {
	p.t.Helper()
	answer, err := http.DefaultClient.Do(request)
	require.NoError(p.t, err)
	defer func() { _ = answer.Body.Close() }()
	raw, err := io.ReadAll(answer.Body)
	require.NoError(p.t, err)
	assert.NotEmpty(p.t, answer.Header.Get("X-Request-Id"))
	if routed(request) {
		request.Body, answer.Body = io.NopCloser(bytes.NewReader(data)), io.NopCloser(bytes.NewReader(raw))
		ok, faults := contract().ValidateHttpResponse(request, answer)
		assert.True(p.t, ok, "%s %s: %v\n%s", request.Method, request.URL, faults, raw)
		if answer.StatusCode < 300 {
			ok, faults := contract().ValidateHttpRequestSync(request)
			assert.True(p.t, ok, "%s %s: %v\n%s", request.Method, request.URL, faults, data)
		}
	}
	return response{p.t, answer.StatusCode, answer.Header, raw}
}

// routes is a mux that knows which requests have a route.
var routes = sync.OnceValue(func() *http.ServeMux {
	mux := http.NewServeMux()
	for _, r := range (&service{metrics: newMetrics(nil)}).routes() {
		mux.Handle(r.pattern(), r.handler)
	}
	return mux
})

// routed is false for requests that no operation of the description takes.
func routed(request *http.Request) bool {
	_, pattern := routes().Handler(request)
	return pattern != ""
}

func (p *process) get(path string) response {
	p.t.Helper()
	return p.do(http.MethodGet, path, nil)
}

func (p *process) post(path string, body any) response {
	p.t.Helper()
	return p.do(http.MethodPost, path, body)
}

// want checks the status and returns the body.
func (r response) want(status int) object {
	r.t.Helper()
	require.Equal(r.t, status, r.status, "%s", r.raw)
	var body object
	require.NoError(r.t, json.Unmarshal(r.raw, &body), "%s", r.raw)
	return body
}

// problem checks that the answer is a problem of a kind and returns it.
func (r response) problem(k kind) object {
	r.t.Helper()
	body := r.want(kinds[k].status)
	assert.Equal(r.t, "application/problem+json", r.header.Get("Content-Type"))
	assert.Equal(r.t, typeBase+string(k), body["type"], "%s", r.raw)
	assert.Equal(r.t, kinds[k].title, body["title"])
	assert.EqualValues(r.t, r.status, body["status"])
	assert.Equal(r.t, r.header.Get("X-Request-Id"), body["request_id"])
	return body
}

// facts are those that the faults of a problem name.
func facts(problem object) []string {
	var names []string
	list, _ := problem["faults"].([]any)
	for _, fault := range list {
		names = append(names, fault.(object)["fact"].(string))
	}
	return names
}

// incident is a case of the shop: half of the price is given back.
func incident(id, client, price string) object {
	return object{
		"id":       id,
		"incident": object{"severity": 4},
		"client":   object{"id": client, "archetype": "furious"},
		"order":    object{"price": price},
	}
}

// sell funds the pool with a tenth of a price.
func (p *process) sell(id, price string) {
	p.t.Helper()
	p.post("/v1/sales", object{"id": id, "order": object{"price": price}}).want(http.StatusOK)
}

// recommend returns the record of a recommendation.
func (p *process) recommend(c object) string {
	p.t.Helper()
	return p.post("/v1/recommendations", c).want(http.StatusCreated)["record"].(string)
}

func (p *process) reserve(record string) response {
	p.t.Helper()
	return p.post("/v1/recommendations/"+record+"/reserve", nil)
}

// pool is the balance of the shop's pool.
func (p *process) pool() (allocated, held, spent float64) {
	p.t.Helper()
	b := p.get("/v1/balance?account=shop/basic").want(http.StatusOK)
	return b["allocated"].(float64), b["held"].(float64), b["spent"].(float64)
}

// ask sends a request where a test must go on after a failure: in goroutines, and
// to a process that is being killed.
func ask(base, method, path string, body any) (int, object, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return 0, nil, err
	}
	request, err := http.NewRequestWithContext(context.Background(), method, base+path, bytes.NewReader(data))
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	var got object
	err = json.NewDecoder(answer.Body).Decode(&got)
	return answer.StatusCode, got, err
}
