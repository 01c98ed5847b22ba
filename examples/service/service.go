package main

import (
	"net/http"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// service answers requests by one policy and one database.
type service struct {
	policy  *rules.Policy
	engine  *compensation.Engine
	store   *store
	metrics *metrics
}

// route is one operation of the description in openapi.yaml.
type route struct {
	method, path string
	handler      http.Handler
}

// pattern is how the mux and the metrics name the route.
func (r route) pattern() string { return r.method + " " + r.path }

func (s *service) routes() []route {
	return []route{
		{http.MethodPost, "/v1/sales", answer(s.fund)},

		{http.MethodPost, "/v1/recommendations", answer(s.recommend)},
		{http.MethodGet, "/v1/recommendations/{record}", answer(s.show)},
		{http.MethodGet, "/v1/recommendations/{record}/audit", answer(s.audit)},
		{http.MethodPost, "/v1/recommendations/{record}/take", answer(s.take)},
		{http.MethodPost, "/v1/recommendations/{record}/consider", answer(s.consider)},
		{http.MethodPost, "/v1/recommendations/{record}/grant", answer(s.grant)},
		{http.MethodPost, "/v1/recommendations/{record}/reserve", answer(s.reserve)},

		{http.MethodGet, "/v1/holds/{id}", answer(s.hold)},
		{http.MethodPost, "/v1/holds/{id}/commit", answer(s.commit)},
		{http.MethodPost, "/v1/holds/{id}/release", answer(s.release)},
		{http.MethodPost, "/v1/holds/{id}/give-back", answer(s.giveBack)},

		{http.MethodGet, "/v1/balance", answer(s.balance)},
		{http.MethodGet, "/v1/journal", answer(s.journal)},
		{http.MethodGet, "/v1/verify", answer(s.verify)},
		{http.MethodGet, "/v1/policy", answer(s.showPolicy)},

		{http.MethodGet, "/health/live", answer(s.live)},
		{http.MethodGet, "/health/ready", answer(s.ready)},
		{http.MethodGet, "/metrics", s.metrics.handler()},
		{http.MethodGet, "/openapi.yaml", http.HandlerFunc(describe)},
	}
}
