package main

import (
	_ "embed"
	"net/http"

	"github.com/amendsgo/amends/compensation"
)

// showPolicy names the policy that decides.
func (s *service) showPolicy(*http.Request) (reply, error) {
	return reply{body: struct {
		compensation.PolicyID
		Currency string `json:"currency"`
		Zone     string `json:"zone"`
	}{s.policy.Identity(), s.policy.Currency(), s.policy.Zone().String()}}, nil
}

// live says that the process runs.
func (s *service) live(*http.Request) (reply, error) {
	return reply{body: map[string]string{"status": "live"}}, nil
}

// ready says that requests can be served, because the database answers.
func (s *service) ready(r *http.Request) (reply, error) {
	if err := s.store.db.PingContext(r.Context()); err != nil {
		return reply{}, storeError(err)
	}
	return reply{body: map[string]string{"status": "ready"}}, nil
}

//go:embed openapi.yaml
var description []byte

// describe sends the description of all routes.
func describe(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/yaml")
	_, _ = w.Write(description) // a client that is gone asks again
}
