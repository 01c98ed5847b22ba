package main

import (
	"cmp"
	"database/sql"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what the service counts. No label holds an id, an account or an
// archetype.
type metrics struct {
	registry  *prometheus.Registry
	requests  *prometheus.CounterVec
	duration  *prometheus.HistogramVec
	running   prometheus.Gauge
	decisions *prometheus.CounterVec
	expired   prometheus.Counter
}

func newMetrics(db *sql.DB) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "amends_http_requests_total",
			Help: "Requests by route, status, and the kind of problem (none if there was none).",
		}, []string{"route", "status", "problem"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "amends_http_request_duration_seconds",
			Help:    "How long requests took, by route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"route"}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "amends_http_requests_running",
			Help: "Requests that are being answered now.",
		}),
		decisions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "amends_recommendations_total",
			Help: "Recommendations made, by decision.",
		}, []string{"decision"}),
		expired: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "amends_holds_expired_total",
			Help: "Holds that this process swept because their time was over.",
		}),
	}
	m.registry.MustRegister(
		m.requests, m.duration, m.running, m.decisions, m.expired,
		collectors.NewGoCollector(), collectors.NewDBStatsCollector(db, "amends"),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

func (m *metrics) observe(pattern string, w *watched, took time.Duration) {
	route, problem := cmp.Or(pattern, "none"), "none"
	if w.problem != nil {
		problem = string(w.problem.Kind)
	}
	m.requests.WithLabelValues(route, strconv.Itoa(w.status), problem).Inc()
	m.duration.WithLabelValues(route).Observe(took.Seconds())
}
