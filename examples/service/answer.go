package main

import (
	"bytes"
	"encoding/json"
	"net/http"
)

// reply is a success.
type reply struct {
	status   int // 0 is 200
	location string
	body     any
}

// answer is a handler that returns what to send; an error becomes a problem.
type answer func(*http.Request) (reply, error)

// ServeHTTP sends the reply, or leaves the problem to the middleware.
func (a answer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rep, err := a(r)
	if err != nil {
		fail(w, err)
		return
	}
	var body bytes.Buffer // whole, so that a failure cannot leave half an answer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(rep.body); err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if rep.location != "" {
		w.Header().Set("Location", rep.location)
	}
	if rep.status != 0 {
		w.WriteHeader(rep.status)
	}
	_, _ = w.Write(body.Bytes()) // a client that is gone asks again
}
